import ndarray from 'ndarray';
import type { Fft } from './fft/fft.ts';

/**
 * The state of all species: half spectra ρ̂, [species][2*modes], and on demand the real fields, [species][size].
 * Whoever writes into `hat` calls `touch()`; `real(a)` then transforms once and keeps the result until the next touch.
 */
export class FieldState {
  readonly fft: Fft;
  /** ρ̂ of every species, [species][2*modes]. */
  readonly hat: readonly Float64Array[];
  readonly #real: (Float64Array | undefined)[];
  readonly #fresh: boolean[];

  constructor(fft: Fft, species = 1) {
    this.fft = fft;
    this.hat = Array.from({ length: species }, () => fft.allocSpectrum());
    this.#real = new Array<Float64Array | undefined>(species);
    this.#fresh = new Array<boolean>(species).fill(false);
  }

  get species(): number {
    return this.hat.length;
  }

  /** Density of species `a` in every cell, [size]; valid until the next touch. Do not write into it. */
  real(a = 0): Float64Array {
    // many states are never looked at in real space: their memory comes when they are
    const real = this.#real[a] ?? this.fft.allocReal();
    this.#real[a] = real;
    if (!this.#fresh[a]) {
      this.fft.inverse(this.hat[a], real);
      this.#fresh[a] = true;
    }
    return real;
  }

  /** Says that `hat` has changed. */
  touch(): void {
    this.#fresh.fill(false);
  }

  copyFrom(other: FieldState): void {
    for (let a = 0; a < this.hat.length; a++) this.hat[a].set(other.hat[a]);
    this.touch();
  }

  /** The real field of species `a` as an ndarray of shape [n_x, n_y, n_z], for the edges of the program. */
  view(a = 0): ndarray.NdArray<Float64Array> {
    return ndarray(this.real(a), [...this.fft.grid.cells]);
  }
}
