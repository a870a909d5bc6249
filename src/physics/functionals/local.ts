import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import type { BoundFunctional, Functional } from './functional.ts';

/** A free-energy density f(ρ) with its derivatives. */
export interface LocalTerm {
  f(rho: number): number;
  /** f′, the chemical potential. */
  slope(rho: number): number;
  /** f″. */
  curvature(rho: number): number;
  /**
   * Q(ρ) = ∫M f″ dρ for the mobility M = c0 + c1ρ + c2ρ²: the drift is ∇²Q. For M = μρ, Q = μ(ρf′ − f) = μP. Null where Q
   * has no regular form at ρ = 0.
   */
  flux(mobility: Coefficients): LocalFlux | null;
}

export interface LocalFlux {
  /** Q is linear in ρ: all of it is in the integrator's linear operator. */
  readonly linear: boolean;
  /** Q′ = M f″. */
  slope(rho: number): number;
  /** out += Q(ρ), cell by cell, [size]. */
  add(rho: Float64Array, out: Float64Array): void;
  /** Q = Σ q_n ρⁿ, where it is a polynomial: a backend may then have a loop for it. */
  readonly coefficients?: readonly number[];
}

/** The functional ∫f(ρ)dx of a local term, of every species alone. */
export function functionalOf(name: string, status: Functional['status'], term: LocalTerm): Functional {
  return {
    name,
    status,
    local: term,
    bulk: term,
    curvature: (_k, rho0, a, b) => (a === b ? term.curvature(rho0[a]) : 0),
    bind: (fft) => bindLocal(term, fft),
  };
}

/** A local term on a grid: energy ∫f dx, potential f′, pressure ∫(ρf′ − f)dx / V. */
export function bindLocal(term: LocalTerm, fft: Fft): BoundFunctional {
  const { cellVolume, volume } = fft.grid;
  const integrate = (s: FieldState, density: (rho: number) => number): number => {
    const rho = s.real();
    let sum = 0;
    for (let j = 0; j < rho.length; j++) sum += density(rho[j]);
    return sum * cellVolume;
  };
  return {
    local: term,
    energy: (s) => integrate(s, term.f),
    pressure: (s) => integrate(s, (rho) => rho * term.slope(rho) - term.f(rho)) / volume,
    addPotential(s, out) {
      const rho = s.real();
      for (let j = 0; j < rho.length; j++) out.real[0][j] += term.slope(rho[j]);
    },
  };
}
