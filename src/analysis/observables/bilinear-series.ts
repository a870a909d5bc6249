import { type Saved, SavedReader } from '../../core/saved.ts';
import { type BlockedMean, BlockSeries, meanCovariance } from '../statistics.ts';
import type { LagLevel, MultiTau } from './multi-tau.ts';

/** Σ w x_i(t₀ + t) x_j(t₀), i in `later`, j in `earlier`: one term per place of the lists. */
export interface BilinearForm {
  readonly later: Int32Array;
  readonly earlier: Int32Array;
  readonly weight: Float64Array;
}

/** One level of what a replica has saved. */
export interface BilinearLevel {
  readonly samples: number;
  /** Value and error of form and step, [forms*steps]. */
  readonly component: (i: number) => BlockedMean;
}

/**
 * Time correlations ⟨Σ w x_i(t₀ + t) x_j(t₀)⟩ of a real vector x in one replica, with the means kept or subtracted: then
 * ⟨xy⟩ − x̄ȳ, each mean over the very samples that enter the product, corrected for their covariance. Subtracted series are
 * shifted by a first guess of the mean, which leaves the value as it is and keeps large means out of the errors (what the
 * guess is off by makes them too large, by 8 to 15 % in tests).
 */
export class BilinearSeries {
  readonly #forms: readonly BilinearForm[];
  readonly #history: MultiTau;
  readonly #subtract: boolean;
  /** Per level a row: products [forms*steps] and, when means are subtracted, x(t₀ + t) [components]. */
  readonly #series: readonly BlockSeries[];
  readonly #rows: readonly Float64Array[];
  /** Sums of x(t₀), [steps*components]. */
  readonly #sums: readonly Float64Array[];
  readonly #shift: Float64Array[] = [];
  readonly #components: number;
  /** Sum of all samples, [components]. */
  readonly #total: Float64Array;
  #taken = 0;

  constructor(forms: readonly BilinearForm[], components: number, history: MultiTau, subtract: boolean) {
    this.#forms = forms;
    this.#history = history;
    this.#subtract = subtract;
    this.#components = components;
    this.#total = new Float64Array(components);
    const extra = subtract ? components : 0;
    this.#rows = history.levels.map(({ steps }) => new Float64Array(forms.length * steps.length + extra));
    this.#sums = history.levels.map(({ steps }) => new Float64Array(steps.length * extra));
    this.#series = this.#rows.map((row) => new BlockSeries(row.length, subtract ? 64 : 128));
  }

  /** Takes one sample of x, [components]. */
  add(x: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.#total[i] += x[i];
    this.#taken++;
    this.#history.add(x, this.#take);
  }

  save(): Saved {
    return {
      levels: this.#series.map((series, level) => ({ series: series.save(), sums: this.#sums[level].slice() })),
    };
  }

  /** What a replica has saved, level by level. */
  static evaluate(saved: Saved, forms: readonly BilinearForm[], levels: readonly LagLevel[]): readonly BilinearLevel[] {
    return new SavedReader(saved).records('levels').map((record, level) => {
      const data = new SavedReader(record);
      const series = BlockSeries.restore(data.record('series'));
      const sums = data.floats('sums');
      const subtract = sums.length > 0 && series.samples > 0;
      const component = subtract ? centred(series, sums, forms, levels[level].steps.length) : undefined;
      return { samples: series.samples, component: component ?? ((i) => series.evaluate(i)) };
    });
  }

  #take = (level: number): void => {
    const { steps } = this.#history.levels[level];
    const row = this.#rows[level];
    const count = this.#components;
    this.#shift[level] ??= this.#guess();
    const shift = this.#shift[level];
    const x = this.#history.back(level, 0);
    for (let s = 0; s < steps.length; s++) {
      const y = this.#history.back(level, steps[s]);
      for (let f = 0; f < this.#forms.length; f++) {
        const { later, earlier, weight } = this.#forms[f];
        let sum = 0;
        for (let p = 0; p < later.length; p++) {
          const [i, j] = [later[p], earlier[p]];
          sum += weight[p] * (x[i] - shift[i]) * (y[j] - shift[j]);
        }
        row[f * steps.length + s] = sum;
      }
      if (this.#subtract) for (let i = 0; i < count; i++) this.#sums[level][s * count + i] += y[i] - shift[i];
    }
    if (this.#subtract) {
      const offset = this.#forms.length * steps.length;
      for (let i = 0; i < count; i++) row[offset + i] = x[i] - shift[i];
    }
    this.#series[level].add(row);
  };

  /** The mean of all samples so far; nothing where means are kept. */
  #guess(): Float64Array {
    return this.#total.map((sum) => (this.#subtract ? sum / this.#taken : 0));
  }
}

/** ⟨xy⟩ − x̄ȳ of one level. */
function centred(
  series: BlockSeries,
  sums: Float64Array,
  forms: readonly BilinearForm[],
  steps: number,
): (index: number) => BlockedMean {
  const means = series.means();
  const offset = forms.length * steps;
  const count = series.length - offset;
  const blocks = Array.from({ length: count }, (_, i) => series.blockMeans(offset + i));
  const variances = Array.from({ length: count }, (_, i) => series.variance(offset + i));
  return (index) => {
    const { later, earlier, weight } = forms[Math.floor(index / steps)];
    const lag = index % steps;
    const linear = series.blockMeans(index);
    let product = 0;
    let single = 0;
    for (let p = 0; p < later.length; p++) {
      const [i, j, w] = [later[p], earlier[p], weight[p]];
      const [a, b] = [means[offset + i], sums[lag * count + j] / series.samples];
      // x̄ȳ of a finite series is off by the covariance of the means
      product += w * (a * b - meanCovariance(blocks[i], blocks[j]));
      // d(q − x̄ȳ) = dq − ȳ dx̄ − x̄ dȳ: the error from its linear form, block by block
      for (let n = 0; n < linear.length; n++) linear[n] -= w * (b * blocks[i][n] + a * blocks[j][n]);
      single += w * w * variances[i] * variances[j];
    }
    const mean = means[index] - product;
    // Wick's theorem for the variance of one product, all terms of the form alike
    return series.evaluateBlocks(mean, linear, single + (mean * mean) / later.length);
  };
}
