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

export function exponentialCoefficients(sde: SemilinearSde, dt: number): ExponentialCoefficients {
  const count = sde.linear.length;
  const out = {
    decay: new Float64Array(count),
    first: new Float64Array(count),
    second: new Float64Array(count),
    filter: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const x = sde.linear[i] * dt;
    out.decay[i] = Math.exp(-x);
    out.first[i] = dt * phi1(x);
    out.second[i] = dt * phi2(x);
    out.filter[i] = Math.sqrt(dt * phi1(2 * x));
  }
  return out;
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
