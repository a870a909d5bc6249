/** S(k, t): one series per time, dark to light, with the theory of that time in the same colour. */
import type { Curve } from '../../../core/curve.ts';
import { drawFamily } from './family.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { palette } from './palette.ts';

export function structureFactorTransient(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  return drawFamily(curve, options, { x: 'k', by: 't', value: 'S', logX: 'auto', colors: palette.sequence });
}
