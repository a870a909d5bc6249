/** ρ(x) through a planar interface; its width and tension stand in the notes of the curve. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { numberText } from './number-text.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { spaceOf } from './space.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function planarInterface(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const x = column(curve, 'x').values;
  const { name } = curve.value;
  const values = valuesOf(curve, name);
  if (values === undefined) return null;
  const layers: Layer[] = [{ mark: 'line', rows: rowsOf(x, values), color: palette.data, width: 2 }];
  const unit = (column: string) => unitOf(curve.name, column, options.units ?? {}, spaceOf(curve));
  const guides = [values[0], values[values.length - 1]].map((at) => ({ on: 'y' as const, at, dash: [4, 4] }));
  const panel = {
    x: keyAxis(labelOf(curve.name, 'x'), unit('x'), x),
    y: valueAxis(labelOf(curve.name, name), unit(name), layers),
    layers,
    guides: [...guides, { on: 'x' as const, at: 0 }],
  };
  const read = (pattern: RegExp): string | undefined => {
    const found = curve.notes.map((note) => pattern.exec(note)).find((match) => match !== null)?.[1];
    return found === undefined ? undefined : numberText(Number(Number(found).toPrecision(5)));
  };
  const [width, tension] = [read(/xi of tanh\(x\/xi\): ([\d.e+-]+)/), read(/^tension.*: ([\d.e+-]+)$/)];
  const note = width === undefined || tension === undefined ? undefined : `width ${width}, tension ${tension}`;
  return finish(curve.name, plot([panel], options.title, [options.subtitle, note]));
}
