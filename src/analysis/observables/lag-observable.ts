import type { Column } from '../../core/curve.ts';
import type { DensitySource } from '../../core/modes.ts';
import { SavedReader } from '../../core/saved.ts';
import { BlockSeries } from '../statistics.ts';
import { LagAverage } from './lag-average.ts';
import type { MultiTau } from './multi-tau.ts';
import type { Observable, ObservableContext } from './observable.ts';

/** A quantity that compares a sample with an earlier one: one curve over (quantity, lag). */
export interface LagMeasurement {
  readonly quantities: number;
  /** What is kept of a sample. */
  read(s: DensitySource): Float64Array;
  /** All quantities between two samples, [quantities]. */
  compare(now: Float64Array, then: Float64Array, out: Float64Array): void;
  readonly name: string;
  readonly notes: readonly string[];
  /** The columns before t. */
  keys(quantity: Int32Array): readonly Column[];
  readonly value: { readonly name: string; readonly label: string };
}

/** The observable of such a quantity, averaged over time origins and replicas. */
export function lagObservable(measurement: LagMeasurement, history: MultiTau, context: ObservableContext): Observable {
  const { quantities } = measurement;
  const { levels } = history;
  const own = levels.map(({ steps }) => new BlockSeries(quantities * steps.length, 64));
  const rows = levels.map(({ steps }) => new Float64Array(quantities * steps.length));
  const average = new LagAverage(levels, quantities);
  const out = new Float64Array(quantities);
  const take = (level: number): void => {
    const { steps } = levels[level];
    const now = history.back(level, 0);
    steps.forEach((step, i) => {
      measurement.compare(now, history.back(level, step), out);
      for (let q = 0; q < quantities; q++) rows[level][q * steps.length + i] = out[q];
    });
    own[level].add(rows[level]);
  };
  return {
    observe: (s) => history.add(measurement.read(s), take),
    save: () => ({ levels: own.map((series) => series.save()) }),
    merge(other) {
      new SavedReader(other).records('levels').forEach((saved, level) => {
        const series = BlockSeries.restore(saved);
        average.add(level, series.samples, (i) => series.evaluate(i));
      });
    },
    curves() {
      const { quantity, lag, mean, error, notes } = average.result(context.sample);
      const t = Float64Array.from(lag, (n) => n * context.sample);
      return [
        {
          name: measurement.name,
          notes: [...measurement.notes, ...notes],
          keys: [...measurement.keys(quantity), { name: 't', label: 't', values: t }],
          value: { ...measurement.value, values: mean },
          error: { name: 'stderr', label: 'stderr', values: error },
          beside: [],
        },
      ];
    },
  };
}
