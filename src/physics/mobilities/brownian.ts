import { define } from '../../core/define.ts';
import type { Mobility, MobilityContext } from './mobility.ts';
import { polynomialMobility } from './polynomial.ts';

/** M = μρ: independent overdamped particles (Dean, J. Phys. A 29, L613 (1996), eq. 17). */
export const brownian = define<Record<never, never>, Mobility, MobilityContext>({
  summary: 'M = μρ, overdamped particles without hydrodynamic interactions (Dean 1996)',
  parameters: {},
  create: (_values, { mu }) => polynomialMobility([0, mu, 0], { upper: Number.POSITIVE_INFINITY }),
});
