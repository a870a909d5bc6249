import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { functionalOf } from './local.ts';
import { polynomialTerm } from './polynomial-term.ts';

const parameters = {
  coefficients: { type: 'numbers', doc: 'B_2, B_3, … of P/kT = ρ + Σ B_n ρⁿ [volume, volume², …]' },
} as const;

/**
 * F = kT ∫Σ_{n≥2} B_n ρⁿ/(n − 1) dx beside the ideal gas: P = kT(ρ + Σ B_n ρⁿ) (Kamerlingh Onnes 1901; Hansen & McDonald,
 * Theory of Simple Liquids, §3.9). Defined for any ρ; good while B_{n+1}ρ ≪ B_n.
 */
export const virial = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = kT ∫Σ B_n ρⁿ/(n − 1), P = kT(ρ + Σ B_n ρⁿ): virial expansion, beside ideal-gas',
  parameters,
  create: ({ coefficients }, { kT }) => {
    if (coefficients.length === 0) throw new RangeError('coefficients is empty; give B_2 at least: [B2, B3, …]');
    const term = polynomialTerm([0, 0, ...coefficients.map((c, i) => (kT * c) / (i + 1))]);
    return functionalOf('virial', 'renormalised', term);
  },
});
