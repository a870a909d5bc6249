import { type Saved, SavedReader } from '../../core/saved.ts';

/** A mean of a correlated series with what is known of its error. */
export interface BlockedMean {
  readonly mean: number;
  /** Standard error of the mean by blocking; NaN below 4 samples. */
  readonly error: number;
  /** Statistical inefficiency g = 2τ_int/Δ: samples per independent sample. */
  readonly inefficiency: number;
  /** False when the series is too short for its correlation time: the error is a lower bound. */
  readonly reliable: boolean;
}

/**
 * A vector-valued time series in blocks of equal, growing length: when `capacity` blocks are full, neighbours are merged
 * and the block length doubles, so that memory stays bounded and between capacity/2 and capacity blocks remain.
 */
export class BlockSeries {
  readonly length: number;
  readonly #capacity: number;
  /** Sums of the full blocks and, behind them, of the growing one, [capacity*length]. */
  #sums: Float64Array;
  readonly #first: Float64Array;
  readonly #total: Float64Array;
  /** Σ(x − x_first)², for the variance of single samples. */
  readonly #squares: Float64Array;
  #width = 1;
  #full = 0;
  #growing = 0;
  #samples = 0;

  constructor(length: number, capacity = 128) {
    this.length = length;
    this.#capacity = capacity;
    this.#sums = new Float64Array(capacity * length);
    this.#first = new Float64Array(length);
    this.#total = new Float64Array(length);
    this.#squares = new Float64Array(length);
  }

  get samples(): number {
    return this.#samples;
  }

  add(values: Float64Array): void {
    if (this.#samples === 0) this.#first.set(values.subarray(0, this.length));
    const at = this.#full * this.length;
    for (let i = 0; i < this.length; i++) {
      const shifted = values[i] - this.#first[i];
      this.#sums[at + i] += shifted;
      this.#total[i] += shifted;
      this.#squares[i] += shifted * shifted;
    }
    this.#samples++;
    this.#growing++;
    if (this.#growing < this.#width) return;
    this.#growing = 0;
    this.#full++;
    if (this.#full === this.#capacity) this.#mergeBlocks();
  }

  /** Means of all components over all samples, [length]. */
  means(): Float64Array {
    return this.#total.map((sum, i) => this.#first[i] + sum / this.#samples);
  }

  /** Means of component `i` in the full blocks, [blocks]. */
  blockMeans(i: number): Float64Array {
    return Float64Array.from({ length: this.#full }, (_, b) => {
      return this.#first[i] + this.#sums[b * this.length + i] / this.#width;
    });
  }

  /** Variance of single samples of component `i`. */
  variance(i: number): number {
    const n = this.#samples;
    return n < 2 ? Number.NaN : Math.max(this.#squares[i] - (this.#total[i] * this.#total[i]) / n, 0) / (n - 1);
  }

  /** Mean and blocked error of component `i`. */
  evaluate(i: number): BlockedMean {
    return this.evaluateBlocks(this.#first[i] + this.#total[i] / this.#samples, this.blockMeans(i), this.variance(i));
  }

  /**
   * The same for a quantity that was derived from the components block by block. Block length by the criterion
   * B³ > 2n (σ_B/σ_1)⁴ (U. Wolff, Comput. Phys. Commun. 156, 143 (2004); R. M. Lee et al., Phys. Rev. E 83, 066706
   * (2011)) on the blocking of Flyvbjerg & Petersen, J. Chem. Phys. 91, 461 (1989), with at least 8 blocks.
   */
  evaluateBlocks(mean: number, blocks: Float64Array, variance: number): BlockedMean {
    const n = this.#samples;
    const single = variance / n;
    if (n < 4) return { mean, error: Number.NaN, inefficiency: Number.NaN, reliable: false };
    if (single === 0) return { mean, error: 0, inefficiency: 1, reliable: true };
    let level = blocks;
    let width = this.#width;
    let squared = single;
    let reliable = false;
    while (level.length >= 8) {
      squared = varianceOfMean(level);
      const ratio = squared / single;
      reliable = width * width * width > 2 * n * ratio * ratio;
      if (reliable) break;
      level = pairMeans(level);
      width *= 2;
    }
    return { mean, error: Math.sqrt(squared), inefficiency: Math.max(squared / single, 0), reliable };
  }

  save(): Saved {
    return {
      sums: this.#sums.slice(),
      first: this.#first.slice(),
      total: this.#total.slice(),
      squares: this.#squares.slice(),
      capacity: this.#capacity,
      counters: [this.#width, this.#full, this.#growing, this.#samples],
    };
  }

  static restore(saved: Saved): BlockSeries {
    const data = new SavedReader(saved);
    const series = new BlockSeries(data.floats('first').length, data.number('capacity'));
    series.#sums = data.floats('sums').slice();
    series.#first.set(data.floats('first'));
    series.#total.set(data.floats('total'));
    series.#squares.set(data.floats('squares'));
    [series.#width, series.#full, series.#growing, series.#samples] = data.numbers('counters');
    return series;
  }

  #mergeBlocks(): void {
    const { length } = this;
    for (let b = 0; b < this.#capacity / 2; b++) {
      for (let i = 0; i < length; i++) {
        this.#sums[b * length + i] = this.#sums[2 * b * length + i] + this.#sums[(2 * b + 1) * length + i];
      }
    }
    this.#sums.fill(0, (this.#capacity / 2) * length);
    this.#full = this.#capacity / 2;
    this.#width *= 2;
  }
}

function varianceOfMean(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  return values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (n - 1) / n;
}

function pairMeans(values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length >> 1 }, (_, i) => 0.5 * (values[2 * i] + values[2 * i + 1]));
}
