import type { Curve } from '../../core/curve.ts';
import { define } from '../../core/define.ts';
import type { Saved } from '../../core/saved.ts';
import { BlockSeries, GroupedJackknife, ReplicaAverage } from '../statistics.ts';
import { bandLimited } from './band-limited.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { savedRows } from './quadratic-series.ts';

/** ⟨ρ(x)⟩ in every cell: over time, or over replicas at given times. */
export const densityProfile = define<Record<never, never>, Observable, ObservableContext>({
  summary: '⟨ρ(x)⟩ in every cell, over time or over replicas at given times',
  parameters: {},
  create: (_values, context) => (context.average === 'time' ? overTime(context) : overReplicas(context)),
});

function overTime(context: ObservableContext): Observable {
  const { size } = context.fft.grid;
  const density = bandLimited(context.fft, context.modes);
  const own = new BlockSeries(size, 32);
  const average = new ReplicaAverage(size);
  return {
    observe: (s) => own.add(density(s)),
    save: () => own.save(),
    merge(other) {
      const series = BlockSeries.restore(other);
      if (series.samples > 0) average.add((i) => series.evaluate(i));
    },
    curves() {
      const { mean, error } = average.result();
      return [table(context, ['average over time: no t'], [Number.NaN], [mean], [error])];
    },
  };
}

function overReplicas(context: ObservableContext): Observable {
  const { size } = context.fft.grid;
  const density = bandLimited(context.fft, context.modes);
  const rows: Float64Array[] = [];
  const groups = Math.max(8, Math.min(64, Math.floor(4e6 / size)));
  const ensembles = context.times.map(() => new GroupedJackknife(size, groups));
  return {
    observe(s) {
      rows.push(density(s).slice());
    },
    save: (): Saved => ({ rows }),
    merge(other) {
      savedRows(other).forEach((row, i) => {
        ensembles[i].add(row);
      });
    },
    curves() {
      const estimates = ensembles.map((e) => e.evaluate(size, (means, out) => out.set(means)));
      const note = `average over ${ensembles[0]?.count ?? 0} replicas at each time`;
      const values = estimates.map((e) => e.value);
      const errors = estimates.map((e) => e.error);
      return [table(context, [note], context.times, values, errors)];
    },
  };
}

function table(
  context: ObservableContext,
  notes: readonly string[],
  times: readonly number[],
  values: readonly Float64Array[],
  errors: readonly Float64Array[],
): Curve {
  const { grid } = context.fft;
  const join = (pick: (t: number, cell: number) => number): Float64Array => {
    return Float64Array.from({ length: times.length * grid.size }, (_, i) => {
      return pick(Math.floor(i / grid.size), i % grid.size);
    });
  };
  return {
    name: 'density-profile',
    notes: ['density at the cells, band-limited to the resolved modes', ...notes],
    keys: [
      { name: 't', label: 't', values: join((t) => times[t]) },
      ...grid.lengths.map((_, a) => {
        const name = ['x', 'y', 'z'][a];
        return { name, label: name, values: join((_t, cell) => grid.position(cell, a)) };
      }),
    ],
    value: { name: 'rho', label: 'ρ', values: join((t, cell) => values[t][cell]) },
    error: { name: 'stderr', label: 'stderr', values: join((t, cell) => errors[t][cell]) },
    beside: [],
  };
}
