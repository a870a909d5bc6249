import { define } from '../../core/define.ts';
import { ReplicaAverage } from '../statistics.ts';
import { normalisation, type Observable, type ObservableContext, tooShort } from './observable.ts';
import { QuadraticSeries } from './quadratic-series.ts';

const parameters = {
  k: { type: 'numbers', doc: 'wished wavenumbers; each is served by the nearest shell' },
  lags: { type: 'number', integer: true, min: 1, default: 64, doc: 'longest lag in samples' },
} as const;

/**
 * F(k,t) = ⟨ρ_k(t₀ + t) ρ_−k(t₀)⟩/N, not normalised, F(k,0) = S(k); t is the lag, every multiple of `sample` up to `lags`.
 * All lags are averaged over the same origins. Free particles: e^{−Dk²t}.
 */
export const intermediateScattering = define<typeof parameters, Observable, ObservableContext>({
  summary: 'F(k,t) = ⟨ρ_k(t) ρ_−k(0)⟩/N at chosen k, plain lags',
  parameters,
  create({ k, lags }, context) {
    if (context.average !== 'time') {
      throw new RangeError('intermediate-scattering is averaged over time; leave out average: replicas');
    }
    const served = [...new Set(k.map((wish) => context.modes.nearestShell(wish)))].sort((a, b) => a - b);
    const modes = context.modes.subset(served);
    const shells = modes.shells;
    const groups = shells.flatMap((shell) => new Array<Int32Array>(lags + 1).fill(shell.members));
    const layout = {
      groups,
      modes: modes.count,
      subtract: context.mean === 'subtracted',
      scaleOf: (j: number) => j - (j % (lags + 1)),
    };
    const own = new QuadraticSeries(layout);
    const average = new ReplicaAverage(groups.length);
    const history = Array.from({ length: lags + 1 }, () => new Float64Array(2 * modes.count));
    const products = new Float64Array(groups.length);
    let taken = 0;
    let samples = 0;
    return {
      observe(s) {
        const now = history[taken % history.length];
        s.densityModes(modes, 0, now);
        const scale = 1 / Math.sqrt(normalisation(s, context.kind));
        for (let i = 0; i < now.length; i++) now[i] *= scale;
        taken++;
        if (taken <= lags) return;
        let j = 0;
        for (const { members } of shells) {
          for (let lag = 0; lag <= lags; lag++, j++) {
            const then = history[(taken - 1 - lag) % history.length];
            let sum = 0;
            for (const m of members) sum += now[2 * m] * then[2 * m] + now[2 * m + 1] * then[2 * m + 1];
            products[j] = sum / members.length;
          }
        }
        own.add(products, now);
      },
      save: () => own.save(),
      merge(other) {
        const series = QuadraticSeries.restore(layout, other);
        if (series.samples === 0) return;
        samples = series.samples;
        average.add(series.evaluate());
      },
      curves() {
        const { mean, error, replicas, unreliable } = average.result();
        const row = (pick: (shell: number, lag: number) => number): Float64Array =>
          Float64Array.from({ length: groups.length }, (_, i) => pick(Math.floor(i / (lags + 1)), i % (lags + 1)));
        return [
          {
            name: 'intermediate-scattering',
            notes: [
              `F(k,t) = <rho_k(t) rho_-k(0)>/${context.kind === 'density' ? 'N' : 'V'}, not normalised; t is the lag; mean ${context.mean}`,
              `asked for k = ${k.join(', ')}; served by the nearest shells k = ${shells.map((s) => s.k).join(', ')}`,
              `replicas ${replicas}, time origins of each ${samples}, every ${context.sample}`,
              ...tooShort(unreliable, groups.length),
            ],
            keys: [
              { name: 'k', label: 'k', values: row((shell) => shells[shell].k) },
              { name: 't', label: 't', values: row((_shell, lag) => lag * context.sample) },
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
