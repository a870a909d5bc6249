import { besselJ0 } from '../../core/bessel.ts';
import type { Dimension } from '../../core/grid.ts';

/** Six-point Gauss–Legendre rule on [−1, 1] (DLMF table 3.5.3): right half. */
const HALF = [
  [0.23861918608319693, 0.46791393457269104],
  [0.6612093864662645, 0.3607615730481386],
  [0.932469514203152, 0.17132449237917036],
] as const;
const RULE = HALF.flatMap(([x, w]) => [
  [-x, w],
  [x, w],
]);

/**
 * ∫u(|r|) e^{−ik·r} d^d r over from < |r| < to, for u that is smooth there: in panels of kh ≤ 1, where six points are exact to
 * rounding for a cubic u (error 2e-16 (kh)^12 of ∫|u|) and for a power of r if from ≥ 4h. Nothing is adapted, so that no
 * k is worse than its neighbours.
 */
export function shellTransform(u: (r: number) => number, from: number, to: number, k: number, dim: Dimension): number {
  const wave = Math.abs(k);
  const panels = Math.max(1, Math.ceil(wave * (to - from)));
  const half = (0.5 * (to - from)) / panels;
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    for (const [x, w] of RULE) {
      const r = from + (2 * p + 1 + x) * half;
      sum += w * u(r) * shell(wave, r, dim);
    }
  }
  return half * sum;
}

/** ∫e^{−ik·r} over the surface of a sphere of radius r. */
function shell(k: number, r: number, dim: Dimension): number {
  if (dim === 1) return 2 * Math.cos(k * r);
  if (dim === 2) return 2 * Math.PI * r * besselJ0(k * r);
  return 4 * Math.PI * r * (k * r < 1e-9 ? r : Math.sin(k * r) / k);
}
