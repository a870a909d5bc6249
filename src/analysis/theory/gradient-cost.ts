import type { Model } from '../../physics/model.ts';

/** κ(ρ) of a square gradient, or why there is none to build a planar interface with. */
export type GradientCost =
  | { readonly kappa: (rho: number) => number }
  | { readonly kappa: null; readonly reason: 'not local' | 'not positive'; readonly at: number };

/** Wavenumbers at which a term with a local part must be that part alone. */
const WAVES = [0, 0.7, 1, 1.9];
/** Densities between the phases at which κ is looked at. */
const SAMPLES = 128;

/**
 * κ(ρ) of a model that has nothing but local terms and square gradients, between two phases. `not local`: another term, a
 * term whose F″(k) is more than that of its local part, or no square gradient; `not positive`: κ(at) ≤ 0 with `at` between the
 * phases, where a steeper profile costs nothing and (κ/2)ρ′² = Δω has no solution.
 */
export function gradientCost(model: Model, low: number, high: number): GradientCost {
  const middle = 0.5 * (low + high);
  const none: GradientCost = { kappa: null, reason: 'not local', at: Number.NaN };
  const rest = model.functionals.filter((term) => {
    const { local } = term;
    if (local === undefined) return true;
    return [low, middle, high].some((rho) => {
      const own = local.curvature(rho);
      return WAVES.some((k) => !(Math.abs(term.curvature(k, [rho], 0, 0) - own) <= 1e-9 * Math.abs(own)));
    });
  });
  if (rest.length === 0 || rest.some((term) => term.name !== 'square-gradient')) return none;
  const kappa = (rho: number): number => rest.reduce((sum, term) => sum + term.curvature(1, [rho], 0, 0), 0);
  for (let i = 0; i <= SAMPLES; i++) {
    const at = low + ((high - low) * i) / SAMPLES;
    if (!(kappa(at) > 0)) return { kappa: null, reason: 'not positive', at };
  }
  return { kappa };
}
