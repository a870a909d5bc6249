import { define } from '../../core/define.ts';
import { type BilinearForm, BilinearSeries } from './bilinear-series.ts';
import { chosenModes } from './chosen-modes.ts';
import { LagAverage } from './lag-average.ts';
import { lagParameters } from './lag-parameters.ts';
import { MultiTau } from './multi-tau.ts';
import { normalisation, type Observable, type ObservableContext } from './observable.ts';
import { overTimeOnly } from './vector-observable.ts';

const parameters = {
  modes: {
    type: 'numbers',
    integer: true,
    doc: 'integer vectors n of k = 2πn/L, one after the other, as many numbers each as the box has sides',
  },
  ...lagParameters,
} as const;

/**
 * C_ab(t) = ⟨φ_a(t₀ + t) φ_b(t₀)*⟩/N of chosen modes φ = ρ_k (order parameters: /V), for all ordered pairs; t is the lag.
 * C(t) = e^{−At}χ for linear dynamics; reciprocity (Onsager) is C_ab(t) = C_ba(t)*; stationarity alone gives
 * C_ab(t) = C_ba(−t)*. In a uniform state modes of different k do not correlate.
 */
export const timeCorrelation = define<typeof parameters, Observable, ObservableContext>({
  summary: 'C_ab(t) = ⟨φ_a(t) φ_b(0)*⟩/N of chosen modes, all pairs',
  parameters,
  create({ modes: wished, lags, spacing }, context) {
    overTimeOnly('time-correlation', context);
    const chosen = chosenModes(context.modes, wished);
    const { modes } = chosen;
    const count = chosen.members.length;
    const forms = Array.from({ length: count * count }, (_, pair) => {
      return product(chosen, Math.floor(pair / count), pair % count);
    }).flat();
    const history = new MultiTau(lags, spacing);
    const own = new BilinearSeries(forms, 2 * modes.count, history, context.mean === 'subtracted');
    const average = new LagAverage(history.levels, forms.length);
    const phi = new Float64Array(2 * modes.count);
    return {
      observe(s) {
        s.densityModes(modes, 0, phi);
        const scale = 1 / Math.sqrt(normalisation(s, context.kind));
        for (let i = 0; i < phi.length; i++) phi[i] *= scale;
        own.add(phi);
      },
      save: () => own.save(),
      merge(other) {
        BilinearSeries.evaluate(other, forms, history.levels).forEach(({ samples, component }, level) => {
          average.add(level, samples, component);
        });
      },
      curves() {
        const { quantity, lag, mean, error, notes } = average.result(context.sample);
        const part = (of: ArrayLike<number>, which: 0 | 1): Float64Array => {
          return Float64Array.from(Array.from(of).filter((_, row) => quantity[row] % 2 === which));
        };
        const pair = part(quantity, 0).map((q) => q / 2);
        const names = chosen.vectors.map((n, a) => `${a + 1}: n = (${n.join(', ')})`).join('; ');
        return [
          {
            name: 'time-correlation',
            notes: [
              `C = Re and im = Im of <phi_a(t) phi_b(0)*>/${context.kind === 'density' ? 'N' : 'V'}; t is the lag; mean ${context.mean}`,
              `a and b: ${names}`,
              ...notes,
            ],
            keys: [
              { name: 'a', label: 'a', values: pair.map((p) => Math.floor(p / count) + 1) },
              { name: 'b', label: 'b', values: pair.map((p) => (p % count) + 1) },
              { name: 't', label: 't', values: part(lag, 0).map((n) => n * context.sample) },
            ],
            value: { name: 'C', label: 'Re C(t)', values: part(mean, 0) },
            error: { name: 'stderr', label: 'stderr', values: part(error, 0) },
            beside: [
              { name: 'im', label: 'Im C(t)', values: part(mean, 1) },
              { name: 'im-stderr', label: 'stderr', values: part(error, 1) },
            ],
          },
        ];
      },
    };
  },
});

/** Real and imaginary part of φ_a φ_b*. */
function product({ members, signs }: ReturnType<typeof chosenModes>, a: number, b: number): readonly BilinearForm[] {
  const [re, im] = [2 * members[a], 2 * members[a] + 1];
  const [re0, im0] = [2 * members[b], 2 * members[b] + 1];
  return [
    { later: Int32Array.of(re, im), earlier: Int32Array.of(re0, im0), weight: Float64Array.of(1, signs[a] * signs[b]) },
    { later: Int32Array.of(im, re), earlier: Int32Array.of(re0, im0), weight: Float64Array.of(signs[a], -signs[b]) },
  ];
}
