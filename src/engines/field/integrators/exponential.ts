import type { SemilinearSde } from '../sde.ts';

/**
 * Coefficients of the exponential schemes for every resolved mode, x = L dt of any sign:
 * E = e^{−x}, φ1 = (1 − e^{−x})/x, φ2 = (e^{−x} − 1 + x)/x², f = √((1 − e^{−2x})/(2L)), the standard deviation that the
 * exact Ornstein–Uhlenbeck filter gives to unit white noise over the step. (Cox & Matthews, J. Comput. Phys. 176, 430
 * (2002), with x → −x; filter: Lord & Rougemont, IMA J. Numer. Anal. 24, 587 (2004).)
 */
export interface ExponentialCoefficients {
  readonly decay: Float64Array;
  /** dt φ1. */
  readonly first: Float64Array;
  /** dt φ2. */
  readonly second: Float64Array;
  readonly filter: Float64Array;
}

/** `order` 1 leaves dt φ2 out. */
export function exponentialCoefficients(sde: SemilinearSde, dt: number, order: 1 | 2 = 2): ExponentialCoefficients {
  const { band, linear } = sde;
  return {
    decay: band.coefficient((i) => Math.exp(-linear[i] * dt)),
    first: band.coefficient((i) => dt * phi1(linear[i] * dt)),
    second: order === 1 ? new Float64Array(0) : band.coefficient((i) => dt * phi2(linear[i] * dt)),
    filter: band.coefficient((i) => Math.sqrt(dt * phi1(2 * linear[i] * dt))),
  };
}

/** (1 − e^{−x})/x, 1 at x = 0. */
export function phi1(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x;
}

/** (e^{−x} − 1 + x)/x², ½ at x = 0; by its Taylor series where the formula would cancel. */
export function phi2(x: number): number {
  if (Math.abs(x) > 0.5) return (Math.expm1(-x) + x) / (x * x);
  let term = 0.5;
  let sum = term;
  for (let n = 3; n < 18; n++) {
    term *= -x / n;
    sum += term;
  }
  return sum;
}
