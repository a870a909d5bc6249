import { CellGrid } from '../../core/cells.ts';
import type { ClosestPair } from './interaction.ts';

/**
 * The two particles that are nearest to each other in a periodic box, positions [dim][particles] in the box, if they are nearer
 * than `reach`; else null. In time linear in their number.
 */
export function closestWithin(
  positions: readonly Float64Array[],
  lengths: readonly number[],
  reach: number,
): ClosestPair | null {
  let best = reach * reach;
  let pair: readonly [number, number] | null = null;
  new CellGrid(lengths, reach).pairs(positions, (i, j) => {
    let square = 0;
    for (let a = 0; a < lengths.length; a++) {
      const d = positions[a][i] - positions[a][j];
      const nearest = d - lengths[a] * Math.round(d / lengths[a]);
      square += nearest * nearest;
    }
    if (square >= best) return;
    best = square;
    pair = [i, j];
  });
  return pair === null ? null : { i: pair[0], j: pair[1], distance: Math.sqrt(best) };
}
