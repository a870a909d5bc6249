import { besselJ0, besselJ1 } from '../../../core/bessel.ts';
import type { Dimension } from '../../../core/grid.ts';

/**
 * Fourier transforms of a ball of radius R, B(k) = ∫_{r<R} e^{−ik·r} dᵈr, and of its surface, S(k) = ∂B/∂R; x = kR:
 *   d = 1  B = 2R sin x/x                S = 2 cos x
 *   d = 2  B = 2πR² J1(x)/x              S = 2πR J0(x)
 *   d = 3  B = 4πR³ (sin x − x cos x)/x³  S = 4πR² sin x/x
 * In every dimension k B′ = R S − d B and k S′ = −R k² B. Errors are below 1e-15 of the values at k = 0.
 */
export function ballTransform(k: number, radius: number, dim: Dimension): { ball: number; surface: number } {
  const x = k * radius;
  if (dim === 1) return { ball: 2 * radius * sinc(x), surface: 2 * Math.cos(x) };
  if (dim === 2) {
    const perimeter = 2 * Math.PI * radius;
    return { ball: perimeter * radius * (x === 0 ? 0.5 : besselJ1(x) / x), surface: perimeter * besselJ0(x) };
  }
  const area = 4 * Math.PI * radius * radius;
  return { ball: area * radius * j1OverX(x), surface: area * sinc(x) };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x) / x;
}

/** j1(x)/x = (sin x − x cos x)/x³ = ⅓ Σ (−x²)ⁿ/[2·5 · 4·7 ⋯ 2n(2n + 3)]. */
function j1OverX(x: number): number {
  if (x >= 1) return (Math.sin(x) - x * Math.cos(x)) / (x * x * x);
  let term = 1 / 3;
  let sum = 0;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= -(x * x) / (2 * n * (2 * n + 3));
  }
  return sum;
}
