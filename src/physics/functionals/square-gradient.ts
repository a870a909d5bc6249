import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindQuadratic } from './quadratic.ts';
import { bindVaryingGradient } from './varying-gradient.ts';

const parameters = {
  kappa: {
    type: 'number',
    above: 0,
    unit: 'energy × length² × volume',
    doc: 'κ of (κ/2)|∇ρ|²; with higher, its value at ρ = 0',
  },
  higher: { type: 'numbers', default: [], doc: 'κ_1, κ_2, … of κ(ρ) = kappa + Σ κ_n ρⁿ' },
} as const;

/**
 * F = ∫(κ/2)|∇ρ|² dx: the cost of interfaces (van der Waals 1893; Cahn & Hilliard, J. Chem. Phys. 28, 258 (1958)), κ a
 * constant or a polynomial in ρ. F″(k) = κ(ρ0)k². @throws RangeError for κ(ρ0) < 0
 */
export const squareGradient = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫(κ/2)|∇ρ|², κ constant or κ(ρ): the cost of interfaces',
  parameters,
  create: ({ kappa, higher }, { density }) => {
    const at = (rho: number): number => higher.reduceRight((sum, c) => (sum + c) * rho, 0) + kappa;
    if (at(density) < 0) {
      throw new RangeError(`kappa + Σ higher·ρⁿ is ${at(density)} at the density ${density}; it must not be negative`);
    }
    return {
      name: 'square-gradient',
      status: 'bare',
      curvature: (k, rho0, a, b) => (a === b ? at(rho0[a]) * k * k : 0),
      bulk: { f: () => 0, slope: () => 0 },
      bind: (fft) => {
        return higher.length === 0
          ? bindQuadratic((k) => kappa * k * k, fft)
          : bindVaryingGradient([kappa, ...higher], fft);
      },
    };
  },
});
