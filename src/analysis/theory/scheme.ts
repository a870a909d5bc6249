import type { LinearResponse } from '../../core/scheme.ts';

/**
 * S_scheme/S of the linear problem at x = L dt: 2x g(x)/(1 − R(x)²). NaN where the mode grows or the scheme is unstable.
 * Exponential schemes with the filtered noise give 1 at every x > 0.
 */
export function schemeRatio(response: LinearResponse, x: number): number {
  const factor = response.factor(x);
  return x > 0 && Math.abs(factor) < 1 ? (2 * x * response.noise(x)) / (1 - factor * factor) : Number.NaN;
}
