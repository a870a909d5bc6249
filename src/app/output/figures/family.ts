/** A family of curves: points with error bars for every value of one key, and the theory as lines of the same colours. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { axisTitle } from './axis.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { numberText } from './number-text.ts';
import { palette } from './palette.ts';
import { partsOf, rowsOf } from './parts.ts';
import { plot } from './plot.ts';
import { pooled } from './pooled.ts';
import { seriesOf } from './series.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

interface Family {
  /** Key on the axis and key that tells the series apart. */
  readonly x: string;
  readonly by: string;
  /** Name of the measured column, which heads the axis even where there is only its theory. */
  readonly value: string;
  readonly logX?: 'auto';
  readonly colors: (count: number) => readonly string[];
}

export async function drawFamily(curve: Curve, options: FigureOptions, family: Family): Promise<Figure | null> {
  const { measured, error, theory } = partsOf(curve);
  const values = measured ?? theory;
  if (values === undefined) return null;
  const { shown, note } = seriesOf(curve, family.by, values);
  const colors = family.colors(shown.length);
  const x = column(curve, family.x).values;
  const { units = {} } = options;
  const unit = (name: string) => unitOf(curve.name, name, units);
  const axisX = keyAxis(
    labelOf(curve.name, family.x),
    unit(family.x),
    shown.flatMap((s) => s.indices.map((i) => x[i])),
    family.logX,
  );
  const notes = new Set([options.subtitle, note]);
  const layers = shown.flatMap(({ at, indices }, i): Layer[] => {
    const color = colors[i % colors.length];
    const label = numberText(at);
    const line: Layer = { mark: 'line', rows: rowsOf(x, theory ?? values, undefined, indices), color };
    if (measured === undefined) return [{ ...line, label }];
    const few = pooled(rowsOf(x, measured, error, indices), axisX.log === true);
    notes.add(few.note);
    const points: Layer = { mark: 'points', rows: few.rows, color, label };
    return theory === undefined ? [{ ...line, width: 1 }, points] : [line, points];
  });
  const entry: Layer[] =
    theory !== undefined ? [{ mark: 'line', rows: [], color: palette.theory, label: 'linear theory' }] : [];
  const panel = {
    x: axisX,
    y: valueAxis(labelOf(curve.name, family.value), unit(family.value), layers, { log: 'auto' }),
    layers: [...layers, ...entry],
    legendTitle: axisTitle(labelOf(curve.name, family.by), unit(family.by)),
  };
  return finish(curve.name, plot([panel], options.title, [...notes]));
}
