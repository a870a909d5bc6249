import type { ModeSet } from '../../core/modes.ts';

/** Ordered tuples of wavevectors of a set, k and −k, none of them 0, that add up to 0. */
export interface ModeTuples {
  readonly pairs: number;
  readonly triads: number;
  readonly quadruples: number;
}

/**
 * How many there are. Where the set is all |n_a| ≤ M_a, by powers: with the constant, the counts are products over the axes;
 * leaving it out is the binomial sum Σ_j C(p, j)(−1)^{p−j} c_j. Any other set is counted pair by pair.
 */
export function modeTuples(modes: ModeSet): ModeTuples {
  const { dim, count, n } = modes;
  const most = Array.from({ length: dim }, (_, a) => {
    let largest = 0;
    for (let m = 0; m < count; m++) largest = Math.max(largest, Math.abs(n[m * dim + a]));
    return largest;
  });
  if (most.reduce((product, value) => product * (2 * value + 1), 1) !== 2 * count + 1) return byPairs(modes, most);
  const counts = most.map(alongAxis);
  const [c2, c3, c4] = [2, 3, 4].map((p) => counts.reduce((product, axis) => product * axis[p], 1));
  return { pairs: c2 - 1, triads: c3 - 3 * c2 + 2, quadruples: c4 - 4 * c3 + 6 * c2 - 3 };
}

/** Tuples of p integers from −most to most that add up to 0, p = 0 … 4, by convolution. */
function alongAxis(most: number): readonly number[] {
  let ways = Float64Array.of(1);
  return [1, 1, 2, 3, 4].map((_, p) => {
    if (p > 0) {
      const next = new Float64Array(ways.length + 2 * most);
      ways.forEach((value, i) => {
        for (let j = 0; j <= 2 * most; j++) next[i + j] += value;
      });
      ways = next;
    }
    return ways[(ways.length - 1) / 2];
  });
}

function byPairs(modes: ModeSet, most: readonly number[]): ModeTuples {
  const { dim, count, n } = modes;
  // a sum of two is numbered by its integers, shifted to be positive
  const number = (m: number, sign: number): number => {
    return most.reduce((index, value, a) => index * (8 * value + 1) + sign * n[m * dim + a], 0);
  };
  const all = Array.from({ length: 2 * count }, (_, i) => number(i >> 1, i % 2 === 0 ? 1 : -1));
  const sums = new Map<number, number>();
  for (const p of all) for (const q of all) sums.set(p + q, (sums.get(p + q) ?? 0) + 1);
  let quadruples = 0;
  for (const [sum, ways] of sums) quadruples += ways * (sums.get(-sum) ?? 0);
  return {
    pairs: sums.get(0) ?? 0,
    triads: all.reduce((total, k) => total + (sums.get(-k) ?? 0), 0),
    quadruples,
  };
}
