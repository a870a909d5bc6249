/** Differences of two sides in units of their standard error, (a − b)/√(σ_a² + σ_b²), where both have a value. */
import { type Curve, column } from '../../../../core/curve.ts';
import type { Row } from '../layer.ts';
import { partsOf } from '../parts.ts';
import { matchingRows } from './matching-rows.ts';
import type { Sides } from './sides.ts';

/** Against the key of that name; none without errors. */
export function residuals({ field, particles }: Sides, key: string): readonly Row[] {
  const [a, b] = [partsOf(field), partsOf(particles)];
  const at = (curve: Curve) => column(curve, key).values;
  const rows = matchingRows(at(field), at(particles)).map(([i, j]): Row => {
    const [errorA, errorB] = [a.error?.[i] ?? Number.NaN, b.error?.[j] ?? Number.NaN];
    const difference = (a.measured?.[i] ?? Number.NaN) - (b.measured?.[j] ?? Number.NaN);
    return { x: at(field)[i], y: difference / Math.sqrt(errorA * errorA + errorB * errorB) };
  });
  return rows.filter(({ y }) => Number.isFinite(y));
}
