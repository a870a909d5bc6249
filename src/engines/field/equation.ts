import type { Band, Term } from '../../core/fft/band.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Dealias } from '../../core/grid.ts';
import type { Normals } from '../../core/normals.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import type { LocalFlux } from '../../physics/functionals/local.ts';
import { type Model, meanDensities } from '../../physics/model.ts';
import { derivatives } from './derivatives.ts';
import { potentialGradients, staticDrift } from './external-drift.ts';
import { ConservedNoise } from './noise.ts';
import { NonlinearPotential } from './nonlinear-potential.ts';
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
 * quadratic ones, V of the external ones, μ = δF/δρ of the others (weighted densities) and Γ_μ(k) their F″ at ρ0:
 *   L(k)  = k̃² [Q′(ρ0) + M₀ (Γ + Γ_μ)]                                the full linearised functional, of any sign
 *   N̂_k   = −k̃² FFT[Q(ρ) − Q′(ρ0) ρ] − k̃² M₀ (μ̂ − Γ_μ ρ̂) + Σ_a i k̃_a FFT[(M − M₀) g_a + M ∂_aV],
 *   g_a   = IFFT[i k̃_a (Γ ρ̂ + μ̂)]
 *   σ     = conserved noise of variance 2kT M
 * State, drift and noise carry the same mask. The ideal gas is linear here and nowhere else.
 */
export class Equation implements SemilinearSde {
  readonly fft: Fft;
  readonly species = 1;
  readonly band: Band;
  readonly resolved: Int32Array;
  readonly linear: Float64Array;
  readonly hasNonlinear: boolean;
  readonly noiseKind: SemilinearSde['noiseKind'];
  readonly noiseSource: ConservedNoise | null;
  readonly terms: readonly BoundFunctional[];
  /** Arrays that every evaluation writes over. */
  readonly scratch: { readonly real: Float64Array; readonly spectrum: Float64Array };
  readonly #model: Model;
  readonly #fluxes: readonly LocalFlux[];
  readonly #fluxSlope: number;
  /** Coefficients of what is a polynomial in Q(ρ) − Q′(ρ0) ρ. */
  readonly #polynomial: readonly number[];
  /** k̃_aΓ of the quadratic terms, axis by axis; null when they need no remainder. */
  readonly #kernels: readonly Float64Array[] | null;
  readonly #force: readonly Float64Array[] | null;
  readonly #potential: NonlinearPotential | null;
  /** The gradients g_a are needed: there is a g and M varies. */
  readonly #varying: boolean;
  /** The drift that does not depend on the state, times one. */
  readonly #staticDrift: Term | null;
  readonly #mean: number;
  readonly #meanMobility: number;
  readonly #derivatives: readonly Float64Array[];
  /** k̃_a with the transformed flux of every axis. */
  readonly #forceTerms: readonly Term[];
  /** One for every mode. */
  readonly #one: Float64Array;
  /** −k̃²; null where no local term is nonlinear. */
  readonly #laplacian: Float64Array | null;
  readonly #product: Float64Array;
  readonly #gradient: Float64Array;
  readonly #fluxHats: readonly Float64Array[];
  /** Of the local terms; null where none is nonlinear. */
  readonly #localHat: Float64Array | null;

  constructor(model: Model, fft: Fft, options: EquationOptions) {
    if (model.species.length !== 1) throw new RangeError('the field engine integrates one species');
    const { grid } = fft;
    this.#model = model;
    this.fft = fft;
    this.band = fft.band(options.dealias);
    const { resolved } = this.band;
    this.resolved = resolved;
    this.terms = model.functionals.map((f) => f.bind(fft));
    this.#mean = meanDensities(model)[0];
    this.#meanMobility = model.mobility.value([this.#mean], 0, 0);
    this.#derivatives = derivatives(fft, options.dealias);
    this.#product = fft.allocReal();
    this.#gradient = fft.allocReal();
    this.#fluxHats = grid.cells.map(() => fft.allocSpectrum());
    this.#forceTerms = this.#derivatives.map((k, a) => [k, this.#fluxHats[a]]);
    this.scratch = { real: this.#product, spectrum: this.#fluxHats[0] };
    this.#one = this.band.coefficient(() => 1);

    const full = options.dynamics === 'full';
    const movable = model.mobility.coefficients[1] !== 0 || model.mobility.coefficients[2] !== 0;
    const fluxes = this.terms.flatMap((t) => (t.local === undefined ? [] : [regular(model, t)]));
    const kernel = sum(
      this.terms.flatMap((t) => (t.kernel === undefined ? [] : [t.kernel])),
      grid.modes,
    );
    this.#fluxSlope = fluxes.reduce((s, f) => s + f.slope(this.#mean), 0);
    const others = this.terms.flatMap((bound, i) => {
      const curvature = (k: number): number => model.functionals[i].curvature(k, [this.#mean], 0, 0);
      return bound.nonlinear === true ? [{ bound, curvature }] : [];
    });
    const potential = others.length === 0 ? null : new NonlinearPotential(others, fft, this.band, this.#meanMobility);
    this.linear = Float64Array.from(resolved, (m) => {
      const gamma = (kernel?.[m] ?? 0) + (potential?.kernel[m] ?? 0);
      return grid.k2[m] * (this.#fluxSlope + this.#meanMobility * gamma);
    });
    this.#potential = full ? potential : null;
    this.#fluxes = full && fluxes.some((f) => !f.linear) ? fluxes : [];
    this.#polynomial = sumOf([[0, -this.#fluxSlope], ...this.#fluxes.map((f) => f.coefficients ?? [])]);
    this.#localHat = this.#fluxes.length > 0 ? fft.allocSpectrum() : null;
    this.#laplacian = this.#fluxes.length > 0 ? this.band.coefficient((i) => -grid.k2[resolved[i]]) : null;
    this.#kernels =
      full && movable && kernel !== null
        ? this.#derivatives.map((k) => this.band.coefficient((i) => k[i] * kernel[resolved[i]]))
        : null;
    const external = sum(
      this.terms.flatMap((t) => (t.external === undefined ? [] : [t.external])),
      grid.size,
    );
    const still = external !== null && !(full && movable);
    this.#force = external !== null && !still ? potentialGradients(external, fft, options.dealias) : null;
    this.#staticDrift = still ? [this.#one, staticDrift(external, fft, this.#meanMobility)] : null;
    this.#varying = this.#kernels !== null || (this.#potential !== null && movable);
    this.hasNonlinear =
      this.#fluxes.length > 0 ||
      this.#varying ||
      this.#potential !== null ||
      this.#force !== null ||
      this.#staticDrift !== null;

    const additive = !full || options.noise.at === 'linearised' || model.mobility.domain === null;
    this.noiseKind = options.noise.scale === 0 ? 'none' : additive ? 'additive' : 'multiplicative';
    this.noiseSource =
      this.noiseKind === 'none'
        ? null
        : new ConservedNoise(
            fft,
            options.dealias,
            {
              mobility: model.mobility,
              mean: this.#mean,
              kT: model.kT,
              scale: options.noise.scale,
              positivity: options.noise.positivity,
              uniform: additive,
            },
            { product: this.#product, spectra: this.#fluxHats },
          );
  }

  nonlinear(s: FieldState, out: FieldState): void {
    const target = out.hat[0];
    const { band } = this;
    const forces = this.#varying || this.#force !== null;
    this.#potential?.update(s);
    // the target is free until the sums begin, and zero outside of the band: it takes the gradients meanwhile
    if (forces) for (let a = 0; a < this.#derivatives.length; a++) this.#flux(s, a, target, this.#fluxHats[a]);
    if (forces) band.rotate(target, this.#forceTerms);
    const terms: Term[] = [];
    if (this.#laplacian !== null && this.#localHat !== null) {
      this.#remainder(s.real());
      band.forward(this.#product, this.#localHat);
      terms.push([this.#laplacian, this.#localHat]);
    }
    if (this.#potential !== null) terms.push(this.#potential.remainder(s));
    if (this.#staticDrift !== null) terms.push(this.#staticDrift);
    if (forces && terms.length > 0) terms.push([this.#one, target]);
    if (terms.length > 0) band.combine(target, terms);
    out.touch();
  }

  noise(s: FieldState, normals: Normals, out: FieldState): void {
    if (this.noiseSource === null) return;
    this.noiseSource.draw(this.noiseKind === 'additive' ? this.#product : s.real(), normals, out.hat[0]);
    out.touch();
  }

  /** product = Q(ρ) − Q′(ρ0) ρ of the local terms. */
  #remainder(rho: Float64Array): void {
    this.fft.cells.polynomial(rho, this.#polynomial, this.#product);
    for (const flux of this.#fluxes) if (flux.coefficients === undefined) flux.add(rho, this.#product);
  }

  /** out = FFT[(M − M₀) g_a + M ∂_aV]; `work` is a spectrum that is zero outside of the band. */
  #flux(s: FieldState, a: number, work: Float64Array, out: Float64Array): void {
    const { band } = this;
    if (this.#varying) {
      const g: Term[] = this.#kernels === null ? [] : [[this.#kernels[a], s.hat[0]]];
      if (this.#potential !== null) g.push(this.#potential.gradient(this.#derivatives[a]));
      band.rotate(work, g);
      band.inverse(work, this.#gradient);
    }
    this.fft.cells.flux(
      s.real(),
      this.#model.mobility.coefficients,
      this.#meanMobility,
      this.#varying ? this.#gradient : null,
      this.#force === null ? null : this.#force[a],
      this.#product,
    );
    band.forward(this.#product, out);
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

/** The sum of polynomials. */
function sumOf(polynomials: readonly (readonly number[])[]): readonly number[] {
  const longest = Math.max(...polynomials.map((p) => p.length));
  return Array.from({ length: longest }, (_, n) => polynomials.reduce((sum, p) => sum + (p[n] ?? 0), 0));
}
