/** An estimate with its standard error, [length] each. */
export interface Estimate {
  readonly value: Float64Array;
  readonly error: Float64Array;
}

/**
 * Averages over replicas of any smooth function of means: the replicas are dealt into at most `groups` groups and one
 * group at a time is left out. Groups of unequal size are weighted (Busing, Meijer & van der Leeden, Stat. Comput. 9, 3
 * (1999)); the estimate is corrected for its bias of order 1/R.
 */
export class GroupedJackknife {
  readonly #length: number;
  readonly #groups: number;
  readonly #sums: Float64Array;
  readonly #sizes: Int32Array;
  #count = 0;

  constructor(length: number, groups = 64) {
    this.#length = length;
    this.#groups = groups;
    this.#sums = new Float64Array(length * groups);
    this.#sizes = new Int32Array(groups);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds one replica's values, [length]. */
  add(values: Float64Array): void {
    const group = this.#count % this.#groups;
    for (let i = 0; i < this.#length; i++) this.#sums[group * this.#length + i] += values[i];
    this.#sizes[group]++;
    this.#count++;
  }

  /** The function `statistic` of the means, [length] → [outputs]; errors are NaN for one replica. */
  evaluate(outputs: number, statistic: (means: Float64Array, out: Float64Array) => void): Estimate {
    const total = new Float64Array(this.#length);
    const used = Math.min(this.#groups, this.#count);
    for (let g = 0; g < used; g++) {
      for (let i = 0; i < this.#length; i++) total[i] += this.#sums[g * this.#length + i];
    }
    const whole = new Float64Array(outputs);
    statistic(
      total.map((sum) => sum / this.#count),
      whole,
    );
    if (used < 2) return { value: whole, error: new Float64Array(outputs).fill(Number.NaN) };
    const pseudo: { readonly h: number; readonly values: Float64Array }[] = [];
    for (let g = 0; g < used; g++) {
      const rest = this.#count - this.#sizes[g];
      const h = this.#count / this.#sizes[g];
      const values = new Float64Array(outputs);
      statistic(
        total.map((sum, i) => (sum - this.#sums[g * this.#length + i]) / rest),
        values,
      );
      pseudo.push({ h, values: values.map((left, i) => h * whole[i] - (h - 1) * left) });
    }
    const value = new Float64Array(outputs);
    const error = new Float64Array(outputs);
    for (const { h, values } of pseudo) for (let i = 0; i < outputs; i++) value[i] += values[i] / h;
    for (const { h, values } of pseudo) {
      for (let i = 0; i < outputs; i++) error[i] += (values[i] - value[i]) ** 2 / (h - 1) / used;
    }
    return { value, error: error.map((squared) => Math.sqrt(squared)) };
  }
}
