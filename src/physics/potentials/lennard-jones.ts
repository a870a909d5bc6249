import { define } from '../../core/define.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', above: 0, default: 1, unit: 'energy', doc: 'depth of the minimum before the shift' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter; the minimum is at 2^{1/6}σ' },
  cutoff: { type: 'number', above: 0, default: 2.5, unit: 'σ', doc: 'u = 0 at r ≥ cutoff·σ' },
} as const;

/**
 * u(r) = 4ε[(σ/r)¹² − (σ/r)⁶] − the same at r_c, for r < r_c = cutoff·σ, else 0: Lennard-Jones, cut and shifted (Lennard-Jones,
 * Proc. Phys. Soc. 43, 461 (1931)), LAMMPS' lj/cut with `pair_modify shift yes`. The energy is continuous, the force jumps at
 * the cut: by 0.039 ε/σ at 2.5. The phase diagram depends on the cut: results hold for one cutoff. 2^{1/6} gives `wca`.
 */
export const lennardJones = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = 4ε[(σ/r)¹² − (σ/r)⁶], cut and shifted to 0 at cutoff·σ',
  parameters,
  create: ({ epsilon, sigma, cutoff }) => {
    const range = cutoff * sigma;
    const square = sigma * sigma;
    const bare = (r: number) => {
      const s2 = square / (r * r);
      const s6 = s2 * s2 * s2;
      return 4 * epsilon * s6 * (s6 - 1);
    };
    const shift = bare(range);
    return {
      sigma,
      range,
      law: { form: 'powers', length: sigma, a: 48 * epsilon, b: 24 * epsilon, m: 6, k: 6 },
      energy: (r) => (r < range ? bare(r) - shift : 0),
      forceOverR(r) {
        if (r >= range) return 0;
        const r2 = r * r;
        const s2 = square / r2;
        const s6 = s2 * s2 * s2;
        return (24 * epsilon * s6 * (2 * s6 - 1)) / r2;
      },
      transform: () => null,
      noTransform: 'it grows as r^−12 at r → 0, so that ∫u dr diverges: a core is not a small perturbation',
    };
  },
});
