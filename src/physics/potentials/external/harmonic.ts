import { define } from '../../../core/define.ts';
import { centreOf } from './centre.ts';
import type { ExternalContext, ExternalPotential } from './external.ts';

const parameters = {
  stiffness: { type: 'number', above: 0, unit: 'energy/length²', doc: 'κ: V ≈ ½κ|x − c|² near the centre' },
  centre: { type: 'numbers', default: [], doc: 'c, one number per dimension; left out: the middle of the box' },
} as const;

/**
 * V(x) = κ Σ_a (L_a/2π)² (1 − cos(2π(x_a − c_a)/L_a)): the smooth periodic form of the trap ½κ|x − c|², which it
 * exceeds nowhere and falls short of by the fraction π²s²/3 at s = |x_a − c_a|/L_a. Depth along axis a: 2κ(L_a/2π)².
 */
export const harmonic = define<typeof parameters, ExternalPotential, ExternalContext>({
  summary: 'V = κ Σ (L/2π)² (1 − cos(2π(x − c)/L)), the periodic form of ½κ|x − c|²',
  parameters,
  create: ({ stiffness, centre }, { lengths }) => {
    const c = centreOf(centre, lengths);
    const k = lengths.map((length) => (2 * Math.PI) / length);
    return {
      energy(x) {
        let sum = 0;
        for (let a = 0; a < k.length; a++) {
          // 1 − cos θ = 2 sin²(θ/2), exact near the centre
          const s = Math.sin(0.5 * k[a] * (x[a] - c[a])) / k[a];
          sum += 2 * s * s;
        }
        return stiffness * sum;
      },
      gradient(x, out) {
        for (let a = 0; a < k.length; a++) out[a] = (stiffness * Math.sin(k[a] * (x[a] - c[a]))) / k[a];
      },
    };
  },
});
