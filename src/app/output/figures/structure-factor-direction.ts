/** Anisotropy of S(k) by shell: Q and R, 0 where S depends on |k| alone. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function structureFactorDirection(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const k = column(curve, 'k').values;
  const parts = [
    ['Q', 'stderr', palette.distinct[0]],
    ['R', 'R-stderr', palette.distinct[1]],
  ] as const;
  const layers = parts.flatMap(([name, error, color]): Layer[] => {
    const values = valuesOf(curve, name);
    if (values === undefined) return [];
    const rows = rowsOf(k, values, valuesOf(curve, error)).filter(({ y }) => Number.isFinite(y));
    return [{ mark: 'points', rows, color, label: labelOf(curve.name, name) }];
  });
  if (layers.length === 0) return null;
  const x = keyAxis(labelOf(curve.name, 'k'), unitOf(curve.name, 'k', options.units ?? {}), k, 'auto');
  const y = valueAxis('anisotropy of S(k)', undefined, layers, {});
  return finish(curve.name, plot([{ x, y, layers, level: 0 }], options.title, [options.subtitle]));
}
