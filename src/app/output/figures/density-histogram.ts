/** P(ρ): the distribution of the density of a cell, points with error bars; logarithmic when it spans decades. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { partsOf, rowsOf } from './parts.ts';
import { plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function densityHistogram(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { measured, error } = partsOf(curve);
  if (measured === undefined) return null;
  const rho = column(curve, 'rho').values;
  const rows = rowsOf(rho, measured, error);
  const layers: Layer[] = [
    { mark: 'line', rows: rows.map(({ x, y }) => ({ x, y })), color: palette.data, width: 1 },
    { mark: 'points', rows, color: palette.data },
  ];
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {});
  const x = keyAxis(labelOf(curve.name, 'rho'), unit('rho'), rho);
  const y = valueAxis(labelOf(curve.name, 'P'), unit('P'), layers, { log: 'auto' });
  return finish(curve.name, plot([{ x, y, layers }], options.title, [options.subtitle]));
}
