import type { Column, Curve } from '../../core/curve.ts';
import type { DensitySource } from '../../core/modes.ts';
import { BlockSeries, ReplicaAverage } from '../statistics.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';

/** A quantity that is one vector per sample, averaged over time and replicas; rows of a curve. */
export interface VectorMeasurement {
  readonly length: number;
  readonly capacity?: number;
  /** Fills one sample; false while there is none yet (too few lags). */
  take(s: DensitySource, out: Float64Array): boolean;
  /** The curve without its numbers. */
  describe(
    replicas: number,
    samples: number,
  ): {
    readonly name: string;
    readonly notes: readonly string[];
    readonly keys: readonly Column[];
    readonly value: { readonly name: string; readonly label: string };
  };
}

/** The observable of a vector measurement, with blocked and replica errors. */
export function vectorObservable(measurement: VectorMeasurement, context: ObservableContext): Observable {
  const own = new BlockSeries(measurement.length, measurement.capacity ?? 64);
  const average = new ReplicaAverage(measurement.length);
  const row = new Float64Array(measurement.length);
  let samples = 0;
  return {
    observe(s) {
      if (measurement.take(s, row)) own.add(row);
    },
    save: () => own.save(),
    merge(other) {
      const series = BlockSeries.restore(other);
      if (series.samples === 0) return;
      samples = series.samples;
      average.add((i) => series.evaluate(i));
    },
    curves() {
      const { mean, error, replicas, unreliable } = average.result();
      const { name, notes, keys, value } = measurement.describe(replicas, samples);
      const count = `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`;
      const curve: Curve = {
        name,
        notes: [...notes, count, ...tooShort(unreliable, measurement.length)],
        keys,
        value: { ...value, values: mean },
        error: { name: 'stderr', label: 'stderr', values: error },
        beside: [],
      };
      return [curve];
    },
  };
}

/** Only averages over time make sense here. @throws RangeError */
export function overTimeOnly(quantity: string, context: ObservableContext): void {
  if (context.average !== 'time')
    throw new RangeError(`${quantity} is averaged over time; leave out average: replicas`);
}
