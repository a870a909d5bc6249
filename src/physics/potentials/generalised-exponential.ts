import { define } from '../../core/define.ts';
import type { Dimension } from '../../core/grid.ts';
import { radialTransform } from '../../core/radial.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', default: 1, unit: 'energy', doc: 'u(0); negative: attraction' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'width: u falls to u(0)/e at r = σ' },
  n: { type: 'number', min: 0.5, default: 4, doc: 'steepness; 2 is the Gaussian core, above 2 the particles cluster' },
} as const;

/**
 * u(r) = ε e^{−(r/σ)^n}: GEM-n. For n > 2 û(k) is negative somewhere and a dense fluid freezes into cluster crystals
 * (Likos, Lang, Watzlawek & Löwen, Phys. Rev. E 63, 031206 (2001); Mladek et al., Phys. Rev. Lett. 96, 045701 (2006)).
 * û by quadrature, to 1e-12 of û(0), each k once. Good values: n = 2 … 16. Range 28^{1/n} σ: 2.3 σ for n = 4, 28 σ for
 * n = 1, 784 σ for n = ½, below which no box would hold it. For n < 2 the force over r diverges at r → 0.
 */
export const generalisedExponential = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = ε exp(−(r/σ)ⁿ), GEM-n; clusters for n > 2 (Likos 2001, Mladek 2006)',
  parameters,
  create: ({ epsilon, sigma, n }) => {
    const inverse = 1 / sigma;
    const slope = (epsilon * n) / (sigma * sigma);
    // x^m by exp and log: bit-stable between Node versions, unlike **
    const shape = (r: number) => Math.exp(-Math.exp(n * Math.log(r * inverse)));
    const transforms: Record<Dimension, Map<number, number>> = { 1: new Map(), 2: new Map(), 3: new Map() };
    return {
      sigma,
      range: sigma * Math.exp(Math.log(28) / n),
      ...(n % 2 === 0 ? { law: { form: 'exponential', length: sigma, strength: slope, n } } : {}),
      energy: (r) => epsilon * shape(r),
      forceOverR(r) {
        const log = Math.log(r * inverse);
        const power = Math.exp(n * log);
        if (power > 700) return 0;
        return slope * (n === 2 ? 1 : Math.exp((n - 2) * log)) * Math.exp(-power);
      },
      transform(k, dim) {
        let value = transforms[dim].get(k);
        if (value === undefined) {
          // the tail left out is Γ(d/n, reach)/Γ(d/n) < 1e-14 of û(0)
          const reach = 40 + (3 * dim) / n;
          value = radialTransform(shape, sigma * Math.exp(Math.log(reach) / n), k, dim);
          transforms[dim].set(k, value);
        }
        return epsilon * value;
      },
    };
  },
});
