import type { Grid } from '../../core/grid.ts';

/** A field without the axes along which it is constant. */
export interface Reduced {
  /** Axes along which it varies by more than 10⁻⁸ of its range, ascending. */
  readonly axes: readonly number[];
  readonly cells: readonly number[];
  readonly lengths: readonly number[];
  /** Means over the other axes, [Π cells], C order. */
  readonly values: Float64Array;
}

/** Reduces a field, [size], to the axes along which it varies; all of a uniform field is its mean, one value. */
export function varyingAxes(grid: Grid, field: Float64Array): Reduced {
  const least = field.reduce((a, b) => Math.min(a, b), Infinity);
  const most = field.reduce((a, b) => Math.max(a, b), -Infinity);
  const axes = grid.cells.map((_, a) => a).filter((a) => spread(grid, field, a) > 1e-8 * (most - least));
  const cells = axes.map((a) => grid.cells[a]);
  const values = new Float64Array(cells.reduce((p, n) => p * n, 1));
  for (let j = 0; j < grid.size; j++) {
    const place = axes.reduce((at, a) => at * grid.cells[a] + indexOf(grid, j, a), 0);
    values[place] += (field[j] * values.length) / grid.size;
  }
  return { axes, cells, lengths: axes.map((a) => grid.lengths[a]), values };
}

/** Largest difference of a cell from the first of its line along an axis. */
function spread(grid: Grid, field: Float64Array, a: number): number {
  const stride = grid.cells.slice(a + 1).reduce((p, n) => p * n, 1);
  let largest = 0;
  for (let j = 0; j < grid.size; j++) {
    largest = Math.max(largest, Math.abs(field[j] - field[j - stride * indexOf(grid, j, a)]));
  }
  return largest;
}

function indexOf(grid: Grid, j: number, a: number): number {
  const stride = grid.cells.slice(a + 1).reduce((p, n) => p * n, 1);
  return Math.floor(j / stride) % grid.cells[a];
}
