import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Dimension } from '../../core/grid.ts';
import type { LocalTerm } from './local.ts';

/** What a functional is made in. */
export interface FunctionalContext {
  readonly dim: Dimension;
  readonly lengths: readonly number[];
  readonly kT: number;
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
  /** Length that the grid must resolve, if the term has one. */
  readonly sigma?: number;
  /** Breaks translation invariance: the uniform state is not the equilibrium one. */
  readonly inhomogeneous?: true;
  /** Density at which the term diverges, if there is one: mean densities must lie below. */
  readonly fullDensity?: number;
  /** The local free-energy density, if the term is one: the bulk's equation of state needs no grid. */
  readonly local?: LocalTerm;
}

/** A functional on a grid. */
export interface BoundFunctional {
  /** F[ρ] of this term. */
  energy(s: FieldState): number;
  /** −∂F/∂V of this term at fixed N by uniform scaling of the box; 0 for external terms. */
  pressure(s: FieldState): number;
  /** Adds δF/δρ_a, in real or spectral form, whichever is cheap. Used by audits; the solver takes the forms below. */
  addPotential(s: FieldState, out: PotentialSum): void;
  /** A local term ∫f(ρ)dx enters the drift as ∇Q(ρ), never as ρ∇ ln ρ. */
  readonly local?: LocalTerm;
  /** A quadratic term ½ Σ_k Γ(k)|ρ_k|²/V: Γ of every mode, [modes]. */
  readonly kernel?: Float64Array;
  /** A term linear in ρ: its static potential V(x) in every cell, [size]. */
  readonly external?: Float64Array;
}

/** Where chemical potentials are summed: δF/δρ_a = real[a](x) + IFFT spectral[a]. */
export interface PotentialSum {
  readonly real: readonly Float64Array[];
  readonly spectral: readonly Float64Array[];
}
