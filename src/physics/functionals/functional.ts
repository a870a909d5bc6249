import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Dimension } from '../../core/grid.ts';
import type { LocalTerm } from './local.ts';

/** What a functional is made in. */
export interface FunctionalContext {
  readonly dim: Dimension;
  readonly lengths: readonly number[];
  readonly kT: number;
  /** Mean density of the first species: terms that expand about a uniform state take it as theirs. */
  readonly density: number;
}

/** The free energy per volume of a uniform state, F/V = f(ρ), and f′, which is δF/δρ there: the bulk's equation of state. */
export interface Bulk {
  f(rho: number): number;
  slope(rho: number): number;
}

/**
 * One term of the free energy F[ρ].
 *
 * `curvature` is both the integrator's linear operator and the theory's S(k) = kT/(ρ0 F″): they cannot disagree. Law
 * tests hold `energy`, `addPotential` and `curvature` of every entry to each other by finite differences.
 */
export interface Functional {
  readonly name: string;
  /**
   * `bare`: belongs to a microscopic model. `renormalised` (measured c(k), equations of state, weighted densities):
   * contains the fluctuations below its scale already, so that full noise at n̄_eff ≪ 1 counts them twice.
   */
  readonly status: 'bare' | 'renormalised';
  /** F″_ab(k) at uniform densities ρ0, a function of |k| ≥ 0. Needs no grid. */
  curvature(k: number, rho0: readonly number[], a: number, b: number): number;
  bind(fft: Fft): BoundFunctional;
  /** What remains of the term in a uniform state; nothing for an external potential. */
  readonly bulk: Bulk;
  /** Length that the grid must resolve, if the term has one. */
  readonly sigma?: number;
  /** Breaks translation invariance: the uniform state is not the equilibrium one. */
  readonly inhomogeneous?: true;
  /** Density at which the term diverges, if there is one: mean densities must lie below. */
  readonly fullDensity?: number;
  /** The local part of the term, if it has one. */
  readonly local?: LocalTerm;
  /** (Local or weighted) density beyond which the formula ends and is continued smoothly: cells beyond are counted. */
  readonly continuedAbove?: number;
  /** The term is an expansion about the uniform state of this density (and temperature), and says nothing far from it. */
  readonly expandedAt?: { readonly density: number; readonly kT?: number };
  /** Standard error of F″(k) of a measured term. */
  curvatureError?(k: number, rho0: readonly number[]): number;
}

/**
 * A functional on a grid. The solver takes it in one of these forms: `local`, `kernel` (or both), `external`, `nonlinear`.
 */
export interface BoundFunctional {
  /** F[ρ] of this term. */
  energy(s: FieldState): number;
  /** −∂F/∂V of this term at fixed N by uniform scaling of the box; 0 for external terms. */
  pressure(s: FieldState): number;
  /** Adds δF/δρ_a, in real or spectral form, whichever is cheap; over the whole spectrum. */
  addPotential(s: FieldState, out: PotentialSum): void;
  /** A local term ∫f(ρ)dx enters the drift as ∇Q(ρ), never as ρ∇ ln ρ. */
  readonly local?: LocalTerm;
  /** A quadratic term ½ Σ_k Γ(k)|ρ_k|²/V: Γ of every mode, [modes]. */
  readonly kernel?: Float64Array;
  /** A term linear in ρ: its static potential V(x) in every cell, [size]. */
  readonly external?: Float64Array;
  /**
   * δF/δρ is neither linear in ρ nor a function of the density in the same cell (weighted densities): the solver takes
   * `addPotential`, with the functional's `curvature` at the mean density as its linear part.
   */
  readonly nonlinear?: true;
}

/** Where chemical potentials are summed: δF/δρ_a = real[a](x) + IFFT spectral[a]. */
export interface PotentialSum {
  readonly real: readonly Float64Array[];
  readonly spectral: readonly Float64Array[];
}
