import { define } from '../../core/define.ts';
import { excess } from './excess.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { needsDimension } from './needs-dimension.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter of the spheres' },
} as const;

/**
 * Hard spheres in the local-density approximation, a = η(4 − 3η)/(1 − η)², Z = (1 + η + η² − η³)/(1 − η)³, η = πσ³ρ/6
 * (Carnahan & Starling, J. Chem. Phys. 51, 635 (1969)). Within 0.3 % of simulations up to freezing at η = 0.494; a local
 * term has no structure, S(k) = S(0). @throws RangeError outside of three dimensions
 */
export const carnahanStarling = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'hard spheres, local: Z = (1 + η + η² − η³)/(1 − η)³; 3D, beside ideal-gas',
  parameters,
  create: ({ sigma }, { dim, kT }) => {
    needsDimension('carnahan-starling', 'hard spheres', dim, 3);
    return excess({
      name: 'carnahan-starling',
      kT,
      sigma,
      volume: (Math.PI / 6) * sigma * sigma * sigma,
      perParticle: {
        value: (y) => (y * (4 - 3 * y)) / ((1 - y) * (1 - y)),
        first: (y) => (4 - 2 * y) / ((1 - y) * (1 - y) * (1 - y)),
        second: (y) => (10 - 4 * y) / ((1 - y) * (1 - y) * (1 - y) * (1 - y)),
      },
    });
  },
});
