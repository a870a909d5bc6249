import { type BlockedMean, ReplicaAverage } from '../statistics.ts';
import type { LagLevel } from './multi-tau.ts';
import { tooShort } from './observable.ts';

/** Time correlations averaged over replicas, quantity after quantity and ascending lags within, [rows]. */
export interface LagResult {
  readonly quantity: Int32Array;
  /** In samples. */
  readonly lag: Int32Array;
  readonly mean: Float64Array;
  readonly error: Float64Array;
  readonly notes: readonly string[];
}

/**
 * Joins replicas level by level, since a short replica reaches the short lags only. Lags that none has reached are left out.
 */
export class LagAverage {
  readonly #levels: readonly LagLevel[];
  readonly #quantities: number;
  readonly #averages: readonly ReplicaAverage[];
  readonly #origins: number[];

  constructor(levels: readonly LagLevel[], quantities: number) {
    this.#levels = levels;
    this.#quantities = quantities;
    this.#averages = levels.map(({ steps }) => new ReplicaAverage(quantities * steps.length));
    this.#origins = levels.map(() => 0);
  }

  /** One replica's values of one level, [quantities*steps], from `samples` time origins. */
  add(level: number, samples: number, component: (i: number) => BlockedMean): void {
    if (samples === 0) return;
    this.#origins[level] = samples;
    this.#averages[level].add(component);
  }

  result(sample: number): LagResult {
    const reached = this.#levels.map((_, level) => level).filter((level) => this.#origins[level] > 0);
    const results = this.#averages.map((average) => average.result());
    const rows = Array.from({ length: this.#quantities }, (_, quantity) =>
      reached.flatMap((level) => {
        const { every, steps } = this.#levels[level];
        const { mean, error } = results[level];
        return steps.map((step, i) => {
          const at = quantity * steps.length + i;
          return { quantity, lag: every * step, mean: mean[at], error: error[at] };
        });
      }),
    ).flat();
    const unreliable = reached.reduce((sum, level) => sum + results[level].unreliable, 0);
    return {
      quantity: Int32Array.from(rows, (row) => row.quantity),
      lag: Int32Array.from(rows, (row) => row.lag),
      mean: Float64Array.from(rows, (row) => row.mean),
      error: Float64Array.from(rows, (row) => row.error),
      notes: [
        `replicas ${results[0].replicas}, time origins of each ${this.#origins[0]}, every ${sample}`,
        ...this.#coarse(reached, sample),
        ...tooShort(unreliable, rows.length),
      ],
    };
  }

  /** What the levels above the first look at. */
  #coarse(reached: readonly number[], sample: number): readonly string[] {
    if (this.#levels.length === 1) return [];
    const { steps } = this.#levels[0];
    const longest = reached.slice(1).map((level) => {
      const { every, steps: own } = this.#levels[level];
      return `${every * own[own.length - 1]} (${this.#origins[level]}, every ${every * sample})`;
    });
    const rest = longest.length === 0 ? '' : `, then to ${longest.join(', ')}`;
    return [
      `spacing logarithmic: lags to ${steps[steps.length - 1]} samples one by one${rest}: longest lag of an octave in samples (its time origins in each replica and how far they are apart)`,
    ];
  }
}
