import { define } from '../../core/define.ts';
import { lagObservable } from './lag-observable.ts';
import { lagParameters } from './lag-parameters.ts';
import { MultiTau } from './multi-tau.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { unwrappedPositions } from './unwrapped-positions.ts';
import { overTimeOnly } from './vector-observable.ts';

/**
 * ⟨|x(t₀ + t) − x(t₀)|²⟩ of unwrapped positions over particles and origins: 2dDt for free particles. The scheme of Leimkuhler
 * and Matthews gives 2dD(t − dt/2) there: a constant offset, gone after a few steps.
 */
export const meanSquareDisplacement = define<typeof lagParameters, Observable, ObservableContext>({
  summary: '⟨|x(t) − x(0)|²⟩ of unwrapped positions (particles)',
  parameters: lagParameters,
  create({ lags, spacing }, context) {
    overTimeOnly('mean-square-displacement', context);
    const { dim } = context.modes;
    const measurement = {
      quantities: 1,
      read: unwrappedPositions(),
      compare(now: Float64Array, then: Float64Array, out: Float64Array): void {
        let sum = 0;
        for (let i = 0; i < now.length; i++) sum += (now[i] - then[i]) * (now[i] - then[i]);
        out[0] = (sum * dim) / now.length;
      },
      name: 'mean-square-displacement',
      notes: ['<|x(t) - x(0)|^2> of unwrapped positions, over particles and time origins; t is the lag'],
      keys: () => [],
      value: { name: 'msd', label: '⟨Δr²⟩' },
    };
    return lagObservable(measurement, new MultiTau(lags, spacing), context);
  },
});
