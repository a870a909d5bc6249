/** ω(k): growth rate of a perturbation (positive: unstable) against the wavenumber, thin line at zero. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function dispersion(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const k = column(curve, 'k').values;
  const branches = [curve.value, ...curve.beside].filter((c) => valuesOf(curve, c.name) !== undefined);
  if (branches.length === 0) return null;
  const layers = branches.map((branch, i): Layer => {
    const label = branches.length > 1 ? branch.label : undefined;
    return { mark: 'line', rows: rowsOf(k, branch.values), color: palette.distinct[i % 6], width: 2, label };
  });
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {});
  const x = keyAxis(labelOf(curve.name, 'k'), unit('k'), k);
  const y = valueAxis(labelOf(curve.name, 'omega'), unit('omega'), layers, { include: [0] });
  return finish(curve.name, plot([{ x, y, layers, level: 0 }], options.title, [options.subtitle]));
}
