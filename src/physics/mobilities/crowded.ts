import { define } from '../../core/define.ts';
import type { Mobility, MobilityContext } from './mobility.ts';
import { polynomialMobility } from './polynomial.ts';

const parameters = {
  'rho-max': { type: 'number', above: 0, unit: 'density', doc: 'density at which nothing moves' },
} as const;

/** M = μρ(1 − ρ/ρ_max): exclusion on a lattice (Giacomin & Lebowitz, J. Stat. Phys. 87, 37 (1997)). */
export const crowded = define<typeof parameters, Mobility, MobilityContext>({
  summary: 'M = μρ(1 − ρ/ρ_max), exclusion on a lattice (Giacomin & Lebowitz 1997)',
  parameters,
  create: (values, { mu }) => {
    const upper = values['rho-max'];
    return polynomialMobility([0, mu, -mu / upper], { upper });
  },
});
