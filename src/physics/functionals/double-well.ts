import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { functionalOf } from './local.ts';
import { polynomialTerm } from './polynomial-term.ts';

const parameters = {
  a: { type: 'number', above: 0, default: 1, unit: 'energy/volume', doc: 'barrier: f(0) − f(±1) = a/4' },
} as const;

/**
 * F = ∫(a/4)(φ² − 1)² dx: two phases at φ = ±1. With (κ/2)|∇φ|² the interface is tanh(x/√(2κ/a)) and its tension
 * (2√2/3)√(κa) (Cahn & Hilliard, J. Chem. Phys. 28, 258 (1958)).
 */
export const doubleWell = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫(a/4)(φ² − 1)²: two phases at φ = ±1 (needs square-gradient)',
  parameters,
  create: ({ a }) => {
    const term = polynomialTerm([a / 4, 0, -a / 2, 0, a / 4]);
    return functionalOf('double-well', 'bare', term);
  },
});
