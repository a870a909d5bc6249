/** P, μ, S(0) and the peak of S(k), and the fastest growth, against the parameter that was swept. */
import type { Curve } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import { type Panel, plot } from './plot.ts';
import { spaceOf } from './space.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

/** Columns of each panel. */
const PANELS: readonly (readonly string[])[] = [['P'], ['mu'], ['S0', 'S-peak'], ['growth']];

export async function sweep(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { name: parameter, values } = curve.keys[0];
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {}, spaceOf(curve));
  const x = keyAxis(labelOf(curve.name, parameter), unit(parameter), values);
  const panels = PANELS.flatMap((names): Panel[] => {
    const layers = names.flatMap((name, i): Layer[] => {
      const column = valuesOf(curve, name);
      if (column === undefined || !column.some((v) => v !== 0)) return [];
      const label = names.length > 1 ? labelOf(curve.name, name) : undefined;
      return [
        { mark: 'line', rows: rowsOf(values, column), color: palette.distinct[i], label, dash: i === 0 ? [] : [6, 4] },
      ];
    });
    if (layers.length === 0) return [];
    const y = valueAxis(names.length > 1 ? 'S' : labelOf(curve.name, names[0]), unit(names[0]), layers, {
      log: names[0] === 'S0' ? 'auto' : 'never',
    });
    return [{ x: { ...x, bare: true }, y, layers, height: 170 }];
  });
  const last = panels.at(-1);
  if (last === undefined) return null;
  return finish(curve.name, plot([...panels.slice(0, -1), { ...last, x }], options.title, [options.subtitle]));
}
