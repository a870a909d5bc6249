import type { SpeciesPick } from './direct-modes.ts';
import { createFft } from './fft/backends.ts';
import type { Fft } from './fft/fft.ts';
import { Grid } from './grid.ts';
import { ModeRows } from './mode-rows.ts';
import type { ModeSet } from './modes.ts';

/** Cells that a particle is spread over along an axis, and β of the kernel, at an oversampling of 2 and more. */
const WIDTH = 15;
const BETA = 2.3 * WIDTH;
/** Fewest cells of an axis. */
const FEWEST = 32;

/**
 * The density modes of particles on one set by a non-uniform fast Fourier transform of type 1: each particle is spread on a grid
 * at least twice as fine as the modes need with φ(t) = e^{β(√(1 − (2t/w)²) − 1)}, |t| < w/2 cells, transformed, and divided by
 * φ̂(k) = ∫φ e^{−ikt} dt (Barnett, Magland & af Klinteberg, SIAM J. Sci. Comput. 41, C479 (2019)). Error of ρ_k below
 * 10⁻¹² N with w = 15. Memory is made once per set.
 */
export class FastParticleModes {
  readonly #modes: ModeSet;
  readonly #fft: Fft;
  readonly #spread: readonly Spread[];
  readonly #real: Float64Array;
  readonly #spectrum: Float64Array;
  /** Where a mode stands in the half spectrum, [modes], 1/Πφ̂, [modes], and −1 where it stands there as its conjugate. */
  readonly #at: Int32Array;
  readonly #factor: Float64Array;
  readonly #sign: Float64Array;

  constructor(modes: ModeSet) {
    const { dim, n, count, lengths } = modes;
    this.#modes = modes;
    const cells = fineCells(modes);
    const grid = new Grid(lengths, cells);
    this.#fft = createFft(grid);
    this.#spread = lengths.map((length, a) => new Spread(length, cells[a]));
    this.#real = this.#fft.allocReal();
    this.#spectrum = this.#fft.allocSpectrum();
    this.#at = new Int32Array(count);
    this.#factor = new Float64Array(count);
    this.#sign = new Float64Array(count);
    for (let m = 0; m < count; m++) {
      const sign = n[m * dim + dim - 1] < 0 ? -1 : 1;
      let at = 0;
      let product = 1;
      for (let a = 0; a < dim; a++) {
        const own = sign * n[m * dim + a];
        const axis = a === dim - 1 ? cells[a] / 2 + 1 : cells[a];
        at = at * axis + (own < 0 ? own + cells[a] : own);
        product *= this.#spread[a].transform(own);
      }
      this.#at[m] = at;
      this.#factor[m] = 1 / product;
      this.#sign[m] = sign;
    }
  }

  /** Estimated nanoseconds for `count` particles; infinite for grids that would take half a gigabyte. */
  static cost(modes: ModeSet, count: number): number {
    const cells = fineCells(modes);
    const size = cells.reduce((product, n) => product * n, 1);
    if (size > 32_000_000) return Number.POSITIVE_INFINITY;
    const touched = cells.reduce((product, n) => product * (n < FEWEST ? 1 : WIDTH), 1);
    // a grid beyond 2 MB does not stay in the cache
    const touch = size > 262_144 ? 10 : 2.5;
    return count * (touch * touched + 350 * modes.dim) + 1.3 * size * Math.log2(size);
  }

  /** Positions [dim][particles] → ρ_k interleaved, [2*modes.count]. */
  sum(positions: readonly Float64Array[], out: Float64Array, pick?: SpeciesPick): void {
    this.#real.fill(0);
    const count = positions[0].length;
    for (let i = 0; i < count; i++) {
      if (pick !== undefined && pick.speciesOf[i] !== pick.species) continue;
      for (let a = 0; a < this.#spread.length; a++) this.#spread[a].place(positions[a][i]);
      this.#add();
    }
    this.#fft.forward(this.#real, this.#spectrum);
    for (let m = 0; m < this.#modes.count; m++) {
      const at = 2 * this.#at[m];
      out[2 * m] = this.#factor[m] * this.#spectrum[at];
      out[2 * m + 1] = this.#sign[m] * this.#factor[m] * this.#spectrum[at + 1];
    }
  }

  #add(): void {
    const axes = this.#spread;
    const dim = axes.length;
    const real = this.#real;
    const last = axes[dim - 1];
    const middle = dim > 1 ? axes[dim - 2] : SINGLE;
    const first = dim > 2 ? axes[0] : SINGLE;
    const { index, weight, width } = last;
    // not across the border of the box
    const whole = index[0] + width <= last.cells;
    for (let p = 0; p < first.width; p++) {
      for (let q = 0; q < middle.width; q++) {
        const row = (first.index[p] * middle.cells + middle.index[q]) * last.cells;
        const value = first.weight[p] * middle.weight[q];
        if (whole) for (let r = 0, at = row + index[0]; r < width; r++, at++) real[at] += value * weight[r];
        else for (let r = 0; r < width; r++) real[row + index[r]] += value * weight[r];
      }
    }
  }
}

/** Cells of the fine grid: powers of two, at least twice the 2n + 1 modes along an axis; 2 where all modes have n = 0. */
function fineCells(modes: ModeSet): readonly number[] {
  return new ModeRows(modes).most.map((most) => {
    if (most === 0) return 2;
    let cells = FEWEST;
    while (cells < 2 * (2 * most + 1)) cells *= 2;
    return cells;
  });
}

/** The kernel along one axis; an axis without waves has all its weight in one cell. */
class Spread {
  readonly cells: number;
  readonly width: number;
  readonly index: Int32Array;
  readonly weight: Float64Array;
  readonly #length: number;

  constructor(length: number, cells: number) {
    this.#length = length;
    this.cells = cells;
    this.width = cells < FEWEST ? 1 : WIDTH;
    this.index = new Int32Array(this.width);
    this.weight = new Float64Array(this.width).fill(1);
  }

  place(x: number): void {
    if (this.width === 1) return;
    const { cells } = this;
    const at = (x / this.#length) * cells;
    const from = Math.ceil(at - 0.5 * WIDTH);
    let j = from % cells;
    if (j < 0) j += cells;
    for (let c = 0; c < WIDTH; c++) {
      this.index[c] = j;
      this.weight[c] = kernel(from + c - at);
      j = j + 1 === cells ? 0 : j + 1;
    }
  }

  /** φ̂ of mode n, by the trapezoidal rule: the kernel is smooth, and 10⁻¹⁴ at its ends. */
  transform(n: number): number {
    if (this.width === 1) return 1;
    const parts = 16;
    let sum = 0.5 * kernel(0);
    for (let i = 1; i < 0.5 * WIDTH * parts; i++) {
      const t = i / parts;
      sum += kernel(t) * Math.cos((2 * Math.PI * n * t) / this.cells);
    }
    return (2 * sum) / parts;
  }
}

function kernel(t: number): number {
  const z = (2 * t) / WIDTH;
  return Math.exp(BETA * (Math.sqrt(Math.max(0, 1 - z * z)) - 1));
}

/** An axis that the box does not have. */
const SINGLE = new Spread(1, 1);
