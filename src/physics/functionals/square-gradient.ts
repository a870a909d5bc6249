import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindQuadratic } from './quadratic.ts';

const parameters = {
  kappa: { type: 'number', above: 0, unit: 'energy × length² × volume', doc: 'κ of (κ/2)|∇ρ|²' },
} as const;

/** F = ∫(κ/2)|∇ρ|² dx: the cost of interfaces (van der Waals 1893; Cahn & Hilliard 1958). F″(k) = κk². */
export const squareGradient = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫(κ/2)|∇ρ|²: the cost of interfaces',
  parameters,
  create: ({ kappa }) => ({
    name: 'square-gradient',
    status: 'bare',
    curvature: (k, _rho0, a, b) => (a === b ? kappa * k * k : 0),
    bulk: { f: () => 0, slope: () => 0 },
    bind: (fft) => bindQuadratic((k) => kappa * k * k, fft),
  }),
});
