import { define } from '../../core/define.ts';
import type { PairPotential } from './potential.ts';

/** 2^{1/6}, where Lennard-Jones has its minimum. */
const MINIMUM = 1.122462048309373;

const parameters = {
  epsilon: { type: 'number', above: 0, default: 1, unit: 'energy', doc: 'strength: u(σ) = ε' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter: u(σ) = ε' },
} as const;

/**
 * u(r) = 4ε[(σ/r)¹² − (σ/r)⁶] + ε for r < 2^{1/6}σ, else 0: the repulsion of Lennard-Jones alone (Weeks, Chandler & Andersen,
 * J. Chem. Phys. 54, 5237 (1971)), evaluated as the perfect square ε(2(σ/r)⁶ − 1)², exact near the cut. Force and energy go
 * to 0 at the cut, the force with a kink. Good values: ε = kT; time steps of 2e-4 σ²/D.
 */
export const wca = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = 4ε[(σ/r)¹² − (σ/r)⁶] + ε for r < 2^{1/6}σ (Weeks, Chandler & Andersen 1971)',
  parameters,
  create: ({ epsilon, sigma }) => {
    const range = MINIMUM * sigma;
    const square = sigma * sigma;
    return {
      sigma,
      range,
      law: { form: 'powers', length: sigma, a: 48 * epsilon, b: 24 * epsilon, m: 6, k: 6 },
      energy(r) {
        if (r >= range) return 0;
        const s2 = square / (r * r);
        const excess = 2 * s2 * s2 * s2 - 1;
        return epsilon * excess * excess;
      },
      forceOverR(r) {
        if (r >= range) return 0;
        const r2 = r * r;
        const s2 = square / r2;
        const s6 = s2 * s2 * s2;
        return (24 * epsilon * s6 * (2 * s6 - 1)) / r2;
      },
      transform: () => null,
      noTransform: 'it grows as r^−12 at r → 0, so that ∫u dr diverges: a core is not a small perturbation',
    };
  },
});
