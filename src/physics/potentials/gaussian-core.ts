import { define } from '../../core/define.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', default: 1, unit: 'energy', doc: 'u(0); negative: attraction' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'width: u falls to u(0)/e at r = σ' },
} as const;

/**
 * u(r) = ε e^{−r²/σ²}, û(k) = ε π^{d/2} σ^d e^{−k²σ²/4}: the Gaussian core model, polymer coils seen as one particle each
 * (Stillinger, J. Chem. Phys. 65, 3968 (1976)). û > 0 for ε > 0: no clustering at any density, and mean field (RPA) is
 * good where ρσ^d ≫ 1 (Lang, Likos, Watzlawek & Löwen, J. Phys.: Condens. Matter 12, 5087 (2000)). Range √28 σ = 5.29 σ.
 */
export const gaussianCore = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = ε exp(−r²/σ²), interpenetrating coils (Stillinger 1976)',
  parameters,
  create: ({ epsilon, sigma }) => {
    const inverse = 1 / (sigma * sigma);
    const slope = 2 * epsilon * inverse;
    const side = Math.sqrt(Math.PI) * sigma;
    const volumes = { 1: side, 2: side * side, 3: side * side * side };
    return {
      sigma,
      range: Math.sqrt(28) * sigma,
      law: { form: 'exponential', length: sigma, strength: slope, n: 2 },
      energy: (r) => epsilon * Math.exp(-r * r * inverse),
      forceOverR: (r) => slope * Math.exp(-r * r * inverse),
      transform: (k, dim) => epsilon * volumes[dim] * Math.exp(-0.25 * k * k * sigma * sigma),
      bandLimit: (tolerance) => (2 * Math.sqrt(-Math.log(tolerance))) / sigma,
    };
  },
});
