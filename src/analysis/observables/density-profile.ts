import type { Curve } from '../../core/curve.ts';
import { define } from '../../core/define.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import { BlockSeries, type Estimate, GroupedJackknife, ReplicaAverage } from '../statistics.ts';
import { bandLimited } from './band-limited.ts';
import { normalisation, type Observable, type ObservableContext } from './observable.ts';
import { savedRows } from './quadratic-series.ts';

/** Amplitudes of single modes are written up to this |n_a|. */
const LOWEST = 4;

/**
 * ⟨ρ(x)⟩ in every cell, over time or over replicas at given times, and the amplitudes ⟨ρ_k⟩/N of its lowest modes (over V
 * for an order parameter): cos(k·x) with amplitude A ρ0 has Re ρ_k/N = A/2.
 */
export const densityProfile = define<Record<never, never>, Observable, ObservableContext>({
  summary: '⟨ρ(x)⟩ in every cell, over time or over replicas at given times',
  parameters: {},
  create: (_values, context) => (context.average === 'time' ? overTime(context) : overReplicas(context)),
});

function overTime(context: ObservableContext): Observable {
  const sampler = new Sampler(context);
  const own = new BlockSeries(sampler.row.length, 32);
  const average = new ReplicaAverage(sampler.row.length);
  return {
    observe: (s) => own.add(sampler.take(s)),
    save: () => own.save(),
    merge(other) {
      const series = BlockSeries.restore(other);
      if (series.samples > 0) average.add((i) => series.evaluate(i));
    },
    curves() {
      const { mean, error } = average.result();
      return tables(context, sampler.low, 'average over time: no t', [Number.NaN], [{ value: mean, error }]);
    },
  };
}

function overReplicas(context: ObservableContext): Observable {
  const sampler = new Sampler(context);
  const { length } = sampler.row;
  const rows: Float64Array[] = [];
  const groups = Math.max(8, Math.min(64, Math.floor(4e6 / length)));
  const ensembles = context.times.map(() => new GroupedJackknife(length, groups));
  return {
    observe(s) {
      rows.push(sampler.take(s).slice());
    },
    save: (): Saved => ({ rows }),
    merge(other) {
      savedRows(other).forEach((row, i) => {
        ensembles[i].add(row);
      });
    },
    curves() {
      const estimates = ensembles.map((e) => e.evaluate(length, (means, out) => out.set(means)));
      const note = `average over ${ensembles[0]?.count ?? 0} replicas at each time`;
      return tables(context, sampler.low, note, context.times, estimates);
    },
  };
}

/** One row: the density of every cell, then Re and Im of the lowest modes over N. */
class Sampler {
  readonly low: ModeSet;
  readonly row: Float64Array;
  readonly #density: (s: DensitySource) => Float64Array;
  readonly #modes: Float64Array;
  readonly #context: ObservableContext;

  constructor(context: ObservableContext) {
    this.#context = context;
    this.low = context.modes.select((n) => n.every((value) => Math.abs(value) <= LOWEST));
    this.#density = bandLimited(context.fft, context.modes);
    this.#modes = new Float64Array(2 * this.low.count);
    this.row = new Float64Array(context.fft.grid.size + this.#modes.length);
  }

  take(s: DensitySource): Float64Array {
    this.row.set(this.#density(s));
    s.densityModes(this.low, 0, this.#modes);
    const norm = normalisation(s, this.#context.kind);
    const { size } = this.#context.fft.grid;
    for (let i = 0; i < this.#modes.length; i++) this.row[size + i] = this.#modes[i] / norm;
    return this.row;
  }
}

function tables(
  context: ObservableContext,
  low: ModeSet,
  note: string,
  times: readonly number[],
  estimates: readonly Estimate[],
): readonly Curve[] {
  const { grid } = context.fft;
  const join = (count: number, pick: (t: number, i: number) => number): Float64Array => {
    return Float64Array.from({ length: times.length * count }, (_, i) => pick(Math.floor(i / count), i % count));
  };
  const cells = (pick: (t: number, cell: number) => number): Float64Array => join(grid.size, pick);
  const modes = (pick: (t: number, mode: number) => number): Float64Array => join(low.count, pick);
  const at = (mode: number, part: 0 | 1): number => grid.size + 2 * mode + part;
  return [
    {
      name: 'density-profile',
      notes: ['density at the cells, band-limited to the resolved modes', note],
      keys: [
        { name: 't', label: 't', values: cells((t) => times[t]) },
        ...grid.lengths.map((_, a) => {
          const name = ['x', 'y', 'z'][a];
          return { name, label: name, values: cells((_t, cell) => grid.position(cell, a)) };
        }),
      ],
      value: { name: 'rho', label: 'ρ', values: cells((t, cell) => estimates[t].value[cell]) },
      error: { name: 'stderr', label: 'stderr', values: cells((t, cell) => estimates[t].error[cell]) },
      beside: [],
    },
    {
      name: 'density-profile-modes',
      notes: [
        `amplitudes <rho_k>/${context.kind === 'density' ? 'N' : 'V'} of the lowest modes, k = 2 pi n/L; one of each pair +-n`,
        note,
      ],
      keys: [
        { name: 't', label: 't', values: modes((t) => times[t]) },
        ...grid.lengths.map((_, a) => {
          const name = `n${a + 1}`;
          return { name, label: name, values: modes((_t, m) => low.n[m * low.dim + a]) };
        }),
      ],
      value: { name: 're', label: 'Re ρ_k/N', values: modes((t, m) => estimates[t].value[at(m, 0)]) },
      error: { name: 'stderr', label: 'stderr', values: modes((t, m) => estimates[t].error[at(m, 0)]) },
      beside: [
        { name: 'im', label: 'Im ρ_k/N', values: modes((t, m) => estimates[t].value[at(m, 1)]) },
        { name: 'im-stderr', label: 'stderr', values: modes((t, m) => estimates[t].error[at(m, 1)]) },
      ],
    },
  ];
}
