/** F(k, t) of both sides against the lag t > 0 on a logarithmic axis, by k, with linear theory. */
import { logDomain } from '../domain.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { palette } from '../palette.ts';
import { drawFamilies } from './family.ts';
import type { Sides } from './sides.ts';

export function compareScattering(sides: Sides, options: FigureOptions): Promise<Figure | null> {
  return drawFamilies(sides, options, {
    x: 't',
    by: 'k',
    value: 'F',
    axis: (label, unit, values) => ({ label, unit, log: true, domain: logDomain(values) }),
    log: 'auto',
    colors: palette.sequence,
  });
}
