/** One look at the data. */
export interface Look {
  /** 1, 2, 3, … */
  readonly number: number;
  /** Length of the run at which it is taken. */
  readonly length: number;
  /** Error probability that it may spend. */
  readonly alpha: number;
}

/**
 * When to look: at lengths T, 2T, 4T, … up to `budget`, the j-th time with error probability α/2^j, so that all looks together
 * stay within α, however they depend on each other. Looking after every sample until two curves agree would make any two agree.
 * At least one look.
 */
export function looks(first: number, budget: number, alpha: number): readonly Look[] {
  if (!(first > 0)) throw new RangeError(`the first look needs a length above 0, got ${first}`);
  const out: Look[] = [];
  for (let [number, length, part] = [1, first, alpha / 2]; number === 1 || length <= budget * (1 + 1e-12); ) {
    out.push({ number, length, alpha: part });
    [number, length, part] = [number + 1, 2 * length, part / 2];
  }
  return out;
}
