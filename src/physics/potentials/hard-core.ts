import { define } from '../../core/define.ts';
import type { Dimension } from '../../core/grid.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter (of a rod: its length)' },
} as const;

/**
 * u(r) = ∞ for r < σ, else 0, in one dimension (Tonks, Phys. Rev. 50, 955 (1936)), two or three. Their engines know no
 * forces: rods are exact at any step, disks and spheres are event-driven. A mean field of it does not exist: û diverges.
 */
export function hardCore(dim: Dimension, what: string) {
  return define<typeof parameters, PairPotential, undefined>({
    summary: `u = ∞ for r < σ, else 0: ${what}; particles only, without integrator or external potential`,
    parameters,
    create: ({ sigma }) => ({
      sigma,
      range: sigma,
      hardCore: dim,
      energy: (r) => (r < sigma ? Number.POSITIVE_INFINITY : 0),
      forceOverR: () => 0,
      transform: () => null,
      noTransform: 'it is infinite inside the core: hard particles need a density functional of their own',
    }),
  });
}
