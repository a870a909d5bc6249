import { define } from '../../core/define.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', above: 0, default: 1, unit: 'energy', doc: 'strength: u(σ) = ε; take kT/1.5' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter of the hard spheres meant' },
} as const;

/**
 * u(r) = 50(50/49)⁴⁹ ε[(σ/r)⁵⁰ − (σ/r)⁴⁹] + ε for r < (50/49)σ, else 0: the Mie 50–49 potential cut at its minimum, which at
 * kT = 1.5ε (ε = kT/1.5, not 1.5kT) has the equation of state and the structure of hard spheres of diameter σ (Jover,
 * Haslam, Galindo, Jackson & Müller, J. Chem. Phys. 137, 144505 (2012), eq. 9). Steep: time steps of 2e-5 σ²/D; 5e-5 is
 * unstable at ρσ² = 0.5 in 2D.
 */
export const pseudoHardSphere = define<typeof parameters, PairPotential, undefined>({
  summary: 'Mie 50–49 cut at its minimum: hard spheres of diameter σ at kT = 1.5ε (Jover 2012)',
  parameters,
  create: ({ epsilon, sigma }) => {
    const ratio = 50 / 49;
    const range = ratio * sigma;
    const strength = 50 * power49(ratio) * epsilon;
    return {
      sigma,
      range,
      law: { form: 'powers', length: sigma, a: 50 * strength, b: 49 * strength, m: 49, k: 1 },
      energy(r) {
        if (r >= range) return 0;
        const s = sigma / r;
        return strength * power49(s) * (s - 1) + epsilon;
      },
      forceOverR(r) {
        if (r >= range) return 0;
        const s = sigma / r;
        return (strength * power49(s) * (50 * s - 49)) / (r * r);
      },
      transform: () => null,
      noTransform:
        'it grows as r^−50 at r → 0, so that ∫u dr diverges; hard cores need a density functional of their own',
    };
  },
});

/** x⁴⁹ = x³² x¹⁶ x. */
function power49(x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const x16 = x8 * x8;
  return x16 * x16 * x16 * x;
}
