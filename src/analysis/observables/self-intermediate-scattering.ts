import { define } from '../../core/define.ts';
import { lagObservable } from './lag-observable.ts';
import { lagParameters } from './lag-parameters.ts';
import { MultiTau } from './multi-tau.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { servedModes } from './served-modes.ts';
import { unwrappedPositions } from './unwrapped-positions.ts';
import { overTimeOnly } from './vector-observable.ts';

const parameters = {
  k: { type: 'numbers', doc: 'wished wavenumbers; each is served by the nearest shell' },
  ...lagParameters,
} as const;

/** F_s(k,t) = ⟨cos k·(x(t₀ + t) − x(t₀))⟩ over particles, origins and the modes of a shell: e^{−Dk²t} for free particles. */
export const selfIntermediateScattering = define<typeof parameters, Observable, ObservableContext>({
  summary: 'F_s(k,t) = ⟨e^{−ik·(x(t) − x(0))}⟩, one particle at a time (particles)',
  parameters,
  create({ k, lags, spacing }, context) {
    overTimeOnly('self-intermediate-scattering', context);
    const { modes, note } = servedModes(context.modes, k);
    const { dim, shells, lengths } = modes;
    const waves = Array.from({ length: modes.count }, (_, m) => {
      return lengths.map((length, a) => (2 * Math.PI * modes.n[m * dim + a]) / length);
    });
    const measurement = {
      quantities: shells.length,
      read: unwrappedPositions(),
      compare(now: Float64Array, then: Float64Array, out: Float64Array): void {
        const count = now.length / dim;
        shells.forEach(({ members }, shell) => {
          let sum = 0;
          for (const m of members) {
            for (let i = 0; i < count; i++) {
              let phase = 0;
              for (let a = 0; a < dim; a++) phase += waves[m][a] * (now[a * count + i] - then[a * count + i]);
              sum += Math.cos(phase);
            }
          }
          out[shell] = sum / (members.length * count);
        });
      },
      name: 'self-intermediate-scattering',
      notes: [
        'F_s(k,t) = <cos k.(x(t) - x(0))> over particles, time origins and the modes of the shell; t is the lag',
        note,
      ],
      keys: (shell: Int32Array) => [{ name: 'k', label: 'k', values: Float64Array.from(shell, (s) => shells[s].k) }],
      value: { name: 'F', label: 'F_s(k,t)' },
    };
    return lagObservable(measurement, new MultiTau(lags, spacing), context);
  },
});
