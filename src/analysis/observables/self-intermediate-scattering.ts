import { define } from '../../core/define.ts';
import { particlesOf } from '../../core/modes.ts';
import { LagHistory } from './lag-history.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { overTimeOnly, vectorObservable } from './vector-observable.ts';

const parameters = {
  k: { type: 'numbers', doc: 'wished wavenumbers; each is served by the nearest shell' },
  lags: { type: 'number', integer: true, min: 1, default: 64, doc: 'longest lag in samples' },
} as const;

/** F_s(k,t) = ⟨cos k·(x(t₀ + t) − x(t₀))⟩ over particles, origins and the modes of a shell: e^{−Dk²t} for free particles. */
export const selfIntermediateScattering = define<typeof parameters, Observable, ObservableContext>({
  summary: 'F_s(k,t) = ⟨e^{−ik·(x(t) − x(0))}⟩, one particle at a time (particles)',
  parameters,
  create({ k, lags }, context) {
    overTimeOnly('self-intermediate-scattering', context);
    const served = [...new Set(k.map((wish) => context.modes.nearestShell(wish)))].sort((a, b) => a - b);
    const modes = context.modes.subset(served);
    const { dim, shells, lengths } = modes;
    const waves = Array.from({ length: modes.count }, (_, m) => {
      return lengths.map((length, a) => (2 * Math.PI * modes.n[m * dim + a]) / length);
    });
    const history = new LagHistory(lags);
    const row = (pick: (shell: number, lag: number) => number): Float64Array =>
      Float64Array.from({ length: shells.length * (lags + 1) }, (_, i) => {
        return pick(Math.floor(i / (lags + 1)), i % (lags + 1));
      });
    const measurement = {
      length: shells.length * (lags + 1),
      take(source: Parameters<Observable['observe']>[0], out: Float64Array): boolean {
        const { unwrapped } = particlesOf(source);
        const count = unwrapped[0].length;
        const now = history.next(dim * count);
        unwrapped.forEach((axis, a) => {
          now.set(axis, a * count);
        });
        if (!history.full) return false;
        shells.forEach(({ members }, shell) => {
          for (let lag = 0; lag <= lags; lag++) {
            const then = history.back(lag);
            let sum = 0;
            for (const m of members) {
              for (let i = 0; i < count; i++) {
                let phase = 0;
                for (let a = 0; a < dim; a++) phase += waves[m][a] * (now[a * count + i] - then[a * count + i]);
                sum += Math.cos(phase);
              }
            }
            out[shell * (lags + 1) + lag] = sum / (members.length * count);
          }
        });
        return true;
      },
      describe: () => ({
        name: 'self-intermediate-scattering',
        notes: [
          'F_s(k,t) = <cos k.(x(t) - x(0))> over particles, time origins and the modes of the shell; t is the lag',
          `asked for k = ${k.join(', ')}; served by the nearest shells k = ${shells.map((s) => s.k).join(', ')}`,
        ],
        keys: [
          { name: 'k', label: 'k', values: row((shell) => shells[shell].k) },
          { name: 't', label: 't', values: row((_shell, lag) => lag * context.sample) },
        ],
        value: { name: 'F', label: 'F_s(k,t)' },
      }),
    };
    return vectorObservable(measurement, context);
  },
});
