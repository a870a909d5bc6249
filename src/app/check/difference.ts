/** A derivative by differences, with what is known of its error. */
export interface Derivative {
  /** Component by component. */
  readonly value: Float64Array;
  /** Its change by the last extrapolation: an upper estimate of the truncation error, largest component. */
  readonly truncation: number;
  /** Error of `value` per error of one evaluation. */
  readonly amplification: number;
}

/** Step sizes h, h/2, …: the formula has order 2·LEVELS. */
const LEVELS = 5;

/**
 * f′(0) of a function of one variable, [components], by central differences over h, h/2, …, h/2^(levels−1), Richardson-
 * extrapolated: T_ij = T_i,j−1 + (T_i,j−1 − T_i−1,j−1)/(4ʲ − 1). The table is linear in the differences, so that weights are
 * known and errors of f are amplified by Σ|w_i|/h_i at most. f is evaluated at |x| ≤ h.
 */
export function derivative(f: (x: number) => Float64Array, h: number, levels = LEVELS): Derivative {
  const best = weights(levels, levels);
  const before = weights(levels - 1, levels);
  let value = new Float64Array(0);
  let coarse = new Float64Array(0);
  let amplification = 0;
  for (let i = 0; i < levels; i++) {
    const step = h / 2 ** i;
    const [above, below] = [f(step), f(-step)];
    if (i === 0) [value, coarse] = [new Float64Array(above.length), new Float64Array(above.length)];
    for (let j = 0; j < above.length; j++) {
      const slope = (above[j] - below[j]) / (2 * step);
      value[j] += best[i] * slope;
      coarse[j] += before[i] * slope;
    }
    amplification += Math.abs(best[i]) / step;
  }
  const truncation = value.reduce((most, v, j) => Math.max(most, Math.abs(v - coarse[j])), 0);
  return { value, truncation, amplification };
}

/** The same of a function with one component. */
export function slopeOf(f: (x: number) => number, h: number, levels = LEVELS) {
  const { value, ...rest } = derivative((x) => Float64Array.of(f(x)), h, levels);
  return { value: value[0], ...rest };
}

/** Weights of the differences over h, h/2, … in the diagonal element of the first `used` of them. */
function weights(used: number, of: number): readonly number[] {
  return Array.from({ length: of }, (_, unit) => {
    let column: readonly number[] = Array.from({ length: used }, (_row, i) => (i === unit ? 1 : 0));
    for (let j = 1; j < used; j++) {
      column = column.slice(1).map((fine, i) => fine + (fine - column[i]) / (4 ** j - 1));
    }
    return column[0];
  });
}

/** Evaluations that the rounding is measured from. */
const SAMPLES = 9;

/**
 * Standard deviation of the rounding in one evaluation of f, from differences of order 3 to 6 of values at steps so small
 * that the function itself has none (Moré & Wild, SIAM J. Sci. Comput. 33, 1292 (2011)): σ² = ⟨(Δᵏf)²⟩ (k!)²/(2k)!. At least
 * 2⁻⁵³ of the values. @param delta about 1e-8 of the variable's scale
 */
export function roundingOf(f: (x: number) => Float64Array, delta: number): number {
  let rows = Array.from({ length: SAMPLES }, (_, i) => f(i * delta));
  const largest = rows[0].reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  let noise = largest * 2 ** -53;
  let factor = 1;
  for (let k = 1; k <= 6; k++) {
    rows = rows.slice(1).map((row, i) => row.map((v, j) => v - rows[i][j]));
    factor *= (k * k) / (2 * k * (2 * k - 1));
    if (k < 3) continue;
    let sum = 0;
    let count = 0;
    for (const row of rows) for (const v of row) [sum, count] = [sum + v * v, count + 1];
    noise = Math.max(noise, Math.sqrt((factor * sum) / count));
  }
  return noise;
}

/** Standard deviations of the rounding that are allowed: with six differences of a kind, σ itself is known to a factor of two. */
export const SIGMAS = 16;
