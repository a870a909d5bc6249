import { ModeRows } from './mode-rows.ts';
import type { ModeSet } from './modes.ts';
import { PlaneWaves } from './plane-waves.ts';

/** Which particles count: those of one species. */
export interface SpeciesPick {
  readonly speciesOf: Int32Array;
  readonly species: number;
}

/**
 * The density modes of particles on one set by the plain sum ρ_k = Σ_i e^{−ik·x_i}, exact to rounding. The value of a mode
 * depends on the particles and their order alone, to the last bit, whatever else is in the set: sums run block by block
 * (`PlaneWaves`), each block in the order of its particles. Memory is made once per set.
 */
export class DirectModes {
  readonly #rows: ModeRows;
  readonly #waves: PlaneWaves;
  readonly #last: number;
  readonly #block = new Int32Array(PlaneWaves.BLOCK);
  readonly #product = new Float64Array(PlaneWaves.STRIDE);
  /** Sums of two entries: re, im of +n, re, im of −n, then the same of the second. */
  readonly #sums = new Float64Array(8);

  constructor(modes: ModeSet) {
    this.#rows = new ModeRows(modes);
    this.#waves = new PlaneWaves(modes.lengths, this.#rows.most);
    this.#last = modes.dim - 1;
  }

  /** Positions [dim][particles] → ρ_k interleaved, [2*modes.count]. */
  sum(positions: readonly Float64Array[], out: Float64Array, pick?: SpeciesPick): void {
    const count = positions[0].length;
    const block = this.#block;
    out.fill(0);
    let filled = 0;
    for (let i = 0; i < count; i++) {
      if (pick !== undefined && pick.speciesOf[i] !== pick.species) continue;
      block[filled++] = i;
      if (filled < PlaneWaves.BLOCK) continue;
      this.#add(positions, filled, out);
      filled = 0;
    }
    if (filled > 0) this.#add(positions, filled, out);
  }

  #add(positions: readonly Float64Array[], size: number, out: Float64Array): void {
    const { start, prefix, power, count } = this.#rows;
    this.#waves.fill(positions, this.#block, size);
    for (let row = 0; row < count; row++) {
      this.#waves.prefixProduct(prefix, row * this.#last, size, this.#product);
      const end = start[row + 1];
      for (let entry = start[row]; entry < end; entry += 2) {
        const next = Math.min(entry + 1, end - 1);
        this.#sumTwo(power[entry] * PlaneWaves.STRIDE, power[next] * PlaneWaves.STRIDE, 2 * size);
        this.#give(entry, 0, out);
        if (next > entry) this.#give(next, 4, out);
      }
    }
  }

  /** Σ_j (product)·(power) and (product)·(power)* of two powers side by side: each sum runs in the order of j. */
  #sumTwo(first: number, second: number, end: number): void {
    const [w, product, sums] = [this.#waves.powers[this.#last], this.#product, this.#sums];
    let plusRe = 0;
    let plusIm = 0;
    let minusRe = 0;
    let minusIm = 0;
    let nextPlusRe = 0;
    let nextPlusIm = 0;
    let nextMinusRe = 0;
    let nextMinusIm = 0;
    for (let j = 0; j < end; j += 2) {
      const a = product[j];
      const b = product[j + 1];
      const c = w[first + j];
      const s = w[first + j + 1];
      const ac = a * c;
      const bs = b * s;
      const as = a * s;
      const bc = b * c;
      plusRe += ac - bs;
      plusIm += as + bc;
      minusRe += ac + bs;
      minusIm += bc - as;
      const cNext = w[second + j];
      const sNext = w[second + j + 1];
      const acNext = a * cNext;
      const bsNext = b * sNext;
      const asNext = a * sNext;
      const bcNext = b * cNext;
      nextPlusRe += acNext - bsNext;
      nextPlusIm += asNext + bcNext;
      nextMinusRe += acNext + bsNext;
      nextMinusIm += bcNext - asNext;
    }
    sums[0] = plusRe;
    sums[1] = plusIm;
    sums[2] = minusRe;
    sums[3] = minusIm;
    sums[4] = nextPlusRe;
    sums[5] = nextPlusIm;
    sums[6] = nextMinusRe;
    sums[7] = nextMinusIm;
  }

  /** Adds the sums of one entry to the modes that the set has. */
  #give(entry: number, at: number, out: Float64Array): void {
    const plus = 2 * this.#rows.plus[entry];
    const minus = 2 * this.#rows.minus[entry];
    if (plus >= 0) {
      out[plus] += this.#sums[at];
      out[plus + 1] += this.#sums[at + 1];
    }
    if (minus >= 0) {
      out[minus] += this.#sums[at + 2];
      out[minus + 1] += this.#sums[at + 3];
    }
  }
}
