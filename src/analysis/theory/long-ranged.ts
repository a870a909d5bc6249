import type { Model } from '../../physics/model.ts';
import { curvatureAt } from './thermodynamics.ts';

/**
 * Whether F″(k → 0) is not F″(0), the value of a neutral background: a potential without range. `largest` is the largest
 * wavenumber of interest, [1/length], 10⁻⁴ of which stands for the limit.
 */
export function isLongRanged(model: Model, rho: number, largest: number): boolean {
  const near = curvatureAt(model, 1e-4 * largest, rho);
  return !(Math.abs(near - curvatureAt(model, 0, rho)) < 0.1 * Math.abs(near));
}
