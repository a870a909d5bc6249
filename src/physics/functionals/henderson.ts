import { define } from '../../core/define.ts';
import { excess } from './excess.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { needsDimension } from './needs-dimension.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter of the disks' },
} as const;

/**
 * Hard disks in the local-density approximation: Z = (1 + η²/8)/(1 − η)², a = (9/8) η/(1 − η) − (7/8) ln(1 − η),
 * η = πσ²ρ/4 (Henderson, Mol. Phys. 30, 971 (1975)). Good to 1 % up to freezing near η = 0.70.
 * @throws RangeError outside of two dimensions
 */
export const henderson = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'hard disks, local: Z = (1 + η²/8)/(1 − η)²; 2D, beside ideal-gas',
  parameters,
  create: ({ sigma }, { dim, kT }) => {
    needsDimension('henderson', 'hard disks', dim, 2);
    return excess({
      name: 'henderson',
      kT,
      sigma,
      volume: (Math.PI / 4) * sigma * sigma,
      perParticle: {
        value: (y) => (1.125 * y) / (1 - y) - 0.875 * Math.log1p(-y),
        first: (y) => (2 - 0.875 * y) / ((1 - y) * (1 - y)),
        second: (y) => (3.125 - 0.875 * y) / ((1 - y) * (1 - y) * (1 - y)),
      },
    });
  },
});
