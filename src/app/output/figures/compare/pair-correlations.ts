/**
 * g(r) of both sides, each from the modes of the field's grid, hence of one resolution ℓ = π/K_c; g(r) by counting pairs as a
 * thin line. What lies below the resolution is shaded.
 */
import { type Curve, column } from '../../../../core/curve.ts';
import { labelOf } from '../../labels.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import type { Layer } from '../layer.ts';
import { palette } from '../palette.ts';
import { partsOf, rowsOf } from '../parts.ts';
import { drawPoints } from './points.ts';
import type { Sides } from './sides.ts';

interface Data extends Sides {
  /** By counting pairs of particles: at full resolution. */
  readonly counted?: Curve;
  /** Least compared r. */
  readonly rmin?: number;
}

export function comparePairCorrelations(
  { field, particles, counted, rmin = 0 }: Data,
  options: FigureOptions,
): Promise<Figure | null> {
  const g = counted === undefined ? undefined : partsOf(counted).measured;
  const lines: Layer[] =
    counted === undefined || g === undefined
      ? []
      : [
          {
            mark: 'line',
            rows: rowsOf(column(counted, 'r').values, g),
            color: palette.theory,
            width: 1,
            label: labelOf('compare', 'counted'),
          },
        ];
  return drawPoints({ field, particles }, options, {
    name: 'pair-correlation',
    key: 'r',
    value: 'g',
    level: 1,
    beside: [Number.NEGATIVE_INFINITY, rmin],
    lines,
  });
}
