/** F(k, t) against the lag t: one series per wavenumber, theory in the same colour; logarithmic while all is positive. */
import type { Curve } from '../../../core/curve.ts';
import { drawFamily } from './family.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { palette } from './palette.ts';

export function intermediateScattering(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const colors = (count: number) => (count <= palette.distinct.length ? palette.distinct : palette.sequence(count));
  return drawFamily(curve, options, { x: 't', by: 'k', value: 'F', colors });
}
