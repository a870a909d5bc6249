/** Lags that look at the same samples. */
export interface LagLevel {
  /** Every how many samples it looks. */
  readonly every: number;
  /** Its lags in looks, ascending. */
  readonly steps: readonly number[];
}

/** Lags one sample apart at first, and looks back that are kept on every level. */
const FINE = 16;

/**
 * The past that time correlations look back on. Logarithmic: lags 0, 1, … 16 samples, then 8 an octave (18, 20, … 32, 36, …);
 * level ℓ looks at every 2^ℓ-th sample and keeps 17 of them, so that memory and cost per sample stay bounded. Samples are
 * never averaged, as multiple-tau correlators do (Ramírez et al., J. Chem. Phys. 133, 154103 (2010)): every lag is exact.
 * Linear: one level that keeps `longest` + 1 samples.
 */
export class MultiTau {
  readonly levels: readonly LagLevel[];
  readonly #rings: Float64Array[][];
  readonly #looks: number[];
  #taken = 0;

  constructor(longest: number, spacing: string) {
    this.levels = spacing === 'linear' ? [{ every: 1, steps: range(0, longest) }] : octaves(longest);
    this.#rings = this.levels.map(() => []);
    this.#looks = this.levels.map(() => 0);
  }

  /** All lags in samples, ascending, level after level. */
  get lags(): readonly number[] {
    return this.levels.flatMap(({ every, steps }) => steps.map((step) => every * step));
  }

  /** Numbers that are kept of the past. */
  get retained(): number {
    return this.#rings.reduce((sum, ring) => sum + ring.reduce((all, slot) => all + slot.length, 0), 0);
  }

  /** Takes one sample, a copy of it; `visit` is called for each level that looks now and has seen its longest lag. */
  add(sample: Float64Array, visit: (level: number) => void): void {
    for (let level = 0; level < this.levels.length; level++) {
      const { every, steps } = this.levels[level];
      if (this.#taken % every !== 0) break;
      const longest = steps[steps.length - 1];
      const ring = this.#rings[level];
      const at = this.#looks[level] % (longest + 1);
      if (ring[at]?.length === sample.length) ring[at].set(sample);
      else ring[at] = sample.slice();
      this.#looks[level]++;
      if (this.#looks[level] > longest) visit(level);
    }
    this.#taken++;
  }

  /** The sample `steps` looks of that level before its newest. */
  back(level: number, steps: number): Float64Array {
    const ring = this.#rings[level];
    return ring[(this.#looks[level] - 1 - steps) % ring.length];
  }
}

function octaves(longest: number): readonly LagLevel[] {
  const levels: LagLevel[] = [{ every: 1, steps: range(0, Math.min(FINE, longest)) }];
  for (let every = 2; (FINE / 2 + 1) * every <= longest; every *= 2) {
    levels.push({ every, steps: range(FINE / 2 + 1, Math.min(FINE, Math.floor(longest / every))) });
  }
  return levels;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
