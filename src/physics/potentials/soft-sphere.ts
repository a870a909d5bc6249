import { define } from '../../core/define.ts';
import { radialTransform } from '../../core/radial.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', default: 1, unit: 'energy', doc: 'twice u(0); negative: attraction' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter: u = 0 at r ≥ σ' },
} as const;

/**
 * u(r) = ½ε(1 − r/σ)² for r < σ, else 0: harmonic spheres, the force of bubbles and of dissipative particle dynamics
 * (Durian, Phys. Rev. Lett. 75, 4780 (1995); Groot & Warren, J. Chem. Phys. 107, 4423 (1997)). With q = kσ:
 *   d = 1  û = 2εσ (q − sin q)/q³      d = 3  û = 4πεσ³ (2q + q cos q − 3 sin q)/q⁵      d = 2  by quadrature
 * and their power series at q < 2, where the closed forms cancel. The force is ε/σ at contact r → 0, so that the force
 * over r diverges there.
 */
export const softSphere = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = ½ε(1 − r/σ)² for r < σ, harmonic spheres (Durian 1995)',
  parameters,
  create: ({ epsilon, sigma }) => {
    const disks = new Map<number, number>();
    const disk = (k: number) => {
      let value = disks.get(k);
      if (value === undefined) {
        value = radialTransform((r) => 0.5 * (1 - r / sigma) * (1 - r / sigma), sigma, k, 2);
        disks.set(k, value);
      }
      return value;
    };
    return {
      sigma,
      range: sigma,
      law: { form: 'linear', a: epsilon / sigma, b: epsilon / (sigma * sigma) },
      energy: (r) => (r < sigma ? 0.5 * epsilon * (1 - r / sigma) * (1 - r / sigma) : 0),
      forceOverR: (r) => (r < sigma ? (epsilon * (1 - r / sigma)) / (sigma * r) : 0),
      transform(k, dim) {
        if (dim === 2) return epsilon * disk(k);
        return dim === 1 ? epsilon * sigma * rod(k * sigma) : epsilon * sigma * sigma * sigma * ball(k * sigma);
      },
    };
  },
});

/** 2(q − sin q)/q³ = 2 Σ_j (−q²)^j / (2j + 3)! */
function rod(q: number): number {
  const q2 = q * q;
  if (q2 > 4) return (2 * (q - Math.sin(q))) / (q2 * q);
  let term = 1 / 3;
  let sum = 0;
  for (let j = 0; j < 14; j++) {
    sum += term;
    term *= -q2 / ((2 * j + 4) * (2 * j + 5));
  }
  return sum;
}

/** 4π(2q + q cos q − 3 sin q)/q⁵ = −(2π/q) d/dq of `rod` = 8π Σ_j (j + 1) (−q²)^j / (2j + 5)! */
function ball(q: number): number {
  const q2 = q * q;
  if (q2 > 4) return (4 * Math.PI * (2 * q + q * Math.cos(q) - 3 * Math.sin(q))) / (q2 * q2 * q);
  let term = 1 / 120;
  let sum = 0;
  for (let j = 0; j < 14; j++) {
    sum += (j + 1) * term;
    term *= -q2 / ((2 * j + 6) * (2 * j + 7));
  }
  return 8 * Math.PI * sum;
}
