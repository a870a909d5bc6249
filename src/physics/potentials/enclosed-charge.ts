import type { Dimension } from '../../core/grid.ts';

const ROOT = Math.sqrt(Math.PI);
/** 1/Γ(d/2 + 1). */
const FIRST: Readonly<Record<Dimension, number>> = { 1: 2 / ROOT, 2: 1, 3: 4 / (3 * ROOT) };

/**
 * P(d/2, t)/t^{d/2}, t ≥ 0: the part of a Gaussian charge (variance ½ per axis) inside a sphere of radius x = √t, over x^d:
 *   d = 1  erf(x)/x        d = 2  (1 − e^{−t})/t        d = 3  (erf(x) − 2x e^{−t}/√π)/x³
 * t < 4: e^{−t} Σ tⁿ/Γ(d/2 + n + 1) (DLMF 8.7.1), all terms positive. t ≥ 4: as above, with the continued fraction of erfc
 * (DLMF 7.9.1). Relative error below 2e-15 (measured: 9e-16), by exp and sqrt alone.
 */
export function enclosedCharge(t: number, dim: Dimension): number {
  if (t < 4) {
    let term = FIRST[dim];
    let sum = 0;
    for (let n = 1; n < 40; n++) {
      sum += term;
      term *= t / (0.5 * dim + n);
    }
    return Math.exp(-t) * sum;
  }
  if (dim === 2) return (1 - Math.exp(-t)) / t;
  const x = Math.sqrt(t);
  const erf = 1 - complement(x);
  return dim === 1 ? erf / x : (erf - (2 * x * Math.exp(-t)) / ROOT) / (t * x);
}

/** erfc(x) = e^{−x²}/√π · 1/(x + ½/(x + 1/(x + (3/2)/(x + …)))), x ≥ 2. */
function complement(x: number): number {
  let tail = x;
  for (let n = 40; n > 0; n--) tail = x + (0.5 * n) / tail;
  return Math.exp(-x * x) / (ROOT * tail);
}
