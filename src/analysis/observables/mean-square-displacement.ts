import { define } from '../../core/define.ts';
import { particlesOf } from '../../core/modes.ts';
import { LagHistory } from './lag-history.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { overTimeOnly, vectorObservable } from './vector-observable.ts';

const parameters = {
  lags: { type: 'number', integer: true, min: 1, default: 64, doc: 'longest lag in samples' },
} as const;

/**
 * ⟨|x(t₀ + t) − x(t₀)|²⟩ of unwrapped positions over particles and origins: 2dDt for free particles. The scheme of Leimkuhler
 * and Matthews gives 2dD(t − dt/2) there: a constant offset, gone after a few steps.
 */
export const meanSquareDisplacement = define<typeof parameters, Observable, ObservableContext>({
  summary: '⟨|x(t) − x(0)|²⟩ of unwrapped positions (particles)',
  parameters,
  create({ lags }, context) {
    overTimeOnly('mean-square-displacement', context);
    const history = new LagHistory(lags);
    const measurement = {
      length: lags + 1,
      take(source: Parameters<Observable['observe']>[0], out: Float64Array): boolean {
        const { unwrapped } = particlesOf(source);
        const count = unwrapped[0].length;
        const now = history.next(unwrapped.length * count);
        unwrapped.forEach((axis, a) => {
          now.set(axis, a * count);
        });
        if (!history.full) return false;
        for (let lag = 0; lag <= lags; lag++) {
          const then = history.back(lag);
          let sum = 0;
          for (let i = 0; i < now.length; i++) sum += (now[i] - then[i]) * (now[i] - then[i]);
          out[lag] = sum / count;
        }
        return true;
      },
      describe: () => ({
        name: 'mean-square-displacement',
        notes: ['<|x(t) - x(0)|^2> of unwrapped positions, over particles and time origins; t is the lag'],
        keys: [
          { name: 't', label: 't', values: Float64Array.from({ length: lags + 1 }, (_, lag) => lag * context.sample) },
        ],
        value: { name: 'msd', label: '⟨Δr²⟩' },
      }),
    };
    return vectorObservable(measurement, context);
  },
});
