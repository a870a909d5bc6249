import type { Grid } from '../../core/grid.ts';
import type { Model } from '../../physics/model.ts';
import type { GridFreeEnergy } from './grid-free-energy.ts';

/** What a state comes to. */
export interface Placed {
  /** F at fixed N, Ω = F − μN at fixed μ; ∞ for a state that has none, is empty, or has lost its ∫ρ. */
  readonly value: number;
  readonly mu: number;
  readonly scale: number;
  /** max|μ(x) − μ̄|/scale; NaN for a state that has none. */
  readonly residual: number;
}

/** Parts of the largest density below which a cell is empty. */
const EMPTY = 1e-12;
/** Relative error of ∫ρ from which on it is lost. */
const LOST = 1e-6;

/** What is minimised: F over states of the mean of a start, or Ω at a given μ; with its derivative and its residual. */
export class ReducedPotential {
  /** Whether ∫ρ is kept. */
  readonly conserved: boolean;
  /** μ(x) − μ̄ of the last state, [size]. */
  readonly deviation: Float64Array;
  last: Placed = { value: Number.NaN, mu: Number.NaN, scale: Number.NaN, residual: Number.NaN };
  readonly #problem: GridFreeEnergy;
  readonly #cellVolume: number;
  readonly #total: number;
  /** Σ|ρ| of the start. */
  readonly #content: number;
  readonly #mu: number | null;
  /** kT of a density; null: the own scale of an order parameter. */
  readonly #kT: number | null;

  constructor(problem: GridFreeEnergy, model: Model, grid: Grid, start: Float64Array, mu: number | null) {
    this.#problem = problem;
    this.#cellVolume = grid.cellVolume;
    this.#total = start.reduce((sum, x) => sum + x, 0);
    this.#content = start.reduce((sum, x) => sum + Math.abs(x), 0);
    this.#mu = mu;
    this.#kT = model.kind === 'density' ? model.kT : null;
    this.conserved = mu === null;
    this.deviation = new Float64Array(problem.size);
  }

  /** Evaluates a state, whose mean is mended in place where it is conserved: ρ is scaled, what is no density is so already. */
  place(u: Float64Array): Placed {
    const problem = this.#problem;
    if (this.conserved && problem.logarithmic) {
      // ln Σe^u without overflow
      let top = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < u.length; j++) top = Math.max(top, u[j]);
      let now = 0;
      for (let j = 0; j < u.length; j++) now += Math.exp(u[j] - top);
      const shift = Math.log(this.#total / now) - top;
      for (let j = 0; j < u.length; j++) u[j] += shift;
    }
    problem.evaluate(u);
    const { mu, weight, rho, diagonal } = problem;
    let [weighted, weights, bend, field, total] = [0, 0, 0, 0, 0];
    for (let j = 0; j < u.length; j++) {
      // where nothing is, μ may be anything, infinite too
      if (weight[j] > 0) weighted += weight[j] * mu[j];
      weights += weight[j];
      total += rho[j];
      bend = Math.max(bend, Math.abs(diagonal[j]));
      field = Math.max(field, Math.abs(rho[j]));
    }
    const level = this.#mu ?? weighted / weights;
    const scale = this.#kT ?? (bend * field > 0 ? bend * field : 1);
    const least = this.#empty();
    // where a term ends its energy may still be a number, and μ none
    const kept = !this.conserved || Math.abs(total - this.#total) <= LOST * this.#content;
    const exists = Number.isFinite(weighted) && weights > 0 && Number.isFinite(problem.energy) && kept;
    let residual = exists ? 0 : Number.NaN;
    for (let j = 0; j < u.length; j++) {
      this.deviation[j] = mu[j] - level;
      if (weight[j] > least) residual = Math.max(residual, Math.abs(this.deviation[j]) / scale);
    }
    const value = exists ? problem.energy - (this.#mu ?? 0) * this.particles() : Number.POSITIVE_INFINITY;
    this.last = { value, mu: level, scale, residual };
    return this.last;
  }

  /** Derivative of the value along δu, and the largest |δu|, of the last state. */
  along(change: Float64Array): { readonly slope: number; readonly reach: number } {
    const { weight } = this.#problem;
    const least = this.#empty();
    let [slope, reach] = [0, 0];
    for (let j = 0; j < change.length; j++) {
      if (!(weight[j] > least)) continue;
      slope += weight[j] * this.deviation[j] * change[j] * this.#cellVolume;
      reach = Math.max(reach, Math.abs(change[j]));
    }
    return { slope, reach };
  }

  /** ∫ρ dx of the last state. */
  particles(): number {
    let sum = 0;
    for (const x of this.#problem.rho) sum += x;
    return sum * this.#cellVolume;
  }

  #empty(): number {
    return EMPTY * this.#problem.weight.reduce((most, w) => Math.max(most, w), 0);
  }
}
