import type { Gaussians } from '../../core/random.ts';
import type { Forces } from './forces.ts';

/** Positions on a lattice of nearly equal spacings that fills the box, [dim][count]. */
export function latticeStart(lengths: readonly number[], count: number): readonly Float64Array[] {
  const dim = lengths.length;
  const volume = lengths.reduce((product, length) => product * length, 1);
  const spacing = dim === 1 ? volume / count : dim === 2 ? Math.sqrt(volume / count) : Math.cbrt(volume / count);
  const sides = lengths.map((length) => Math.max(1, Math.floor(length / spacing)));
  const sites = (): number => sides.reduce((product, n) => product * n, 1);
  while (sites() < count) {
    // the axis whose spacing stays the largest gets one more row
    const roomy = sides.map((n, a) => lengths[a] / (n + 1));
    sides[roomy.indexOf(Math.max(...roomy))]++;
  }
  const total = sites();
  return lengths.map((length, a) => {
    const inner = sides.slice(a + 1).reduce((product, n) => product * n, 1);
    return Float64Array.from({ length: count }, (_, i) => {
      const site = Math.floor((i * total) / count);
      return ((Math.floor(site / inner) % sides[a]) + 0.5) * (length / sides[a]);
    });
  });
}

/** Independent uniform positions, [dim][count]. */
export function randomStart(lengths: readonly number[], count: number, gaussians: Gaussians): readonly Float64Array[] {
  const out = lengths.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) for (let a = 0; a < lengths.length; a++) out[a][i] = lengths[a] * gaussians.uniform();
  return out;
}

/** How overlaps were removed. */
export interface Relaxation {
  readonly iterations: number;
  /** Largest force before and after. */
  readonly before: number;
  readonly after: number;
}

/**
 * Removes overlaps by steepest descent: every particle moves along its force, by at most σ/20 at a time, until no force
 * exceeds `limit`. Positions are changed in place and stay in the box. @throws RangeError when that does not happen.
 */
export function removeOverlaps(
  positions: readonly Float64Array[],
  lengths: readonly number[],
  forces: Forces,
  sigma: number,
  limit: number,
): Relaxation {
  const longest = 0.05 * sigma;
  let before = Number.NaN;
  for (let iteration = 0; iteration < 20000; iteration++) {
    const f = forces.compute(positions);
    const largest = largestOf(f);
    if (iteration === 0) before = largest;
    if (largest <= limit) return { iterations: iteration, before, after: largest };
    // proportional to the force where forces are small, a bounded move where they are not
    const step = longest / Math.max(largest, limit);
    for (let a = 0; a < positions.length; a++) {
      const [x, force, length] = [positions[a], f[a], lengths[a]];
      for (let i = 0; i < x.length; i++) {
        const wanted = force[i] * Math.max(step, longest / (20 * limit));
        x[i] += Math.max(-longest, Math.min(longest, wanted));
        x[i] -= Math.floor(x[i] / length) * length;
        if (x[i] >= length) x[i] = 0;
      }
    }
  }
  const left = largestOf(forces.compute(positions));
  throw new RangeError(
    `overlaps could not be removed: the largest force is still ${left.toPrecision(3)} (wanted ≤ ${limit.toPrecision(3)}); the density may be too high, or start from a lattice`,
  );
}

function largestOf(forces: readonly Float64Array[]): number {
  let largest = 0;
  for (const axis of forces) for (const f of axis) if (!(Math.abs(f) <= largest)) largest = Math.abs(f);
  return largest;
}
