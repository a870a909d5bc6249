import type { Fft } from '../../core/fft/fft.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';

/** A density on the cells of a grid, as a run has stored it. Modes up to below the Nyquist mode of each axis. */
export class StoredField implements DensitySource {
  readonly time: number;
  readonly lengths: readonly number[];
  /** ∫ρ. */
  readonly counts: readonly number[];
  readonly #fft: Fft;
  readonly #spectrum: Float64Array;

  /** `values` [size]: the cells in C order. */
  constructor(fft: Fft, values: Float64Array, time: number) {
    const { grid } = fft;
    const real = fft.allocReal();
    real.set(values);
    this.#spectrum = fft.allocSpectrum();
    fft.forward(real, this.#spectrum);
    this.#fft = fft;
    this.time = time;
    this.lengths = grid.lengths;
    this.counts = [this.#spectrum[0] * grid.cellVolume];
  }

  /** ρ_k = h^d ρ̂; a mode with negative last component is the conjugate of its opposite, which the half spectrum holds. */
  densityModes(modes: ModeSet, _species: number, out: Float64Array): void {
    const { grid } = this.#fft;
    const last = grid.dim - 1;
    for (let m = 0; m < modes.count; m++) {
      const n = modes.n.subarray(m * grid.dim, (m + 1) * grid.dim);
      const sign = n[last] < 0 ? -1 : 1;
      let at = 0;
      for (let a = 0; a < grid.dim; a++) {
        const cells = grid.cells[a];
        const value = sign * n[a];
        at = at * (a === last ? cells / 2 + 1 : cells) + (value < 0 ? value + cells : value);
      }
      out[2 * m] = grid.cellVolume * this.#spectrum[2 * at];
      out[2 * m + 1] = sign * grid.cellVolume * this.#spectrum[2 * at + 1];
    }
  }
}
