import { define } from '../../core/define.ts';
import { ReplicaAverage } from '../statistics.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';
import { QuadraticSampler } from './quadratic-sampler.ts';
import { QuadraticSeries } from './quadratic-series.ts';
import { subVolume } from './sub-volume.ts';
import { overTimeOnly } from './vector-observable.ts';

const parameters = {
  sizes: {
    type: 'numbers',
    default: [],
    doc: 'edges of cubic sub-volumes; none: 1/16, 1/8, 1/4 and 1/2 of the shortest side',
  },
} as const;

/**
 * χ(ℓ) = Var N_B/⟨N_B⟩ of the number in a cube of edge ℓ, over all places of the cube: 2/(Vℓ^d) Σ|W_k|² S(k) over the resolved
 * modes, one of each ±k, the same for fields and particles. `ideal` is the sum for S = 1: 1 − ℓ^d/V less what the modes beyond
 * the cut-off would add. χ(ℓ → ∞) of an infinite system is S(0). Order parameters: Var Φ_B/ℓ^d.
 */
export const numberFluctuations = define<typeof parameters, Observable, ObservableContext>({
  summary: 'Var N/⟨N⟩ in cubic sub-volumes against their size',
  parameters,
  create({ sizes }, context) {
    overTimeOnly('number-fluctuations', context);
    const { modes, kind, meanDensity } = context;
    const { lengths, dim } = modes;
    const side = Math.min(...lengths);
    const volume = lengths.reduce((product, length) => product * length, 1);
    const edges = sizes.length === 0 ? [1 / 16, 1 / 8, 1 / 4, 1 / 2].map((part) => part * side) : [...sizes];
    const odd = edges.find((edge) => !(edge > 0 && edge <= side));
    if (odd !== undefined)
      throw new RangeError(`sizes must be above 0 and at most the shortest side ${side}, got ${odd}`);
    const cubes = edges.map((edge) => {
      let cube = 1;
      for (let a = 0; a < dim; a++) cube *= edge;
      return cube;
    });
    const members = Int32Array.from({ length: modes.count }, (_, m) => m);
    const groups = edges.map((edge, j) => {
      return { members, weights: subVolume(modes, edge).map((square) => (2 * square) / (volume * cubes[j])) };
    });
    const layout = { groups, modes: modes.count, subtract: context.mean === 'subtracted' };
    const sampler = new QuadraticSampler(context, layout);
    const own = new QuadraticSeries(layout);
    const average = new ReplicaAverage(groups.length);
    let samples = 0;
    return {
      observe(s) {
        sampler.take(s);
        own.add(sampler.quantities, sampler.rho);
      },
      save: () => own.save(),
      merge(other) {
        const series = QuadraticSeries.restore(layout, other);
        if (series.samples === 0) return;
        samples = series.samples;
        average.add(series.evaluate().value);
      },
      curves() {
        const { mean, error, replicas, unreliable } = average.result();
        const ideal = groups.map(({ weights }) => weights.reduce((sum, w) => sum + w, 0));
        const what = kind === 'density' ? 'chi = Var N/<N> of the number N' : 'chi = Var Phi/l^d of the integral Phi';
        return [
          {
            name: 'number-fluctuations',
            notes: [
              `${what} in a cube of edge l, over all its places, from the resolved modes; mean ${context.mean}`,
              'mean: its mean; ideal: the same sum for S = 1, which is 1 - l^d/V without a cut-off (fixed N)',
              `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`,
              ...tooShort(unreliable, mean.length),
            ],
            keys: [{ name: 'l', label: 'ℓ', values: Float64Array.from(edges) }],
            value: { name: 'chi', label: 'Var N/⟨N⟩', values: mean },
            error: { name: 'stderr', label: 'stderr', values: error },
            beside: [
              { name: 'mean', label: '⟨N⟩', values: Float64Array.from(cubes, (cube) => meanDensity * cube) },
              { name: 'ideal', label: 'S = 1', values: Float64Array.from(ideal) },
            ],
          },
        ];
      },
    };
  },
});
