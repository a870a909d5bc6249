import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Dealias } from '../../core/grid.ts';
import type { Gaussians } from '../../core/random.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import type { LocalFlux } from '../../physics/functionals/local.ts';
import { type Model, meanDensities } from '../../physics/model.ts';
import { addResolvedDerivative, ConservedNoise } from './noise.ts';
import type { SemilinearSde } from './sde.ts';

/** How much of the equation is integrated. */
export interface EquationOptions {
  readonly dealias: Dealias;
  /** `linear`: drift linearised about the mean density, additive noise. */
  readonly dynamics: 'full' | 'linear';
  readonly noise: { readonly positivity: string; readonly scale: number; readonly at: 'full' | 'linearised' };
}

/**
 * The Dean–Kawasaki equation as a semilinear SDE. With M = M(ρ), M₀ = M(ρ0), Q = ∫M f″ dρ of the local terms, Γ(k) of the
 * quadratic ones and V of the external ones:
 *   L(k)  = k̃² [Q′(ρ0) + M₀ Γ(k)]                                     the full linearised functional, of any sign
 *   N̂_k   = −k̃² FFT[Q(ρ) − Q′(ρ0) ρ] + Σ_a i k̃_a FFT[(M − M₀) g_a + M ∂_aV],  g_a = IFFT[i k̃_a Γ ρ̂]
 *   σ     = conserved noise of variance 2kT M
 * State, drift and noise carry the same mask. The ideal gas is linear here and nowhere else.
 */
export class Equation implements SemilinearSde {
  readonly fft: Fft;
  readonly species = 1;
  readonly resolved: Int32Array;
  readonly linear: Float64Array;
  readonly hasNonlinear: boolean;
  readonly noiseKind: SemilinearSde['noiseKind'];
  readonly noiseSource: ConservedNoise | null;
  readonly terms: readonly BoundFunctional[];
  readonly #model: Model;
  readonly #fluxes: readonly LocalFlux[];
  readonly #fluxSlope: number;
  /** Γ of all quadratic terms, [modes]; null when it needs no remainder. */
  readonly #kernel: Float64Array | null;
  readonly #force: readonly Float64Array[] | null;
  readonly #staticDrift: Float64Array | null;
  readonly #mean: number;
  readonly #meanMobility: number;
  readonly #mobility: Float64Array;
  readonly #product: Float64Array;
  readonly #work: Float64Array;
  readonly #gradient: Float64Array;

  constructor(model: Model, fft: Fft, options: EquationOptions) {
    if (model.species.length !== 1) throw new RangeError('the field engine integrates one species');
    const { grid } = fft;
    this.#model = model;
    this.fft = fft;
    this.resolved = grid.resolved(options.dealias);
    this.terms = model.functionals.map((f) => f.bind(fft));
    this.#mean = meanDensities(model)[0];
    this.#meanMobility = model.mobility.value([this.#mean], 0, 0);
    this.#mobility = fft.allocReal();
    this.#product = fft.allocReal();
    this.#gradient = fft.allocReal();
    this.#work = fft.allocSpectrum();

    const full = options.dynamics === 'full';
    const movable = model.mobility.coefficients[1] !== 0 || model.mobility.coefficients[2] !== 0;
    const fluxes = this.terms.flatMap((t) => (t.local === undefined ? [] : [regular(model, t)]));
    const kernel = sum(
      this.terms.flatMap((t) => (t.kernel === undefined ? [] : [t.kernel])),
      grid.modes,
    );
    this.#fluxSlope = fluxes.reduce((s, f) => s + f.slope(this.#mean), 0);
    this.linear = Float64Array.from(this.resolved, (m) => {
      return grid.k2[m] * (this.#fluxSlope + this.#meanMobility * (kernel?.[m] ?? 0));
    });
    this.#fluxes = full && fluxes.some((f) => !f.linear) ? fluxes : [];
    this.#kernel = full && movable ? kernel : null;
    const external = sum(
      this.terms.flatMap((t) => (t.external === undefined ? [] : [t.external])),
      grid.size,
    );
    this.#force = external !== null && full && movable ? this.#gradients(external) : null;
    this.#staticDrift = external !== null && this.#force === null ? this.#staticFlux(external) : null;
    this.hasNonlinear =
      this.#fluxes.length > 0 || this.#kernel !== null || this.#force !== null || this.#staticDrift !== null;

    const additive = !full || options.noise.at === 'linearised' || model.mobility.domain === null;
    this.noiseKind = options.noise.scale === 0 ? 'none' : additive ? 'additive' : 'multiplicative';
    this.noiseSource =
      this.noiseKind === 'none'
        ? null
        : new ConservedNoise(fft, this.resolved, {
            mobility: model.mobility,
            mean: this.#mean,
            kT: model.kT,
            scale: options.noise.scale,
            positivity: options.noise.positivity,
            uniform: additive,
          });
  }

  nonlinear(s: FieldState, out: FieldState): void {
    const { resolved, fft } = this;
    const target = out.hat[0];
    const k2 = fft.grid.k2;
    for (let i = 0; i < resolved.length; i++) {
      target[2 * resolved[i]] = this.#staticDrift?.[2 * resolved[i]] ?? 0;
      target[2 * resolved[i] + 1] = this.#staticDrift?.[2 * resolved[i] + 1] ?? 0;
    }
    if (this.#fluxes.length > 0) {
      const rho = s.real();
      for (let j = 0; j < rho.length; j++) this.#product[j] = -this.#fluxSlope * rho[j];
      for (const flux of this.#fluxes) flux.add(rho, this.#product);
      fft.forward(this.#product, this.#work);
      for (let i = 0; i < resolved.length; i++) {
        const m = resolved[i];
        target[2 * m] -= k2[m] * this.#work[2 * m];
        target[2 * m + 1] -= k2[m] * this.#work[2 * m + 1];
      }
    }
    if (this.#kernel !== null || this.#force !== null) {
      this.#model.mobility.fill([s.real()], 0, 0, this.#mobility);
      for (let a = 0; a < fft.grid.dim; a++) this.#addForce(s, a, target);
    }
    out.touch();
  }

  noise(s: FieldState, gaussians: Gaussians, out: FieldState): void {
    if (this.noiseSource === null) return;
    this.noiseSource.draw(this.noiseKind === 'additive' ? this.#product : s.real(), gaussians, out.hat[0]);
    out.touch();
  }

  /** target += i k̃_a FFT[(M − M₀) g_a + M ∂_aV]. */
  #addForce(s: FieldState, a: number, target: Float64Array): void {
    const { fft, resolved } = this;
    const [k, product, mobility] = [fft.grid.k[a], this.#product, this.#mobility];
    if (this.#kernel === null) product.fill(0);
    else {
      const work = this.#work;
      const hat = s.hat[0];
      work.fill(0);
      for (let i = 0; i < resolved.length; i++) {
        const m = resolved[i];
        const factor = k[m] * this.#kernel[m];
        work[2 * m] = -factor * hat[2 * m + 1];
        work[2 * m + 1] = factor * hat[2 * m];
      }
      fft.inverse(work, this.#gradient);
      for (let j = 0; j < product.length; j++) product[j] = (mobility[j] - this.#meanMobility) * this.#gradient[j];
    }
    if (this.#force !== null) {
      const force = this.#force[a];
      for (let j = 0; j < product.length; j++) product[j] += mobility[j] * force[j];
    }
    fft.forward(product, this.#work);
    addResolvedDerivative(resolved, k, this.#work, target);
  }

  /** ∂_aV in every cell, band-limited like everything else, [dim][size]. */
  #gradients(potential: Float64Array): readonly Float64Array[] {
    const { fft, resolved } = this;
    const spectrum = fft.allocSpectrum();
    fft.forward(potential, spectrum);
    return fft.grid.k.map((k) => {
      const derivative = fft.allocSpectrum();
      addResolvedDerivative(resolved, k, spectrum, derivative);
      const out = fft.allocReal();
      fft.inverse(derivative, out);
      return out;
    });
  }

  /** −k̃² M₀ V̂: the drift of an external potential where the mobility does not vary. */
  #staticFlux(potential: Float64Array): Float64Array {
    const out = this.fft.allocSpectrum();
    this.fft.forward(potential, out);
    const k2 = this.fft.grid.k2;
    for (let m = 0; m < k2.length; m++) {
      out[2 * m] *= -k2[m] * this.#meanMobility;
      out[2 * m + 1] *= -k2[m] * this.#meanMobility;
    }
    return out;
  }
}

function regular(model: Model, term: BoundFunctional): LocalFlux {
  const flux = term.local?.flux(model.mobility.coefficients) ?? null;
  if (flux === null) throw new RangeError('a local term singular at ρ = 0 has no regular flux with this mobility');
  return flux;
}

function sum(arrays: readonly Float64Array[], length: number): Float64Array | null {
  if (arrays.length === 0) return null;
  const out = new Float64Array(length);
  for (const array of arrays) for (let i = 0; i < length; i++) out[i] += array[i];
  return out;
}

/** F and its pressure of all terms on a state. */
export function totalEnergy(terms: readonly BoundFunctional[], s: FieldState): number {
  return terms.reduce((sum, term) => sum + term.energy(s), 0);
}

export function totalPressure(terms: readonly BoundFunctional[], s: FieldState): number {
  return terms.reduce((sum, term) => sum + term.pressure(s), 0);
}
