import { define } from '../../../core/define.ts';
import type { ExternalContext, ExternalPotential } from './external.ts';

const parameters = {
  amplitude: { type: 'number', unit: 'energy', doc: 'V0: V runs from −V0 to V0' },
  waves: { type: 'numbers', integer: true, doc: 'periods along every side of the box, one integer per dimension' },
} as const;

/** V(x) = V0 cos(2π Σ_a n_a x_a/L_a): a standing laser or lattice of planes; ideal gas ρ ∝ e^{−V/kT}, mean mode −I1/I0. */
export const cosine = define<typeof parameters, ExternalPotential, ExternalContext>({
  summary: 'V = V0 cos(2π n·x/L), planes',
  parameters,
  create: ({ amplitude, waves }, { lengths }) => {
    if (waves.length !== lengths.length) {
      throw new RangeError(
        `waves [${waves.join(', ')}] must have one integer per side of the box, ${lengths.length}, not ${waves.length}`,
      );
    }
    const k = waves.map((wave, a) => (2 * Math.PI * wave) / lengths[a]);
    const phase = (x: readonly number[]) => {
      let sum = 0;
      for (let a = 0; a < k.length; a++) sum += k[a] * x[a];
      return sum;
    };
    return {
      energy: (x) => amplitude * Math.cos(phase(x)),
      gradient(x, out) {
        const slope = -amplitude * Math.sin(phase(x));
        for (let a = 0; a < k.length; a++) out[a] = k[a] * slope;
      },
    };
  },
});
