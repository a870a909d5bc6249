/** S(k): measured shells with error bars, linear theory, and what the integrator must give (dashed); thin line at S = 1. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { partsOf, rowsOf, valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { pooled } from './pooled.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function structureFactor(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { measured, error, theory, predicted } = partsOf(curve);
  const k = column(curve, 'k').values;
  const layers: Layer[] = [];
  const x = keyAxis(labelOf(curve.name, 'k'), unitOf(curve.name, 'k', options.units ?? {}), k, 'auto');
  const points = pooled(measured === undefined ? [] : rowsOf(k, measured, error), x.log === true);
  const band = valuesOf(curve, 'theory-stderr');
  if (theory !== undefined && band !== undefined) {
    layers.push({ mark: 'band', rows: rowsOf(k, theory, band), color: palette.theory, label: 'theory ± 1 s.e.' });
  }
  if (measured !== undefined) {
    layers.push({ mark: 'points', rows: points.rows, color: palette.data, label: 'measured (±1 s.e.)' });
  }
  if (theory !== undefined) {
    layers.push({ mark: 'line', rows: rowsOf(k, theory), color: palette.theory, label: 'linear theory' });
  }
  if (predicted !== undefined) {
    const look = { color: palette.predicted, dash: [6, 4], width: 1.75 };
    layers.push({ mark: 'line', rows: rowsOf(k, predicted), label: 'predicted (scheme)', ...look });
  }
  if (layers.length === 0) return null;
  const y = valueAxis(labelOf(curve.name, 'S'), undefined, layers, { log: 'auto' });
  return finish(curve.name, plot([{ x, y, layers, level: 1 }], options.title, [options.subtitle, points.note]));
}
