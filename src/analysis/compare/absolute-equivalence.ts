import { studentQuantile } from '../statistics.ts';
import type { Equivalence, Measurement } from './equivalence.ts';
import { welch } from './welch.ts';

/**
 * As `equivalence`, for quantities that may be 0: Δ = a − b, tolerance in their own unit. The interval is Δ ± t σ with Student's t
 * of the degrees of freedom of Welch and Satterthwaite.
 */
export function absoluteEquivalence(
  a: Measurement,
  b: Measurement,
  { tolerance, alpha, family = 1 }: { readonly tolerance: number; readonly alpha: number; readonly family?: number },
): Equivalence {
  const difference = a.value - b.value;
  const [fromA, fromB] = [a.error * a.error, b.error * b.error];
  const freedom = welch(fromA, a.freedom, fromB, b.freedom);
  const error = Math.sqrt(fromA + fromB);
  const around = (level: number): readonly [number, number] => {
    if (!(Number.isFinite(difference) && freedom > 0)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const half = error === 0 ? 0 : studentQuantile(level, freedom) * error;
    return [difference - half, difference + half];
  };
  const [interval, wide] = [around(alpha), around(alpha / family)];
  const inside = interval[0] > -tolerance && interval[1] < tolerance;
  const outside = wide[0] > tolerance || wide[1] < -tolerance;
  const outcome = inside ? 'agree' : outside ? 'differ' : 'inconclusive';
  return { difference, error, freedom, interval, wide, tolerance, outcome };
}
