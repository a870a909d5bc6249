import { define } from '../../../core/define.ts';
import { centreOf } from './centre.ts';
import type { ExternalContext, ExternalPotential } from './external.ts';

const parameters = {
  depth: { type: 'number', unit: 'energy', doc: 'V(c) = −depth in a box much wider than the trap; negative: a hill' },
  width: { type: 'number', above: 0, unit: 'length', doc: 'w, the standard deviation of the Gaussian' },
  centre: { type: 'numbers', default: [], doc: 'c, one number per dimension; left out: the middle of the box' },
} as const;

/**
 * V(x) = −depth Σ_images e^{−|x − c|²/(2w²)}: optical tweezers, summed over the periodic images (all within 8.6 w, the rest is
 * below 1e-16) so that V is smooth at the box's edge. Stiffness at the centre: depth/w². Good values: w < L/5; a wider
 * trap is a sum of many images and nearly flat.
 */
export const gaussianTrap = define<typeof parameters, ExternalPotential, ExternalContext>({
  summary: 'V = −depth exp(−|x − c|²/(2 width²)), over periodic images',
  parameters,
  create: ({ depth, width, centre }, { lengths }) => {
    const c = centreOf(centre, lengths);
    const dim = lengths.length;
    const images = lengths.map((length) => Math.ceil((8.6 * width) / length - 0.5));
    const inverse = 1 / (width * width);
    /** The sum over images separates: one factor per axis, and its slope. */
    const value = new Float64Array(dim);
    const slope = new Float64Array(dim);
    const factors = (x: readonly number[]) => {
      for (let a = 0; a < dim; a++) {
        const length = lengths[a];
        const away = x[a] - c[a];
        const nearest = away - length * Math.round(away / length);
        value[a] = 0;
        slope[a] = 0;
        for (let m = -images[a]; m <= images[a]; m++) {
          const s = nearest + m * length;
          const g = Math.exp(-0.5 * s * s * inverse);
          value[a] += g;
          slope[a] -= s * inverse * g;
        }
      }
    };
    return {
      energy(x) {
        factors(x);
        let product = -depth;
        for (let a = 0; a < dim; a++) product *= value[a];
        return product;
      },
      gradient(x, out) {
        factors(x);
        for (let a = 0; a < dim; a++) {
          let product = -depth;
          for (let b = 0; b < dim; b++) product *= b === a ? slope[b] : value[b];
          out[a] = product;
        }
      },
    };
  },
});
