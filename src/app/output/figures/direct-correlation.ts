/** c(k) with the band of its standard errors, thin line at zero. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf } from './parts.ts';
import { plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function directCorrelation(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  if (!curve.value.values.some(Number.isFinite)) return null;
  const k = column(curve, 'k').values;
  const layers: Layer[] = [
    { mark: 'band', rows: rowsOf(k, curve.value.values, curve.error?.values), color: palette.data, label: '± 1 s.e.' },
    { mark: 'line', rows: rowsOf(k, curve.value.values), color: palette.data, width: 2, label: 'smooth fit' },
  ];
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {});
  const x = keyAxis(labelOf(curve.name, 'k'), unit('k'), k);
  const y = valueAxis(labelOf(curve.name, 'c'), unit('c'), layers, { include: [0] });
  return finish(curve.name, plot([{ x, y, layers, level: 0 }], options.title, [options.subtitle]));
}
