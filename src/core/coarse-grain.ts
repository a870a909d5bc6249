import type { SpeciesPick } from './direct-modes.ts';

/** Images and cells farther than this many widths are left out: e^{−18} of the peak. */
const REACH = 6;

/**
 * The density of particles in a periodic box on a grid of any cell counts, odd ones too, in C order (the last axis fastest):
 *   width 0   histogram, ρ_j = (particles in cell j)/h^d, cell j covering [j h, (j + 1)h)
 *   width w   ρ_j = h^{−d} Σ_i Π_a g_a, g_a ∝ Σ_images e^{−(x_j − x_i)²/2w²} at the cell centres x_j = (j + ½)h, all within 6 w,
 *             with Σ_j g_a = 1 for every particle and axis, so that the mass is exact. At w ≥ h it is the periodic convolution
 *             with a Gaussian, to 1e-8; as w → 0 it becomes the histogram.
 */
export class CoarseGrain {
  readonly lengths: readonly number[];
  readonly cells: readonly number[];
  /** Number of cells. */
  readonly size: number;
  readonly #axes: readonly AxisWeights[];
  readonly #cellVolume: number;

  /** @throws RangeError unless there is a positive whole count of cells per side, and a width ≥ 0. */
  constructor(lengths: readonly number[], cells: readonly number[], width: number) {
    if (lengths.length < 1 || lengths.length > 3 || cells.length !== lengths.length) {
      throw new RangeError(`${lengths.length} sides and ${cells.length} cell counts: 1 to 3 and as many are needed`);
    }
    for (const n of cells) if (!(Number.isInteger(n) && n > 0)) throw new RangeError(`cells must be ≥ 1, got ${n}`);
    if (!(width >= 0 && Number.isFinite(width))) throw new RangeError(`a width must be ≥ 0, got ${width}`);
    this.lengths = [...lengths];
    this.cells = [...cells];
    this.size = cells.reduce((product, n) => product * n, 1);
    this.#cellVolume = lengths.reduce((product, length, a) => (product * length) / cells[a], 1);
    this.#axes = lengths.map((length, a) => new AxisWeights(length, cells[a], width));
  }

  /** Positions [dim][particles] → density [size]; `pick` selects a species. */
  density(positions: readonly Float64Array[], out: Float64Array, pick?: SpeciesPick): void {
    const axes = this.#axes;
    const dim = axes.length;
    const last = axes[dim - 1];
    const middle = dim > 1 ? axes[dim - 2] : SINGLE;
    const first = dim > 2 ? axes[0] : SINGLE;
    const scale = 1 / this.#cellVolume;
    out.fill(0);
    for (let i = 0; i < positions[0].length; i++) {
      if (pick !== undefined && pick.speciesOf[i] !== pick.species) continue;
      for (let a = 0; a < dim; a++) axes[a].place(positions[a][i]);
      for (let p = 0; p < first.used; p++) {
        for (let q = 0; q < middle.used; q++) {
          const row = (first.index[p] * middle.cells + middle.index[q]) * last.cells;
          const weight = scale * first.weight[p] * middle.weight[q];
          for (let r = 0; r < last.used; r++) out[row + last.index[r]] += weight * last.weight[r];
        }
      }
    }
  }
}

/** What one particle gives to the cells along one axis. */
class AxisWeights {
  readonly cells: number;
  /** Cells that get something, in the first `used` places, and how much of the particle. */
  readonly index: Int32Array;
  readonly weight: Float64Array;
  used = 1;
  readonly #length: number;
  readonly #width: number;

  constructor(length: number, cells: number, width: number) {
    this.cells = cells;
    this.index = new Int32Array(cells);
    this.weight = new Float64Array(cells).fill(1);
    this.#length = length;
    this.#width = width;
  }

  place(position: number): void {
    const [n, length, width] = [this.cells, this.#length, this.#width];
    const wrapped = position - length * Math.floor(position / length);
    const x = wrapped < length ? wrapped : 0;
    const h = length / n;
    const own = Math.min(Math.floor(x / h), n - 1);
    if (width === 0) {
      this.index[0] = own;
      return;
    }
    const from = Math.min(own, Math.ceil((x - REACH * width) / h - 0.5));
    const to = Math.max(own, Math.floor((x + REACH * width) / h - 0.5));
    const nearest = x - (own + 0.5) * h;
    this.used = Math.min(to - from + 1, n);
    for (let s = 0; s < this.used; s++) {
      this.index[s] = modulo(from + s, n);
      this.weight[s] = 0;
    }
    let sum = 0;
    for (let j = from, s = 0; j <= to; j++, s = s + 1 === n ? 0 : s + 1) {
      const d = x - (j + 0.5) * h;
      // relative to the nearest centre, which so has weight 1 however narrow the kernel is
      const g = Math.exp(0.5 * ((nearest - d) / width) * ((nearest + d) / width));
      this.weight[s] += g;
      sum += g;
    }
    for (let s = 0; s < this.used; s++) this.weight[s] /= sum;
  }
}

function modulo(j: number, n: number): number {
  return ((j % n) + n) % n;
}

/** An axis that the box does not have: one cell. */
const SINGLE = new AxisWeights(1, 1, 0);
