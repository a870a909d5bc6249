import type { Functional } from './functional.ts';
import { localFunctional } from './local-functional.ts';

/** An excess free energy per particle a(η), in kT, with its derivatives. */
export interface ExcessPerParticle {
  value(eta: number): number;
  first(eta: number): number;
  second(eta: number): number;
}

export interface ExcessDescription {
  readonly name: string;
  readonly kT: number;
  readonly sigma: number;
  /** Volume of a particle: η = vρ, below 1. */
  readonly volume: number;
  readonly perParticle: ExcessPerParticle;
}

/**
 * F = kT ∫ρ a(vρ)dx of an equation of state Z = 1 + ηa′(η), beside the ideal gas: P = kTρηa′, f′ = kT(a + ηa′),
 * f″ = kTv(2a′ + ηa″). Renormalised: an equation of state contains the fluctuations.
 */
export function excess({ name, kT, sigma, volume, perParticle: a }: ExcessDescription): Functional {
  return localFunctional({
    name,
    status: 'renormalised',
    sigma,
    fullDensity: 1 / volume,
    f: (rho) => kT * rho * a.value(volume * rho),
    slope: (rho) => kT * (a.value(volume * rho) + volume * rho * a.first(volume * rho)),
    curvature: (rho) => kT * volume * (2 * a.first(volume * rho) + volume * rho * a.second(volume * rho)),
    pressure: (rho) => kT * rho * volume * rho * a.first(volume * rho),
  });
}
