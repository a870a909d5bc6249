import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { functionalOf } from './local.ts';
import { polynomialTerm } from './polynomial-term.ts';

const parameters = {
  coefficients: { type: 'numbers', doc: 'c_0, c_1, c_2, … of f = Σ c_n ρⁿ' },
} as const;

/** F = ∫Σ_n c_n ρⁿ dx: virial and Landau expansions. Defined for any sign of ρ. */
export const polynomial = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫Σ c_n ρⁿ: virial and Landau expansions',
  parameters,
  create: ({ coefficients }) => {
    const term = polynomialTerm(coefficients);
    return functionalOf('polynomial', 'bare', term);
  },
});
