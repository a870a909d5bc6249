import { incompleteBeta } from './incomplete-beta.ts';

/** More degrees of freedom than this make no difference: quantiles below 6 change by less than 1e-5 of themselves. */
const MANY = 1e6;

/** P(|t| > x) of Student's t with `freedom` degrees of freedom (∞: a Gaussian), x ≥ 0. */
export function studentTail(x: number, freedom: number): number {
  const nu = Math.min(freedom, MANY);
  return incompleteBeta(nu / (nu + x * x), nu / 2, 0.5);
}

/** The x with P(|t| > x) = p: intervals of level 1 − p are ± x standard errors. */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1 && freedom > 0)) {
    throw new RangeError(`a quantile needs 0 < p < 1 and freedom > 0, got ${p} and ${freedom}`);
  }
  // ln of the tail is smooth and nearly straight or parabolic: false position, halved where an end stays (Illinois)
  const over = (x: number): number => Math.log(studentTail(x, freedom) / p);
  let [low, high] = [0, 1];
  let [atLow, atHigh] = [-Math.log(p), over(1)];
  while (atHigh > 0) [low, atLow, high, atHigh] = [high, atHigh, 2 * high, over(2 * high)];
  for (let i = 0; i < 200 && high - low > 1e-13 * high && atHigh !== 0; i++) {
    const x = Math.min(Math.max((low * atHigh - high * atLow) / (atHigh - atLow), low), high);
    const value = over(x);
    if (Math.abs(value) < 1e-14) return x;
    if (value > 0) [low, atLow, atHigh] = [x, value, atHigh / 2];
    else [high, atHigh, atLow] = [x, value, atLow / 2];
  }
  return high;
}
