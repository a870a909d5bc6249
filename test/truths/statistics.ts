/** A mean over independent replicas with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** Mean and standard error of independent values of equal weight. */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const squares = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0);
  return { mean, error: Math.sqrt(squares / (n - 1) / n) };
}

/** Σ w a / Σ w over the rows that pass. */
export function weighted(
  a: ArrayLike<number>,
  weights: ArrayLike<number>,
  passes: (row: number) => boolean = () => true,
): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if (!passes(i)) continue;
    sum += weights[i] * a[i];
    total += weights[i];
  }
  return sum / total;
}

/**
 * How many standard errors the worst of `count` values may be off for the risk of 4σ at one Gaussian number (Bonferroni),
 * when the errors come from the scatter of `replicas` (Student's t by Wallace's approximation, Ann. Math. Stat. 30, 1124
 * (1959)).
 */
export function corrected(count: number, replicas: number): number {
  const risk = 6.334e-5 / count;
  let z = 4;
  for (let i = 0; i < 40; i++) {
    // 2Φ(−z) in its asymptotic form, accurate to 2e-3 beyond z = 4
    const tail = (Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * z * z) * (1 - 1 / (z * z) + 3 / (z * z * z * z))) / z;
    z += Math.log(tail / risk) / (z + 1 / z);
  }
  const nu = replicas - 1;
  const stretched = (z * (8 * nu + 3)) / (8 * nu + 1);
  return Math.sqrt(nu * Math.expm1((stretched * stretched) / nu));
}

/** Largest |value − target|/error of many rows; NaN errors count as infinitely far. */
export function largestDeviation(
  value: ArrayLike<number>,
  error: ArrayLike<number>,
  target: (row: number) => number,
): number {
  let largest = 0;
  for (let i = 0; i < value.length; i++) {
    const z = Math.abs(value[i] - target(i)) / error[i];
    largest = Number.isNaN(z) ? Number.POSITIVE_INFINITY : Math.max(largest, z);
  }
  return largest;
}
