import { define } from '../../core/define.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';
import { GroupedJackknife } from '../statistics.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { particleEnergy } from './particle-energy.ts';

/**
 * Of a field: free energy F and pressure against time, averaged over replicas. Of particles: energy and pressure against
 * time and averaged over it, see particle-energy.ts.
 */
export const energy = define<Record<never, never>, Observable, ObservableContext>({
  summary: 'field: F(t), pressure(t); particles: u, Z, pressure, configurational temperature',
  parameters: {},
  create: (_values, context) => {
    if (context.kT !== undefined) return particleEnergy(context, context.kT);
    const own: { t: number[]; values: number[] } = { t: [], values: [] };
    let times: readonly number[] = [];
    let average: GroupedJackknife | undefined;
    return {
      observe(s) {
        if (s.energy === undefined || s.pressure === undefined) throw new RangeError('this source knows no energy');
        own.t.push(s.time);
        own.values.push(s.energy(), s.pressure());
      },
      save: (): Saved => ({ t: Float64Array.from(own.t), values: Float64Array.from(own.values) }),
      merge(other) {
        const data = new SavedReader(other);
        const values = data.floats('values');
        if (average === undefined) {
          average = new GroupedJackknife(values.length);
          times = [...data.floats('t')];
        }
        // a replica that stopped early has fewer rows and is left out
        if (data.floats('t').length >= times.length) average.add(values);
      },
      curves() {
        const length = 2 * times.length;
        const result = average?.evaluate(length, (means, out) => out.set(means.subarray(0, length)));
        const every = (values: Float64Array | undefined, offset: number): Float64Array => {
          return Float64Array.from(times, (_, i) => values?.[2 * i + offset] ?? Number.NaN);
        };
        return [
          {
            name: 'energy',
            notes: [
              'F: free energy of the whole box; pressure: -dF/dV at fixed N by uniform scaling, external terms left out',
              `average over ${average?.count ?? 0} replicas`,
            ],
            keys: [{ name: 't', label: 't', values: Float64Array.from(times) }],
            value: { name: 'F', label: 'F', values: every(result?.value, 0) },
            error: { name: 'stderr', label: 'stderr', values: every(result?.error, 0) },
            beside: [
              { name: 'pressure', label: 'P', values: every(result?.value, 1) },
              { name: 'pressure-stderr', label: 'stderr', values: every(result?.error, 1) },
            ],
          },
        ];
      },
    };
  },
});
