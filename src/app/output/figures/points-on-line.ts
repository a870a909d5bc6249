/** One measured quantity against one key: points with error bars on a thin line. P(ρ), g(r), mean square displacements. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { partsOf, rowsOf, valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

interface Kind {
  readonly key: string;
  readonly value: string;
  /** A logarithmic axis where the values span decades. */
  readonly log?: 'auto';
  /** Thin horizontal line. */
  readonly level?: number;
  /** Columns that are drawn as lines of reference, dashed. */
  readonly lines?: readonly string[];
}

export function pointsOnLine({ key, value, log, level, lines = [] }: Kind) {
  return async (curve: Curve, options: FigureOptions): Promise<Figure | null> => {
    const { measured, error } = partsOf(curve);
    if (measured === undefined) return null;
    const at = column(curve, key).values;
    const rows = rowsOf(at, measured, error);
    const layers: Layer[] = [
      { mark: 'line', rows: rows.map(({ x, y }) => ({ x, y })), color: palette.data, width: 1 },
      { mark: 'points', rows, color: palette.data, ...(lines.length === 0 ? {} : { label: 'measured (±1 s.e.)' }) },
    ];
    lines.forEach((name, i) => {
      const reference = valuesOf(curve, name);
      if (reference === undefined) return;
      const look = { color: [palette.theory, palette.predicted][i % 2], dash: i === 0 ? [] : [6, 4] };
      layers.push({ mark: 'line', rows: rowsOf(at, reference), label: labelOf(curve.name, name), ...look });
    });
    const unit = (name: string) => unitOf(curve.name, name, options.units ?? {});
    const x = keyAxis(labelOf(curve.name, key), unit(key), at);
    const y = valueAxis(labelOf(curve.name, value), unit(value), layers, log === undefined ? {} : { log });
    const panel = { x, y, layers, ...(level === undefined ? {} : { level }) };
    return finish(curve.name, plot([panel], options.title, [options.subtitle]));
  };
}
