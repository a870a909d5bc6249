/** Energy against time with its error band; what stands beside it (pressure) in a panel of its own below. */
import { type Column, type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import { type Panel, plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function energy(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { units = {} } = options;
  const t = column(curve, 't').values;
  const x = keyAxis(labelOf(curve.name, 't'), unitOf(curve.name, 't', units), t);
  const panel = ({ name }: Column, error: Float64Array | undefined): Panel[] => {
    const values = valuesOf(curve, name);
    if (values === undefined) return [];
    const rows = rowsOf(t, values, error);
    const layers: Layer[] = [
      { mark: 'band', rows, color: palette.data },
      { mark: 'line', rows, color: palette.data },
    ];
    return [
      { x, y: valueAxis(labelOf(curve.name, name), unitOf(curve.name, name, units), layers), layers, height: 220 },
    ];
  };
  const besides = curve.beside.filter((c) => !c.name.endsWith('-stderr'));
  const panels = [
    ...panel(curve.value, curve.error?.values),
    ...besides.flatMap((c) => panel(c, valuesOf(curve, `${c.name}-stderr`))),
  ];
  return panels.length === 0 ? null : finish(curve.name, plot(panels, options.title, [options.subtitle]));
}
