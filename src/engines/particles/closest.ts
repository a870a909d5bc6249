import type { ClosestPair } from './interaction.ts';

/**
 * The two particles that are nearest to each other in a periodic box, positions [dim][particles]; with `particle`, that one
 * and its nearest partner. Every pair is looked at: for messages, not for steps. Null where there is no pair.
 */
export function closestPair(
  positions: readonly Float64Array[],
  lengths: readonly number[],
  particle?: number,
): ClosestPair | null {
  const count = positions[0].length;
  const [from, to] = particle === undefined ? [0, count] : [particle, particle + 1];
  let best = Number.POSITIVE_INFINITY;
  let pair: readonly [number, number] | null = null;
  for (let i = from; i < to; i++) {
    for (let j = particle === undefined ? i + 1 : 0; j < count; j++) {
      if (j === i) continue;
      let square = 0;
      for (let a = 0; a < lengths.length; a++) {
        const d = positions[a][i] - positions[a][j];
        const nearest = d - lengths[a] * Math.round(d / lengths[a]);
        square += nearest * nearest;
      }
      if (square < best) {
        best = square;
        pair = [i, j];
      }
    }
  }
  return pair === null ? null : { i: pair[0], j: pair[1], distance: Math.sqrt(best) };
}
