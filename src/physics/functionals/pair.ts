import { createEntry, define } from '../../core/define.ts';
import { potentials } from '../potentials/index.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindQuadratic, quadraticBulk } from './quadratic.ts';

const parameters = {
  potential: { type: 'entry', registry: 'potentials', doc: 'the pair potential u(r)' },
} as const;

/**
 * Mean field, F = ½∫∫ρ(x) u(|x − y|) ρ(y) dx dy = (1/2V) Σ_k û(k)|ρ_k|² (random-phase approximation: S = 1/(1 + ρû/kT)).
 * With the bare potential it is exact in Dean's equation. @throws RangeError for a potential without a transform.
 */
export const pair = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ½∫∫ρuρ: mean field of a pair potential (random-phase approximation)',
  parameters,
  create: ({ potential }, { dim }) => {
    const u = createEntry(potentials, potential, undefined);
    if (u.transform(0, dim) === null) {
      throw new RangeError(
        `the potential '${potential.type}' has no Fourier transform in ${dim}D${u.noTransform === undefined ? '' : ` (${u.noTransform})`}; a mean field needs one: take a bounded potential such as gaussian-core`,
      );
    }
    const transform = (k: number): number => u.transform(Math.abs(k), dim) ?? Number.NaN;
    return {
      name: 'pair',
      status: 'bare',
      sigma: u.sigma,
      curvature: (k) => transform(k),
      bulk: quadraticBulk(transform(0)),
      bind: (fft) => bindQuadratic(transform, fft),
    };
  },
});
