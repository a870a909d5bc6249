import { observables } from '../../../src/analysis/observables/index.ts';
import type { Observable, ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { type Curve, column } from '../../../src/core/curve.ts';
import type { ParameterValue } from '../../../src/core/define.ts';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { type DensitySource, type ModeSet, modesWithin } from '../../../src/core/modes.ts';
import type { Gaussians } from '../../../src/core/random.ts';

/** A source whose ρ_k stand in a table, so that any subset of its modes can be asked for. */
export class TableSource implements DensitySource {
  time = 0;
  readonly lengths: readonly number[];
  readonly counts: readonly number[];
  /** ρ_k, [2*modes]. */
  readonly values: Float64Array;
  readonly #place = new Map<string, number>();
  /** Places of the modes of a set that has been asked for, [modes]. */
  readonly #known = new WeakMap<ModeSet, Int32Array>();

  constructor(set: ModeSet, count: number) {
    this.lengths = set.lengths;
    this.counts = [count];
    this.values = new Float64Array(2 * set.count);
    for (let m = 0; m < set.count; m++) this.#place.set(modeKey(set, m), m);
  }

  densityModes(set: ModeSet, _species: number, out: Float64Array): void {
    const places = this.#known.get(set) ?? this.#places(set);
    for (let m = 0; m < set.count; m++) {
      out[2 * m] = this.values[2 * places[m]];
      out[2 * m + 1] = this.values[2 * places[m] + 1];
    }
  }

  #places(set: ModeSet): Int32Array {
    const places = Int32Array.from({ length: set.count }, (_, m) => {
      const place = this.#place.get(modeKey(set, m));
      if (place === undefined) throw new Error(`the table has no mode ${modeKey(set, m)}`);
      return place;
    });
    this.#known.set(set, places);
    return places;
  }
}

export function modeKey(set: ModeSet, m: number): string {
  return set.n.subarray(m * set.dim, (m + 1) * set.dim).join();
}

/** N points thrown uniformly into the box: ρ_k = Σ e^{−ik·x}. */
export function throwPoints(source: TableSource, set: ModeSet, gaussians: Gaussians): void {
  source.values.fill(0);
  const x = new Float64Array(set.dim);
  for (let i = 0; i < source.counts[0]; i++) {
    for (let a = 0; a < set.dim; a++) x[a] = 2 * Math.PI * gaussians.uniform();
    for (let m = 0; m < set.count; m++) {
      let phase = 0;
      for (let a = 0; a < set.dim; a++) phase += set.n[m * set.dim + a] * x[a];
      source.values[2 * m] += Math.cos(phase);
      source.values[2 * m + 1] -= Math.sin(phase);
    }
  }
}

/** The context of a box whose modes |n_a| < cells/3 are resolved. */
export function contextOf(
  lengths: readonly number[],
  cells: readonly number[],
  particles: number,
  more: Partial<ObservableContext> = {},
): ObservableContext {
  const grid = new Grid(lengths, cells);
  return {
    modes: modesWithin(
      lengths,
      cells.map((n) => Math.ceil(n / 3) - 1),
    ),
    fft: createFft(grid),
    kind: 'density',
    sample: 0.3,
    average: 'time',
    times: [],
    mean: 'kept',
    meanDensity: particles / grid.volume,
    deviation: 1,
    ...more,
  };
}

/** The curves of several replicas. */
export function mergedCurves(
  name: string,
  context: ObservableContext,
  parts: readonly Observable[],
  parameters: Readonly<Record<string, ParameterValue>> = {},
): readonly Curve[] {
  const out = observables[name].create(parameters, context);
  for (const part of parts) out.merge(structuredClone(part.save()));
  return out.curves();
}

/** A column by its name as plain numbers. */
export function numbers(curve: Curve, name: string): number[] {
  return [...column(curve, name).values];
}
