import { CellGrid } from '../../../core/cells.ts';
import { meanSpacing } from './packing.ts';

/** Overlaps by less than this fraction of the diameter are rounding. */
const ROUNDING = 1e-9;

/**
 * Looks for particles closer than one diameter. Positions lie in the box, [dim][particles].
 * @throws RangeError that names the closest pair and its distance.
 */
export function checkOverlaps(positions: readonly Float64Array[], lengths: readonly number[], diameter: number): void {
  const count = positions[0].length;
  let nearest = Number.POSITIVE_INFINITY;
  let pair = [-1, -1];
  new CellGrid(lengths, Math.max(diameter, meanSpacing(lengths, count))).pairs(positions, (i, j) => {
    let square = 0;
    for (let a = 0; a < positions.length; a++) {
      let d = Math.abs(positions[a][j] - positions[a][i]);
      if (d > 0.5 * lengths[a]) d = lengths[a] - d;
      square += d * d;
    }
    if (square >= nearest) return;
    nearest = square;
    pair = [Math.min(i, j), Math.max(i, j)];
  });
  const distance = Math.sqrt(nearest);
  if (distance >= diameter * (1 - ROUNDING)) return;
  throw new RangeError(
    `particles ${pair[0]} and ${pair[1]} overlap: their distance is ${Number(distance.toPrecision(10))}, the diameter ${diameter}`,
  );
}
