import { CONTINUED } from '../continued.ts';
import type { Bulk, Functional } from '../functional.ts';
import { bindWeighted } from './bind-weighted.ts';
import type { WeightedForm } from './weighted-form.ts';

export interface WeightedFunctional {
  readonly name: string;
  readonly form: WeightedForm;
  readonly kT: number;
  /** Diameter of the particles. */
  readonly sigma: number;
  /** Density at packing fraction 1. */
  readonly fullDensity: number;
  /** Σ_αβ Φ_αβ ω̂_α(k) ω̂_β(k)* at uniform density. */
  curvature(k: number, rho: number): number;
}

/** A functional of weighted densities, of one species: its bulk is Φ at n_α = ω̂_α(0) ρ. */
export function weightedFunctional({ name, form, kT, sigma, fullDensity, curvature }: WeightedFunctional): Functional {
  return {
    name,
    status: 'renormalised',
    sigma,
    fullDensity,
    continuedAbove: CONTINUED * fullDensity,
    curvature: (k, rho0, a, b) => (a === b ? kT * curvature(k, rho0[a]) : 0),
    bulk: weightedBulk(form, kT),
    bind: (fft) => bindWeighted(form, kT, fft),
  };
}

/** f = kT Φ and f′ = kT Σ_α ω̂_α(0) ∂Φ/∂n_α: the functional on a single cell. */
function weightedBulk(form: WeightedForm, kT: number): Bulk {
  const strengths = form.radials(0).flatMap(({ value }, i) => {
    const { degree, harmonics } = form.families[i];
    return harmonics.map(() => (degree === 0 ? value : 0));
  });
  const cell = strengths.map(() => new Float64Array(1));
  const phi = (rho: number): number => {
    strengths.forEach((strength, i) => {
      cell[i][0] = strength * rho;
    });
    return form.differentiate(cell);
  };
  return {
    f: (rho) => kT * phi(rho),
    slope(rho) {
      phi(rho);
      return kT * strengths.reduce((sum, strength, i) => sum + strength * cell[i][0], 0);
    },
  };
}
