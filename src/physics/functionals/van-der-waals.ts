import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { localFunctional } from './local-functional.ts';

const parameters = {
  a: { type: 'number', min: 0, unit: 'energy × volume', doc: 'attraction: −aρ² in f and in P' },
  b: { type: 'number', above: 0, unit: 'volume', doc: 'volume of a particle: ρ < 1/b' },
} as const;

/**
 * F = ∫[−kTρ ln(1 − bρ) − aρ²]dx beside the ideal gas: P = ρkT/(1 − bρ) − aρ² (van der Waals 1873). Critical point
 * bρ_c = 1/3, kT_c = 8a/27b, P_c = a/27b². Two phases need a square-gradient term.
 */
export const vanDerWaals = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫[−kTρ ln(1 − bρ) − aρ²]: van der Waals fluid, beside ideal-gas; kT_c = 8a/27b',
  parameters,
  create: ({ a, b }, { kT }) => {
    return localFunctional({
      name: 'van-der-waals',
      status: 'renormalised',
      fullDensity: 1 / b,
      f: (rho) => -rho * (kT * Math.log1p(-b * rho) + a * rho),
      slope: (rho) => kT * ((b * rho) / (1 - b * rho) - Math.log1p(-b * rho)) - 2 * a * rho,
      curvature: (rho) => (kT * b * (2 - b * rho)) / ((1 - b * rho) * (1 - b * rho)) - 2 * a,
      pressure: (rho) => rho * rho * ((kT * b) / (1 - b * rho) - a),
    });
  },
});
