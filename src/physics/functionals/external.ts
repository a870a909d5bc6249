import { createEntry, define } from '../../core/define.ts';
import { externalPotentials } from '../potentials/external/index.ts';
import type { Functional, FunctionalContext } from './functional.ts';

const parameters = {
  potential: { type: 'entry', registry: 'external', doc: 'the external potential V(x)' },
} as const;

/** F = ∫ρ(x) V(x) dx. Breaks translation invariance: linear theory then has no S(k). */
export const external = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫ρV: an external potential',
  parameters,
  create: ({ potential }, { lengths }) => {
    const v = createEntry(externalPotentials, potential, { lengths });
    return {
      name: 'external',
      status: 'bare',
      inhomogeneous: true,
      curvature: () => 0,
      bulk: { f: () => 0, slope: () => 0 },
      bind(fft) {
        const { grid } = fft;
        const values = fft.allocReal();
        for (let j = 0; j < grid.size; j++) values[j] = v.energy(grid.lengths.map((_, a) => grid.position(j, a)));
        return {
          external: values,
          energy(s) {
            const rho = s.real();
            let sum = 0;
            for (let j = 0; j < rho.length; j++) sum += rho[j] * values[j];
            return sum * grid.cellVolume;
          },
          pressure: () => 0,
          addPotential(_s, out) {
            for (let j = 0; j < values.length; j++) out.real[0][j] += values[j];
          },
        };
      },
    };
  },
});
