import type { BlockedMean } from './block-series.ts';

/** Result of an average over independent replicas, [length] each. */
export interface ReplicaResult {
  readonly replicas: number;
  readonly mean: Float64Array;
  /** Error from the blocked errors of the replicas. */
  readonly blocked: Float64Array;
  /** Error from the scatter between replicas; NaN for one replica. */
  readonly across: Float64Array;
  /** Mean statistical inefficiency. */
  readonly inefficiency: Float64Array;
  /** Components whose series were too short for their correlation time in at least one replica in four: errors too small. */
  readonly unreliable: number;
  /** The error to print: across replicas when there are 8 or more, else blocked. */
  readonly error: Float64Array;
}

/** Averages one blocked vector per replica; equal weights, sums in the order of the calls. */
export class ReplicaAverage {
  readonly #mean: Float64Array;
  readonly #scatter: Float64Array;
  readonly #squared: Float64Array;
  readonly #inefficiency: Float64Array;
  readonly #short: Float64Array;
  #replicas = 0;

  constructor(length: number) {
    this.#mean = new Float64Array(length);
    this.#scatter = new Float64Array(length);
    this.#squared = new Float64Array(length);
    this.#inefficiency = new Float64Array(length);
    this.#short = new Float64Array(length);
  }

  add(component: (i: number) => BlockedMean): void {
    this.#replicas++;
    for (let i = 0; i < this.#mean.length; i++) {
      const { mean, error, inefficiency, reliable } = component(i);
      if (!reliable) this.#short[i]++;
      const delta = mean - this.#mean[i];
      this.#mean[i] += delta / this.#replicas;
      this.#scatter[i] += delta * (mean - this.#mean[i]);
      this.#squared[i] += error * error;
      this.#inefficiency[i] += inefficiency;
    }
  }

  result(): ReplicaResult {
    const count = this.#replicas;
    const blocked = this.#squared.map((sum) => Math.sqrt(sum) / count);
    const across = this.#scatter.map((sum) => (count < 2 ? Number.NaN : Math.sqrt(sum / (count - 1) / count)));
    return {
      replicas: count,
      mean: this.#mean.slice(),
      blocked,
      across,
      inefficiency: this.#inefficiency.map((sum) => sum / count),
      unreliable: count >= 8 ? 0 : this.#short.filter((n) => 4 * n >= count).length,
      error: count >= 8 ? across : blocked,
    };
  }
}
