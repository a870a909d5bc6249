import type { Grid } from '../../core/grid.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';

export type Grade = 'green' | 'yellow' | 'red' | 'refused';
export const grades: readonly Grade[] = ['green', 'yellow', 'red', 'refused'];

/** What the density field has shown so far, measured on the state ρⁿ (not on mid-step fields, which filter it away). */
export interface ValidityReport {
  readonly samples: number;
  /** Fraction of cells with ρ < 0, time average. */
  readonly negativeFraction: number;
  /** ε = Σ max(−ρ, 0)/Σρ, time average: also the bias that plain clipping would give S(k). */
  readonly epsilon: number;
  /** The same in the worst block of about 8 cells. */
  readonly worstBlock: number;
  /** Smallest ρ/ρ0 seen. */
  readonly minimum: number;
  /** Fraction of cells with a density beyond the formula of a local term, which is continued there; time average. */
  readonly continuedFraction: number;
}

/** Accumulates a ValidityReport from density fields. */
export class Validity {
  readonly #mean: number;
  readonly #blockOf: Int32Array;
  readonly #blockNegative: Float64Array;
  readonly #blockTotal: Float64Array;
  #samples = 0;
  #negativeCells = 0;
  #epsilon = 0;
  #minimum = Number.POSITIVE_INFINITY;
  readonly #ceiling: number;
  #continued = 0;

  /** @param ceiling density above which the formulas of the free energy are continued */
  constructor(grid: Grid, mean: number, ceiling = Number.POSITIVE_INFINITY) {
    this.#mean = mean;
    this.#ceiling = ceiling;
    const edge = [8, 3, 2][grid.dim - 1];
    const blocks = grid.cells.map((n) => Math.max(1, Math.round(n / edge)));
    this.#blockOf = new Int32Array(grid.size);
    for (let j = 0; j < grid.size; j++) {
      let index = 0;
      for (let a = 0; a < grid.dim; a++) {
        const i = Math.round(grid.position(j, a) / grid.spacing[a]);
        index = index * blocks[a] + Math.floor((i * blocks[a]) / grid.cells[a]);
      }
      this.#blockOf[j] = index;
    }
    const count = blocks.reduce((p, b) => p * b, 1);
    this.#blockNegative = new Float64Array(count);
    this.#blockTotal = new Float64Array(count);
  }

  observe(rho: Float64Array): void {
    let negative = 0;
    let cells = 0;
    let total = 0;
    let continued = 0;
    for (let j = 0; j < rho.length; j++) {
      const value = rho[j];
      if (value > this.#ceiling) continued++;
      total += value;
      this.#blockTotal[this.#blockOf[j]] += value;
      if (value < this.#minimum) this.#minimum = value;
      if (value < 0) {
        cells++;
        negative -= value;
        this.#blockNegative[this.#blockOf[j]] -= value;
      }
    }
    this.#samples++;
    this.#negativeCells += cells / rho.length;
    this.#epsilon += negative / total;
    this.#continued += continued / rho.length;
  }

  report(): ValidityReport {
    const samples = this.#samples;
    let worst = 0;
    for (let b = 0; b < this.#blockTotal.length; b++) {
      if (this.#blockNegative[b] > 0) {
        const total = this.#blockTotal[b];
        worst = Math.max(worst, total > 0 ? this.#blockNegative[b] / total : Number.POSITIVE_INFINITY);
      }
    }
    return {
      samples,
      negativeFraction: samples === 0 ? 0 : this.#negativeCells / samples,
      epsilon: samples === 0 ? 0 : this.#epsilon / samples,
      worstBlock: worst,
      minimum: samples === 0 ? Number.NaN : this.#minimum / this.#mean,
      continuedFraction: samples === 0 ? 0 : this.#continued / samples,
    };
  }

  save(): Saved {
    return {
      samples: this.#samples,
      negativeCells: this.#negativeCells,
      epsilon: this.#epsilon,
      minimum: this.#minimum,
      continued: this.#continued,
      blockNegative: this.#blockNegative.slice(),
      blockTotal: this.#blockTotal.slice(),
    };
  }

  /** Adds what another field of the same grid has shown. */
  merge(other: Saved): void {
    const data = new SavedReader(other);
    this.#samples += data.number('samples');
    this.#negativeCells += data.number('negativeCells');
    this.#epsilon += data.number('epsilon');
    this.#minimum = Math.min(this.#minimum, data.number('minimum'));
    this.#continued += data.number('continued');
    addTo(this.#blockNegative, data.floats('blockNegative'));
    addTo(this.#blockTotal, data.floats('blockTotal'));
  }
}

/**
 * green: n̄_eff ≥ 10 and ε < 1e-4, all statistics; yellow: ε < 1e-2, two-point functions with the conservative clip;
 * red: ε < 5e-2, S and F to a few per cent; refused beyond.
 */
export function gradeOf(effective: number, epsilon: number): Grade {
  if (!(epsilon < 5e-2)) return 'refused';
  if (epsilon >= 1e-2) return 'red';
  return effective >= 10 && epsilon < 1e-4 ? 'green' : 'yellow';
}

/** Expected p_neg and ε of a Gaussian density with n̄_eff particles per resolved cell (upper estimates). */
export function expectedNegative(effective: number): { negativeFraction: number; epsilon: number } {
  const root = Math.sqrt(effective);
  const tail = 0.5 * erfc(root / Math.SQRT2);
  const density = Math.exp(-effective / 2) / Math.sqrt(2 * Math.PI);
  return { negativeFraction: tail, epsilon: Math.max(density / root - tail, 0) };
}

/** erfc(x), x ≥ 0, relative error < 1.2e-7 (Chebyshev fit of Numerical Recipes, 2nd ed., §6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ].reduceRight((sum, c) => sum * t + c, 0);
  return t * Math.exp(-x * x + series);
}

function addTo(target: Float64Array, source: Float64Array): void {
  if (source.length !== target.length) {
    throw new TypeError('validity: the saved blocks do not fit this grid');
  }
  for (let i = 0; i < target.length; i++) target[i] += source[i];
}
