import type { Grid } from '../../core/grid.ts';

/**
 * Keeps the state the spectrum of a real field. On the plane n_last = 0 the half spectrum holds every mode and its conjugate.
 * What rounding makes them differ by, no transform shows and no nonlinear term answers: it decays where the linear part is
 * stable, and where it is not it grows as e^{ωt} without end, 1 after 36/ω. There ρ̂_n and conj ρ̂_−n are both replaced by their
 * mean. Modes with a stable linear part are left as they are, to the bit.
 */
export class RealPlane {
  /** Index of a mode and of its conjugate, [2*pairs]; the same twice where a mode is its own. */
  readonly #pairs: Int32Array;

  /** `linear` [resolved]: decay rates of the linear part. */
  constructor(grid: Grid, resolved: Int32Array, linear: Float64Array) {
    const pairs: number[] = [];
    resolved.forEach((m, i) => {
      const other = conjugate(grid, m);
      if (linear[i] < 0 && other !== null && m <= other) pairs.push(m, other);
    });
    this.#pairs = Int32Array.from(pairs);
  }

  /** `hat` [2*modes], in place. */
  restore(hat: Float64Array): void {
    const pairs = this.#pairs;
    for (let p = 0; p < pairs.length; p += 2) {
      const [i, j] = [2 * pairs[p], 2 * pairs[p + 1]];
      const re = 0.5 * (hat[i] + hat[j]);
      const im = 0.5 * (hat[i + 1] - hat[j + 1]);
      hat[i] = re;
      hat[i + 1] = im;
      hat[j] = re;
      hat[j + 1] = -im;
    }
  }
}

/** Index of the mode −n where the half spectrum holds it beside n: on the plane n_last = 0; else null. */
function conjugate(grid: Grid, m: number): number | null {
  const { cells, dim } = grid;
  if (grid.modeNumber(m, dim - 1) !== 0) return null;
  let index = 0;
  for (let a = 0; a < dim - 1; a++) index = index * cells[a] + ((cells[a] - grid.modeNumber(m, a)) % cells[a]);
  return index * (cells[dim - 1] / 2 + 1);
}
