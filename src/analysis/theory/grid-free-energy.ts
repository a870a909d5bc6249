import type { Fft } from '../../core/fft/fft.ts';
import { FieldState } from '../../core/field.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import type { LocalTerm } from '../../physics/functionals/local.ts';
import { type Model, meanDensities } from '../../physics/model.ts';

/** Densities below count as this one in local terms: their logarithm exists, their product with it is 0. */
const FLOOR = 1e-300;

/**
 * F and its first two variations in the cells of a grid, for a minimiser. The unknown u is ln ρ where the free energy has
 * the logarithm of an ideal gas (ρf″ → kT for ρ → 0: then ρ > 0 always, however small), else the field itself. w = δρ/δu:
 * ρ or 1. With u = ln ρ every cell is an unknown, else all modes but Nyquist. The grid takes the gradient of a Nyquist mode
 * as 0; so that none looks like k = 0, quadratic terms act on it with the F″ of its true k, and weighted densities not at all.
 *   μ = Σf′ + Γρ + V + μ_nl,     Â y = (w Σf″) y + √w K √w y,     K = Γ + δμ_nl/δρ (central differences)
 */
export class GridFreeEnergy {
  readonly logarithmic: boolean;
  readonly size: number;
  /** ρ in every cell, [size]; this and the rest are those of the last `evaluate`. */
  readonly rho: Float64Array;
  /** w, [size]. */
  readonly weight: Float64Array;
  /** μ = δF/δρ, [size]. */
  readonly mu: Float64Array;
  /** w Σf″ of the local terms, [size]. */
  readonly diagonal: Float64Array;
  energy = Number.NaN;
  /** Σ|f| dx of all parts: what the rounding of `energy` is relative to. */
  magnitude = Number.NaN;
  readonly #fft: Fft;
  readonly #kT: number;
  readonly #local: readonly LocalTerm[];
  readonly #nonlinear: readonly BoundFunctional[];
  /** Γ of the quadratic terms, [modes]; null without any. */
  readonly #kernel: Float64Array | null;
  /** V of the external terms, [size]. */
  readonly #external: Float64Array;
  /** Σ F″(k) − local f″ at the mean density, [modes]: of the quadratic and the nonlinear terms. */
  readonly #softness: Float64Array;
  readonly #nyquist: Int32Array;
  readonly #state: FieldState;
  readonly #sum: { readonly real: readonly Float64Array[]; readonly spectral: readonly Float64Array[] };
  readonly #real: Float64Array;
  readonly #hat: Float64Array;
  readonly #shifted: readonly [Float64Array, Float64Array];

  constructor(model: Model, fft: Fft) {
    const { grid } = fft;
    this.#fft = fft;
    this.#kT = model.kT;
    this.size = grid.size;
    const mean = meanDensities(model);
    const bound = model.functionals.map((term) => term.bind(fft));
    this.#local = bound.flatMap(({ local }) => (local === undefined ? [] : [local]));
    this.#nonlinear = bound.filter((term) => term.nonlinear === true);
    this.#nyquist = Int32Array.from({ length: grid.modes }, (_, m) => m).filter((m) => {
      return grid.cells.some((n, a) => 2 * Math.abs(grid.modeNumber(m, a)) === n);
    });
    const kernels = bound.flatMap(({ kernel, local }, i) => {
      if (kernel === undefined) return [];
      const own = Float64Array.from(kernel);
      for (const m of this.#nyquist) {
        const squares = grid.lengths.map((length, a) => ((2 * Math.PI * grid.modeNumber(m, a)) / length) ** 2);
        const k = Math.sqrt(squares.reduce((sum, x) => sum + x, 0));
        own[m] = model.functionals[i].curvature(k, mean, 0, 0) - (local?.curvature(mean[0]) ?? 0);
      }
      return [own];
    });
    this.#kernel = sumOf(kernels);
    const external = sumOf(bound.flatMap(({ external: v }) => (v === undefined ? [] : [v])));
    this.#external = external ?? new Float64Array(grid.size);
    const nonlinear = model.functionals.filter((_, i) => bound[i].nonlinear === true);
    const known = new Map<number, number>();
    const softness = (k: number): number => nonlinear.reduce((sum, term) => sum + term.curvature(k, mean, 0, 0), 0);
    this.#softness = Float64Array.from({ length: grid.modes }, (_, m) => {
      const k2 = grid.k2[m];
      const value = known.get(k2) ?? softness(Math.sqrt(k2));
      known.set(k2, value);
      return value + (this.#kernel?.[m] ?? 0);
    });
    const dilute = 1e-9 * mean[0];
    const ideal = this.#local.reduce((sum, term) => sum + (dilute * term.curvature(dilute)) / model.kT, 0);
    this.logarithmic = model.kind === 'density' && Math.abs(ideal - 1) < 1e-3;
    this.#state = new FieldState(fft);
    this.#sum = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
    this.#real = fft.allocReal();
    this.#hat = fft.allocSpectrum();
    this.#shifted = [new Float64Array(this.#nonlinear.length === 0 ? 0 : grid.size), new Float64Array(grid.size)];
    this.rho = fft.allocReal();
    [this.weight, this.mu, this.diagonal] = [0, 1, 2].map(() => new Float64Array(grid.size));
  }

  /** The unknown of a density; cells that are not positive get a millionth of the mean. */
  unknown(rho: Float64Array): Float64Array {
    if (!this.logarithmic) return this.withoutNyquist(Float64Array.from(rho));
    const least = 1e-6 * (rho.reduce((sum, value) => sum + value, 0) / rho.length);
    return Float64Array.from(rho, (value) => Math.log(value > 0 ? value : least));
  }

  /** Energy, chemical potential and the diagonal of Â of a state. */
  evaluate(u: Float64Array): void {
    const { rho, mu, weight, diagonal } = this;
    for (let j = 0; j < this.size; j++) {
      rho[j] = this.logarithmic ? Math.exp(u[j]) : u[j];
      weight[j] = this.logarithmic ? rho[j] : 1;
    }
    this.#convolve(rho, mu);
    let [energy, magnitude] = [0, 0];
    for (let j = 0; j < this.size; j++) {
      const x = this.logarithmic ? Math.max(rho[j], FLOOR) : rho[j];
      let value = 0.5 * rho[j] * mu[j] + rho[j] * this.#external[j];
      magnitude += Math.abs(value);
      let slope = this.#external[j];
      let curvature = 0;
      for (const term of this.#local) {
        const f = term.f(x);
        value += f;
        magnitude += Math.abs(f);
        slope += term.slope(x);
        curvature += term.curvature(x);
      }
      energy += value;
      mu[j] += slope + (x > rho[j] ? this.#kT * (u[j] - Math.log(x)) : 0);
      diagonal[j] = (this.logarithmic ? x : 1) * curvature;
    }
    const { cellVolume } = this.#fft.grid;
    this.energy = energy * cellVolume;
    this.magnitude = magnitude * cellVolume;
    if (this.#nonlinear.length > 0) {
      this.#addNonlinear(rho, mu);
      for (const term of this.#nonlinear) {
        const value = term.energy(this.#state);
        this.energy += value;
        this.magnitude += Math.abs(value);
      }
    }
    if (!this.logarithmic) this.withoutNyquist(mu);
  }

  /** out = K v of the last state, for v = δρ: without the local terms. [size] → [size] */
  interact(v: Float64Array, out: Float64Array): void {
    this.#convolve(v, out);
    if (this.#nonlinear.length === 0) return;
    const largest = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const size = largest(v);
    if (!(size > 0)) return;
    const h = (1e-5 * largest(this.rho)) / size;
    const [shifted, one] = this.#shifted;
    for (const sign of [1, -1]) {
      for (let j = 0; j < this.size; j++) shifted[j] = this.rho[j] + sign * h * v[j];
      one.fill(0);
      this.#addNonlinear(shifted, one);
      for (let j = 0; j < this.size; j++) out[j] += (sign * one[j]) / (2 * h);
    }
  }

  /** v ← (d + w̄ Γ⁺)⁻¹ v mode by mode, with Γ⁺ = max(Γ, 0): close to the inverse of Â where w is w̄. In place, [size]. */
  precondition(v: Float64Array, d: number, weight: number): void {
    this.#filter(v, (m) => 1 / (d + weight * Math.max(0, this.#softness[m])));
  }

  /** ρ smoothed over the correlation length, mode by mode d/(d + w̄ Γ⁺), of the same mean; new, [size]. */
  smoothed(rho: Float64Array): Float64Array {
    const d = this.diagonal.reduce((sum, x) => sum + Math.abs(x), 0) / this.size;
    const w = this.weight.reduce((sum, x) => sum + x, 0) / this.size;
    const excess = (m: number): number => Math.max(0, this.#softness[m] - this.#softness[0]);
    return this.#filter(Float64Array.from(rho), (m) => (m === 0 ? 1 : d / (d + w * excess(m))));
  }

  /** Takes the Nyquist modes away. In place, [size]. */
  withoutNyquist(v: Float64Array): Float64Array {
    return this.#filter(v, () => 1);
  }

  #filter(v: Float64Array, factor: (m: number) => number): Float64Array {
    this.#real.set(v);
    this.#fft.forward(this.#real, this.#hat);
    for (let m = 0; m < this.#fft.grid.modes; m++) {
      const scale = factor(m);
      this.#hat[2 * m] *= scale;
      this.#hat[2 * m + 1] *= scale;
    }
    if (!this.logarithmic) this.#cut(this.#hat);
    this.#fft.inverse(this.#hat, this.#real);
    v.set(this.#real);
    return v;
  }

  #convolve(v: Float64Array, out: Float64Array): void {
    const kernel = this.#kernel;
    if (kernel === null) {
      out.fill(0);
      return;
    }
    this.#real.set(v);
    this.#fft.forward(this.#real, this.#hat);
    for (let m = 0; m < kernel.length; m++) {
      this.#hat[2 * m] *= kernel[m];
      this.#hat[2 * m + 1] *= kernel[m];
    }
    this.#fft.inverse(this.#hat, this.#real);
    out.set(this.#real);
  }

  /** out += μ_nl[ρ]; the state is then that of ρ. */
  #addNonlinear(rho: Float64Array, out: Float64Array): void {
    const [real, spectral] = [this.#sum.real[0], this.#sum.spectral[0]];
    real.fill(0);
    spectral.fill(0);
    this.#real.set(rho);
    this.#fft.forward(this.#real, this.#state.hat[0]);
    this.#cut(this.#state.hat[0]);
    this.#state.touch();
    for (const term of this.#nonlinear) term.addPotential(this.#state, this.#sum);
    this.#fft.forward(real, this.#hat);
    for (let i = 0; i < spectral.length; i++) spectral[i] += this.#hat[i];
    this.#cut(spectral);
    this.#fft.inverse(spectral, this.#real);
    for (let j = 0; j < this.size; j++) out[j] += this.#real[j];
  }

  /** Takes the Nyquist modes of a spectrum away. */
  #cut(spectrum: Float64Array): void {
    for (const m of this.#nyquist) spectrum.fill(0, 2 * m, 2 * m + 2);
  }
}

/** The sum of arrays of one length; null of none. */
function sumOf(arrays: readonly Float64Array[]): Float64Array | null {
  if (arrays.length === 0) return null;
  return arrays[0].map((_, i) => arrays.reduce((sum, array) => sum + array[i], 0));
}
