/** S(k, t) of both sides against k, by time, dark to light, with linear theory of the same times. */
import type { Figure, FigureOptions } from '../figure.ts';
import { palette } from '../palette.ts';
import { keyAxis } from '../value-axis.ts';
import { drawFamilies } from './family.ts';
import type { Sides } from './sides.ts';

export function compareTransients(sides: Sides, options: FigureOptions): Promise<Figure | null> {
  return drawFamilies(sides, options, {
    x: 'k',
    by: 't',
    value: 'S',
    axis: (label, unit, values) => keyAxis(label, unit, values, 'auto'),
    log: 'auto',
    colors: palette.sequence,
  });
}
