/**
 * The mobility M_ab(ρ) of ∂ρ_a/∂t = ∇·(M_ab ∇δF/δρ_b) + ∇·(√(2kT) B_ac η_c), B Bᵀ = M. One object gives the drift and the
 * noise, so that fluctuation and dissipation belong together by construction. Every M here is diagonal and a polynomial,
 * M_aa = c0 + c1 ρ_a + c2 ρ_a², which is what lets a local free energy be written as the flux ∇Q, Q = ∫M f″ dρ.
 */
export type Coefficients = readonly [c0: number, c1: number, c2: number];

export interface Mobility {
  /** c0, c1, c2 of M_aa. */
  readonly coefficients: Coefficients;
  /** Densities outside (0, upper) have no meaning for the noise; null: any real value is allowed. */
  readonly domain: { readonly upper: number } | null;
  /** M_ab at the mean densities. */
  value(rho0: readonly number[], a: number, b: number): number;
  /** M_ab in every cell, [species][size] → [size]. */
  fill(rho: readonly Float64Array[], a: number, b: number, out: Float64Array): void;
  /** B_aa = √M_aa in every cell; densities must lie in the domain (negative round-off counts as 0). */
  factor(rho: readonly Float64Array[], a: number, out: Float64Array): void;
}

/** What a mobility is made in. */
export interface MobilityContext {
  /** Mobility μ of one particle; D = μ kT. */
  readonly mu: number;
}
