import type { Column, Curve } from '../../core/curve.ts';
import { type DensitySource, particlesOf } from '../../core/modes.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';
import { type BlockedMean, BlockSeries, GroupedJackknife, ReplicaAverage } from '../statistics.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';

/** What one sample holds: u, Z, pressure, Σ|∇U|²/N, Σ∇²U/N. */
const LENGTH = 5;
const [U, Z, PRESSURE, SQUARES, LAPLACIAN] = [0, 1, 2, 3, 4];

/**
 * Energy of particles: u = U/N, Z = PV/(N kT) with the virial pressure, both against time (`energy`) and averaged over time
 * (`energy-mean`), there with the configurational temperature ⟨|∇U|²⟩/⟨∇²U⟩ (Rugh, Phys. Rev. Lett. 78, 772 (1997)), which
 * is kT in equilibrium. What a source does not know (hard rods: the pressure) stays empty.
 */
export function particleEnergy(context: ObservableContext, kT: number): Observable {
  const own = new BlockSeries(LENGTH);
  const row = new Float64Array(LENGTH);
  const samples: number[] = [];
  const times: number[] = [];
  const mean = new ReplicaAverage(4);
  let taken = 0;
  let path: { readonly times: readonly number[]; readonly average: GroupedJackknife } | undefined;
  return {
    observe(s) {
      fill(s, kT, row);
      own.add(row);
      times.push(s.time);
      samples.push(row[U], row[Z], row[PRESSURE]);
    },
    save: (): Saved => ({
      t: Float64Array.from(times),
      values: Float64Array.from(samples),
      series: own.save(),
    }),
    merge(other) {
      const data = new SavedReader(other);
      const series = BlockSeries.restore(data.record('series'));
      if (series.samples === 0) return;
      taken = series.samples;
      const t = data.floats('t');
      path ??= { times: [...t], average: new GroupedJackknife(3 * t.length) };
      // a replica that stopped early has fewer rows and is left out of the path
      if (t.length >= path.times.length) path.average.add(data.floats('values').subarray(0, 3 * path.times.length));
      mean.add((i) => (i < SQUARES ? series.evaluate(i) : temperature(series)));
    },
    curves() {
      if (path === undefined) return [];
      return [overTime(path.times, path.average), averaged(mean, taken, context)];
    },
  };
}

function fill(s: DensitySource, kT: number, row: Float64Array): void {
  const particles = particlesOf(s);
  const count = particles.speciesOf.length;
  const volume = s.lengths.reduce((product, length) => product * length, 1);
  const statistics = particles.forceStatistics?.();
  row[U] = s.energy === undefined ? Number.NaN : s.energy() / count;
  row[PRESSURE] = s.pressure === undefined ? Number.NaN : s.pressure();
  row[Z] = (row[PRESSURE] * volume) / (count * kT);
  row[SQUARES] = statistics === undefined ? Number.NaN : statistics.squares / count;
  row[LAPLACIAN] = statistics === undefined ? Number.NaN : statistics.laplacian / count;
}

/** ⟨|∇U|²⟩/⟨∇²U⟩, its error from the linear form of the ratio, block by block. */
function temperature(series: BlockSeries): BlockedMean {
  const means = series.means();
  const ratio = means[SQUARES] / means[LAPLACIAN];
  const squares = series.blockMeans(SQUARES);
  const laplacian = series.blockMeans(LAPLACIAN);
  const linear = squares.map((value, b) => (value - ratio * laplacian[b]) / means[LAPLACIAN]);
  const variance = (series.variance(SQUARES) + ratio * ratio * series.variance(LAPLACIAN)) / means[LAPLACIAN] ** 2;
  return series.evaluateBlocks(ratio, linear, variance);
}

function overTime(times: readonly number[], average: GroupedJackknife): Curve {
  const { value, error } = average.evaluate(3 * times.length, (means, out) => out.set(means));
  const every = (values: Float64Array, i: number): Float64Array =>
    Float64Array.from(times, (_, t) => values[3 * t + i]);
  return {
    name: 'energy',
    notes: [
      'u: potential energy per particle; Z = P V/(N kT); pressure (N kT + W/d)/V with the virial W of the pair forces, external terms left out',
      `average over ${average.count} replicas at every time; energy-mean.csv has the averages over time`,
    ],
    keys: [column('t', Float64Array.from(times))],
    value: column('u', every(value, U)),
    error: column('stderr', every(error, U)),
    beside: [
      column('Z', every(value, Z)),
      column('Z-stderr', every(error, Z)),
      column('pressure', every(value, PRESSURE)),
      column('pressure-stderr', every(error, PRESSURE)),
    ],
  };
}

function averaged(average: ReplicaAverage, samples: number, context: ObservableContext): Curve {
  const { mean, error, replicas, unreliable } = average.result();
  const one = (values: Float64Array, i: number): Float64Array => values.slice(i, i + 1);
  return {
    name: 'energy-mean',
    notes: [
      'averages over time (t is empty) and replicas; T-conf = <|grad U|^2>/<laplacian U> is kT in equilibrium',
      `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`,
      ...tooShort(unreliable, mean.length),
    ],
    keys: [column('t', Float64Array.of(Number.NaN))],
    value: column('u', one(mean, U)),
    error: column('stderr', one(error, U)),
    beside: [['Z', Z] as const, ['pressure', PRESSURE] as const, ['T-conf', SQUARES] as const].flatMap(([name, i]) => [
      column(name, one(mean, i)),
      column(`${name}-stderr`, one(error, i)),
    ]),
  };
}

function column(name: string, values: Float64Array): Column {
  return { name, label: name, values };
}
