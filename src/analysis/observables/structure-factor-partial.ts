import { define } from '../../core/define.ts';
import type { ModeSet } from '../../core/modes.ts';
import { ReplicaAverage } from '../statistics.ts';
import { type BilinearForm, BilinearSeries } from './bilinear-series.ts';
import { MultiTau } from './multi-tau.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';
import { overTimeOnly } from './vector-observable.ts';

const parameters = {
  species: { type: 'number', integer: true, min: 1, doc: 'number of species of the source; all of them are read' },
} as const;

const SUBTRACTED =
  'with a subtracted mean that sum differs from S(k) by much less than its error: the variance of the mean is estimated in two ways';

/**
 * Partial structure factors of a mixture, S_ab(k) = Re⟨δρ_a,k δρ_b,k*⟩/√(N_a N_b), all pairs a ≤ b, by shells of |k|, k = 0
 * excluded: N. W. Ashcroft & D. C. Langreth, Phys. Rev. 156, 685 (1967). Independent particles: S_aa = 1, S_ab = 0. The
 * number-number S(k) is Σ_ab √(x_a x_b) S_ab over all ordered pairs, x_a = N_a/N.
 */
export const structureFactorPartial = define<typeof parameters, Observable, ObservableContext>({
  summary: 'S_ab(k) = Re⟨δρ_a,k δρ_b,k*⟩/√(N_a N_b) of all pairs of species, by shells of |k|',
  parameters,
  create({ species }, context) {
    overTimeOnly('structure-factor-partial', context);
    const { modes } = context;
    const { shells } = modes;
    const pairs = pairsOf(species);
    const forms = pairs.flatMap(([a, b]) => shells.map(({ members }) => average(modes, members, a, b)));
    // the correlation at lag 0
    const history = new MultiTau(0, 'linear');
    const own = new BilinearSeries(forms, 2 * modes.count * species, history, context.mean === 'subtracted');
    const joined = new ReplicaAverage(forms.length);
    /** ρ_a,k/√N_a, [species*2*modes]. */
    const rho = new Float64Array(2 * modes.count * species);
    const parts = Array.from({ length: species }, (_, a) => {
      return rho.subarray(2 * modes.count * a, 2 * modes.count * (a + 1));
    });
    let samples = 0;
    return {
      observe(s) {
        parts.forEach((part, a) => {
          s.densityModes(modes, a, part);
          const scale = 1 / Math.sqrt(s.counts[a]);
          for (let i = 0; i < part.length; i++) part[i] *= scale;
        });
        own.add(rho);
      },
      save: () => own.save(),
      merge(other) {
        const [level] = BilinearSeries.evaluate(other, forms, history.levels);
        if (level.samples === 0) return;
        samples = level.samples;
        joined.add(level.component);
      },
      curves() {
        const { mean, error, replicas, unreliable } = joined.result();
        const byRow = (of: (pair: number, shell: number) => number): Float64Array => {
          return Float64Array.from(forms, (_, row) => of(Math.floor(row / shells.length), row % shells.length));
        };
        const multiplicity = byRow((_, s) => shells[s].members.length);
        return [
          {
            name: 'structure-factor-partial',
            notes: [
              `S_ab(k) = Re <drho_a,k drho_b,k*>/sqrt(N_a N_b) of Ashcroft and Langreth on k = 2 pi n/L, k = 0 excluded; mean ${context.mean}; modes counts +-k once`,
              'independent particles have S_aa = 1 and S_ab = 0; pairs a <= b are listed, S_ba = S_ab',
              'S(k), number-number, is the sum of sqrt(x_a x_b) S_ab over all a and b (a < b counts twice), x_a = N_a/N, N the sum of these N_a',
              ...(context.mean === 'subtracted' ? [SUBTRACTED] : []),
              'those of Faber and Ziman are a_ab = (S_ab - delta_ab)/sqrt(x_a x_b) + 1',
              `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`,
              ...tooShort(unreliable, mean.length),
            ],
            keys: [
              { name: 'a', label: 'a', values: byRow((pair) => pairs[pair][0] + 1) },
              { name: 'b', label: 'b', values: byRow((pair) => pairs[pair][1] + 1) },
              { name: 'k', label: 'k', values: byRow((_, s) => shells[s].k) },
            ],
            value: { name: 'S', label: 'S_ab(k)', values: mean },
            error: { name: 'stderr', label: 'stderr', values: error },
            beside: [{ name: 'modes', label: 'modes', values: multiplicity }],
            weights: multiplicity,
          },
        ];
      },
    };
  },
});

/** All pairs a ≤ b: (0, 0), (0, 1), …, (1, 1), … */
function pairsOf(species: number): readonly (readonly [number, number])[] {
  return Array.from({ length: species }, (_, a) => {
    return Array.from({ length: species - a }, (_, i) => [a, a + i] as const);
  }).flat();
}

/** Re ρ_a ρ_b* averaged over some modes. */
function average(modes: ModeSet, members: Int32Array, a: number, b: number): BilinearForm {
  const places = (species: number): Int32Array => {
    const first = 2 * modes.count * species;
    return Int32Array.from({ length: 2 * members.length }, (_, i) => first + 2 * members[i >> 1] + (i & 1));
  };
  const weight = new Float64Array(2 * members.length).fill(1 / members.length);
  return { later: places(a), earlier: places(b), weight };
}
