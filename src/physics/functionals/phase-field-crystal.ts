import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindLocal } from './local.ts';
import { polynomialTerm } from './polynomial-term.ts';
import { bindQuadratic } from './quadratic.ts';

const parameters = {
  r: {
    type: 'number',
    default: -0.25,
    unit: 'energy × volume',
    doc: 'undercooling: waves of k = q0 grow where r + 3uφ² < 0',
  },
  q0: { type: 'number', above: 0, default: 1, unit: '1/length', doc: 'wavenumber of the crystal' },
  lambda: { type: 'number', above: 0, default: 1, unit: 'energy × length⁴ × volume', doc: 'λ, stiffness' },
  u: { type: 'number', above: 0, default: 1, unit: 'energy × volume³', doc: 'quartic coefficient' },
} as const;

/**
 * F = ∫[½φ(r + λ(q0² + ∇²)²)φ + (u/4)φ⁴]dx, the free energy of Swift & Hohenberg, Phys. Rev. A 15, 319 (1977); with conserved
 * dynamics the phase-field crystal of Elder & Grant, Phys. Rev. E 70, 051605 (2004). F″(k) = r + λ(q0² − k²)² + 3uφ0².
 */
export const phaseFieldCrystal = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫[½φ(r + λ(q0² + ∇²)²)φ + (u/4)φ⁴]: Swift–Hohenberg, phase-field crystal; an order parameter',
  parameters,
  create: ({ r, q0, lambda, u }) => {
    const quartic = polynomialTerm([0, 0, 0, 0, u / 4]);
    const gamma = (k: number): number => {
      const mismatch = q0 * q0 - k * k;
      return r + lambda * mismatch * mismatch;
    };
    const whole = polynomialTerm([0, 0, gamma(0) / 2, 0, u / 4]);
    return {
      name: 'phase-field-crystal',
      status: 'bare',
      sigma: (2 * Math.PI) / q0,
      local: quartic,
      bulk: whole,
      curvature: (k, rho0, a, b) => (a === b ? gamma(k) + quartic.curvature(rho0[a]) : 0),
      bind(fft) {
        const quadratic = bindQuadratic(gamma, fft);
        const local = bindLocal(quartic, fft);
        return {
          local: quartic,
          kernel: quadratic.kernel,
          energy: (s) => quadratic.energy(s) + local.energy(s),
          pressure: (s) => quadratic.pressure(s) + local.pressure(s),
          addPotential(s, out) {
            quadratic.addPotential(s, out);
            local.addPotential(s, out);
          },
        };
      },
    };
  },
});
