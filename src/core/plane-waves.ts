/**
 * Powers of the plane waves of one block of particles, e^{−2πi n x_a/L_a} for n = 0 … most_a along every axis a: all that
 * is needed for e^{−ik·x} on k = 2πn/L, negative n being the conjugate. They come from multiplication, so that each power
 * depends on x and n alone (rounding error ~ n·10⁻¹⁶). A block stays in the cache while many modes use it.
 */
export class PlaneWaves {
  /** Largest number of particles in a block. */
  static readonly BLOCK = 256;
  /** Distance between two powers in `powers`. */
  static readonly STRIDE = 2 * PlaneWaves.BLOCK;
  /** Interleaved re, im, [dim][(most + 1)*STRIDE]: power n of the block's particle j at n*STRIDE + 2j. */
  readonly powers: readonly Float64Array[];
  readonly #lengths: readonly number[];
  readonly #most: readonly number[];

  /** `most`: the largest |n| along every axis, [dim]. */
  constructor(lengths: readonly number[], most: readonly number[]) {
    this.#lengths = lengths;
    this.#most = most;
    this.powers = most.map((n) => new Float64Array((Math.max(n, 1) + 1) * PlaneWaves.STRIDE));
  }

  /** Takes the first `size` particles of `block` (indices into positions, [dim][particles]). */
  fill(positions: readonly Float64Array[], block: Int32Array, size: number): void {
    for (let a = 0; a < this.#lengths.length; a++) {
      const [x, w, length] = [positions[a], this.powers[a], this.#lengths[a]];
      const first = PlaneWaves.STRIDE;
      for (let j = 0; j < size; j++) {
        const angle = (-2 * Math.PI * x[block[j]]) / length;
        w[2 * j] = 1;
        w[2 * j + 1] = 0;
        w[first + 2 * j] = Math.cos(angle);
        w[first + 2 * j + 1] = Math.sin(angle);
      }
      const end = (this.#most[a] + 1) * PlaneWaves.STRIDE;
      for (let at = 2 * first; at < end; at += PlaneWaves.STRIDE) {
        for (let j = 0; j < 2 * size; j += 2) {
          const re = w[at - first + j];
          const im = w[at - first + j + 1];
          const c = w[first + j];
          const s = w[first + j + 1];
          w[at + j] = re * c - im * s;
          w[at + j + 1] = re * s + im * c;
        }
      }
    }
  }

  /** Π_a e^{−i k_a x_a} of the block over all axes but the last, n_a = prefix[at + a], interleaved into `out` [STRIDE]. */
  prefixProduct(prefix: Int32Array, at: number, size: number, out: Float64Array): void {
    for (let j = 0; j < 2 * size; j += 2) {
      out[j] = 1;
      out[j + 1] = 0;
    }
    for (let a = 0; a < this.#lengths.length - 1; a++) {
      const n = prefix[at + a];
      const from = Math.abs(n) * PlaneWaves.STRIDE;
      const sign = n < 0 ? -1 : 1;
      const w = this.powers[a];
      for (let j = 0; j < 2 * size; j += 2) {
        const c = w[from + j];
        const s = sign * w[from + j + 1];
        const re = out[j] * c - out[j + 1] * s;
        out[j + 1] = out[j] * s + out[j + 1] * c;
        out[j] = re;
      }
    }
  }
}
