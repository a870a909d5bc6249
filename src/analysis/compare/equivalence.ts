import { studentQuantile } from '../statistics.ts';
import { welch } from './welch.ts';

/** An estimate of a quantity; `freedom`: degrees of freedom of its error (replicas − 1, blocks − 1; ∞: known exactly). */
export interface Measurement {
  readonly value: number;
  readonly error: number;
  readonly freedom: number;
}

export type Outcome = 'agree' | 'differ' | 'inconclusive';

/** How far one estimate is from another, relative to the other. */
export interface Equivalence {
  /** Δ = (a − b)/b. */
  readonly difference: number;
  readonly error: number;
  /** Degrees of freedom of the error (Welch–Satterthwaite). */
  readonly freedom: number;
  /** Interval of Δ at level 1 − α. */
  readonly interval: readonly [number, number];
  /** The same at level 1 − α/family: all of a family hold together. */
  readonly wide: readonly [number, number];
  readonly tolerance: number;
  readonly outcome: Outcome;
}

/**
 * Do two estimates of one quantity agree within ±tolerance (relative)? `agree`: the interval of level 1 − α lies inside, that is
 * two one-sided tests at α/2 each (Schuirmann, J. Pharmacokinet. Biopharm. 15, 657 (1987)); `differ`: the interval that holds
 * for the whole family of comparisons lies outside; else `inconclusive`. That all of a family agree needs no correction
 * (Berger, Technometrics 24, 295 (1982)); that any of them differs does. Intervals of the ratio by Fieller (J. R. Stat. Soc. B
 * 16, 175 (1954)): exact for Gaussian estimates, unbounded where b is no further than its error from 0.
 */
export function equivalence(
  a: Measurement,
  b: Measurement,
  { tolerance, alpha, family = 1 }: { readonly tolerance: number; readonly alpha: number; readonly family?: number },
): Equivalence {
  const ratio = a.value / b.value;
  const [fromA, fromB] = [(a.error / b.value) ** 2, ((ratio * b.error) / b.value) ** 2];
  const variance = fromA + fromB;
  const freedom = welch(fromA, a.freedom, fromB, b.freedom);
  const within = (level: number): readonly [number, number] => fieller(a, b, studentQuantile(level, freedom));
  const known = Number.isFinite(ratio) && freedom > 0;
  const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  const interval = known ? within(alpha) : everything;
  const wide = known ? within(alpha / family) : everything;
  const inside = interval[0] > -tolerance && interval[1] < tolerance;
  const outside = wide[0] > tolerance || wide[1] < -tolerance;
  return {
    difference: ratio - 1,
    error: Math.sqrt(variance),
    freedom,
    interval,
    wide,
    tolerance,
    outcome: inside ? 'agree' : outside ? 'differ' : 'inconclusive',
  };
}

/** All Δ with (a − (1 + Δ)b)² ≤ q²(σ_a² + (1 + Δ)²σ_b²). */
function fieller(a: Measurement, b: Measurement, q: number): readonly [number, number] {
  const [va, vb] = [q * q * a.error * a.error, q * q * b.error * b.error];
  const lead = b.value * b.value - vb;
  const root = a.value * a.value * vb + b.value * b.value * va - va * vb;
  if (!(lead > 0 && root >= 0)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [middle, half] = [(a.value * b.value) / lead, Math.sqrt(root) / lead];
  return [middle - half - 1, middle + half - 1];
}
