import { define } from '../../core/define.ts';
import { BilinearSeries } from './bilinear-series.ts';
import { LagAverage } from './lag-average.ts';
import { lagParameters } from './lag-parameters.ts';
import { MultiTau } from './multi-tau.ts';
import { normalisation, type Observable, type ObservableContext } from './observable.ts';
import { servedModes } from './served-modes.ts';
import { overTimeOnly } from './vector-observable.ts';

const parameters = {
  k: { type: 'numbers', doc: 'wished wavenumbers; each is served by the nearest shell' },
  ...lagParameters,
} as const;

/**
 * F(k,t) = ⟨ρ_k(t₀ + t) ρ_−k(t₀)⟩/N, not normalised, F(k,0) = S(k); t is the lag, every multiple of `sample` up to 16 and
 * then 8 an octave, or every one (`spacing: linear`). Free particles: e^{−Dk²t}.
 */
export const intermediateScattering = define<typeof parameters, Observable, ObservableContext>({
  summary: 'F(k,t) = ⟨ρ_k(t) ρ_−k(0)⟩/N at chosen k, logarithmic or linear lags',
  parameters,
  create({ k, lags, spacing }, context) {
    overTimeOnly('intermediate-scattering', context);
    const { modes, note } = servedModes(context.modes, k);
    const { shells } = modes;
    const forms = shells.map(({ members }) => {
      const parts = Int32Array.from([...members].flatMap((m) => [2 * m, 2 * m + 1]));
      return { later: parts, earlier: parts, weight: new Float64Array(parts.length).fill(1 / members.length) };
    });
    const history = new MultiTau(lags, spacing);
    const { levels } = history;
    const own = new BilinearSeries(forms, 2 * modes.count, history, context.mean === 'subtracted');
    const average = new LagAverage(levels, shells.length);
    const rho = new Float64Array(2 * modes.count);
    return {
      observe(s) {
        s.densityModes(modes, 0, rho);
        const scale = 1 / Math.sqrt(normalisation(s, context.kind));
        for (let i = 0; i < rho.length; i++) rho[i] *= scale;
        own.add(rho);
      },
      save: () => own.save(),
      merge(other) {
        BilinearSeries.evaluate(other, forms, levels).forEach(({ samples, component }, level) => {
          average.add(level, samples, component);
        });
      },
      curves() {
        const { quantity, lag, mean, error, notes } = average.result(context.sample);
        return [
          {
            name: 'intermediate-scattering',
            notes: [
              `F(k,t) = <rho_k(t) rho_-k(0)>/${context.kind === 'density' ? 'N' : 'V'}, not normalised; t is the lag; mean ${context.mean}`,
              note,
              ...notes,
            ],
            keys: [
              { name: 'k', label: 'k', values: Float64Array.from(quantity, (shell) => shells[shell].k) },
              { name: 't', label: 't', values: Float64Array.from(lag, (n) => n * context.sample) },
            ],
            value: { name: 'F', label: 'F(k,t)', values: mean },
            error: { name: 'stderr', label: 'stderr', values: error },
            beside: [],
          },
        ];
      },
    };
  },
});
