import { ModeRows } from '../../core/mode-rows.ts';
import type { ModeSet } from '../../core/modes.ts';
import { PlaneWaves } from '../../core/plane-waves.ts';

/** Coefficients per entry of a row: the sum and the difference of g at +n_last and −n_last, and k_last. */
const WIDTH = 5;

/**
 * Forces that plane waves exert on particles: F_i += Σ_m k_m Im(g_m* e^{−ik_m·x_i}) over one set of modes, every sum in a fixed
 * order. In a row with the product P of the waves along the other axes, c − is the wave along the last one,
 *   Σ_m k_a Im(g* e) = k_a Im(P A),  A = Σ (g₊* + g₋*) c + i(g₊* − g₋*) s     for the other axes,
 *   Σ_m k_last Im(g* e) = Im(P B),   B = Σ k_last [(g₊* − g₋*) c + i(g₊* + g₋*) s],   with ± the sign of n_last.
 * The transpose of `DirectModes`.
 */
export class WaveForces {
  readonly #modes: ModeSet;
  readonly #rows: ModeRows;
  readonly #waves: PlaneWaves;
  readonly #block = new Int32Array(PlaneWaves.BLOCK);
  readonly #product = new Float64Array(PlaneWaves.STRIDE);
  /** Re, im of A and of B of every particle of the block, [BLOCK][4]. */
  readonly #sums = new Float64Array(4 * PlaneWaves.BLOCK);
  /** Where the coefficients of a row begin, [rows]: every row has an even number of entries, the last perhaps empty. */
  readonly #from: Int32Array;
  readonly #coefficients: Float64Array;
  /** k_a of all axes but the last, [rows*(dim − 1)]. */
  readonly #prefixK: Float64Array;

  constructor(modes: ModeSet) {
    const last = modes.dim - 1;
    this.#modes = modes;
    this.#rows = new ModeRows(modes);
    this.#waves = new PlaneWaves(modes.lengths, this.#rows.most);
    this.#prefixK = Float64Array.from(this.#rows.prefix, (n, i) => (2 * Math.PI * n) / modes.lengths[i % last]);
    const { count, start, power } = this.#rows;
    this.#from = new Int32Array(count);
    let entries = 0;
    for (let row = 0; row < count; row++) {
      this.#from[row] = WIDTH * entries;
      const own = start[row + 1] - start[row];
      entries += own + (own % 2);
    }
    this.#coefficients = new Float64Array(WIDTH * entries);
    for (let row = 0; row < count; row++) {
      for (let entry = start[row], at = this.#from[row]; entry < start[row + 1]; entry++, at += WIDTH) {
        this.#coefficients[at + 4] = (2 * Math.PI * power[entry]) / modes.lengths[last];
      }
    }
  }

  /** g interleaved, [2*modes.count]; positions and forces [dim][particles]. */
  add(positions: readonly Float64Array[], g: Float64Array, forces: readonly Float64Array[]): void {
    const count = positions[0].length;
    for (let row = 0; row < this.#rows.count; row++) this.#prepare(row, g);
    for (let from = 0; from < count; from += PlaneWaves.BLOCK) {
      const size = Math.min(PlaneWaves.BLOCK, count - from);
      for (let j = 0; j < size; j++) this.#block[j] = from + j;
      this.#waves.fill(positions, this.#block, size);
      for (let row = 0; row < this.#rows.count; row++) this.#addRow(row, from, size, forces);
    }
  }

  #prepare(row: number, g: Float64Array): void {
    const { start, plus, minus } = this.#rows;
    const q = this.#coefficients;
    for (let entry = start[row], at = this.#from[row]; entry < start[row + 1]; entry++, at += WIDTH) {
      const p = 2 * plus[entry];
      const m = 2 * minus[entry];
      const plusRe = p < 0 ? 0 : g[p];
      const plusIm = p < 0 ? 0 : g[p + 1];
      const minusRe = m < 0 ? 0 : g[m];
      const minusIm = m < 0 ? 0 : g[m + 1];
      q[at] = plusRe + minusRe;
      q[at + 1] = plusIm - minusIm;
      q[at + 2] = plusIm + minusIm;
      q[at + 3] = plusRe - minusRe;
    }
  }

  #addRow(row: number, from: number, size: number, forces: readonly Float64Array[]): void {
    const { start, power, prefix } = this.#rows;
    const last = this.#modes.dim - 1;
    const [sums, product] = [this.#sums, this.#product];
    const end = start[row + 1];
    sums.fill(0);
    for (let entry = start[row], at = this.#from[row]; entry < end; entry += 2, at += 2 * WIDTH) {
      const next = Math.min(entry + 1, end - 1);
      this.#addTwo(at, power[entry] * PlaneWaves.STRIDE, power[next] * PlaneWaves.STRIDE, size);
    }
    this.#waves.prefixProduct(prefix, row * last, size, product);
    for (let a = 0; a < last; a++) {
      const k = this.#prefixK[row * last + a];
      if (k === 0) continue;
      const force = forces[a];
      for (let j = 0; j < size; j++) {
        force[from + j] += k * (product[2 * j] * sums[4 * j + 1] + product[2 * j + 1] * sums[4 * j]);
      }
    }
    const force = forces[last];
    for (let j = 0; j < size; j++) {
      force[from + j] += product[2 * j] * sums[4 * j + 3] + product[2 * j + 1] * sums[4 * j + 2];
    }
  }

  /** Two entries side by side, their coefficients at `at` and `at` + WIDTH, their waves at `first` and `second`. */
  #addTwo(at: number, first: number, second: number, size: number): void {
    const [sums, w, q] = [this.#sums, this.#waves.powers[this.#modes.dim - 1], this.#coefficients];
    const q0 = q[at];
    const q1 = q[at + 1];
    const q2 = q[at + 2];
    const q3 = q[at + 3];
    const k = q[at + 4];
    const p0 = q[at + WIDTH];
    const p1 = q[at + WIDTH + 1];
    const p2 = q[at + WIDTH + 2];
    const p3 = q[at + WIDTH + 3];
    const h = q[at + WIDTH + 4];
    for (let j = 0; j < size; j++) {
      const c = w[first + 2 * j];
      const s = w[first + 2 * j + 1];
      const d = w[second + 2 * j];
      const t = w[second + 2 * j + 1];
      sums[4 * j] += q0 * c + q1 * s + (p0 * d + p1 * t);
      sums[4 * j + 1] += q3 * s - q2 * c + (p3 * t - p2 * d);
      sums[4 * j + 2] += k * (q3 * c + q2 * s) + h * (p3 * d + p2 * t);
      sums[4 * j + 3] += k * (q0 * s - q1 * c) + h * (p0 * t - p1 * d);
    }
  }
}
