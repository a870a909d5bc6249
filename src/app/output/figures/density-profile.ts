/** ρ(x) per time as lines with error bands; in two dimensions the last time as a heat map, in three its middle slice. */
import { type Curve, column } from '../../../core/curve.ts';
import { viridis } from '../colormap.ts';
import { labelOf, unitOf } from '../labels.ts';
import { axisTitle } from './axis.ts';
import { colorRange } from './color-range.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import { heatMap } from './heat-map.ts';
import { numberText, reading } from './number-text.ts';
import { partsOf, rowsOf } from './parts.ts';
import { planeOf } from './plane.ts';
import { profile } from './profile.ts';
import { seriesOf } from './series.ts';

export async function densityProfile(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { measured, error } = partsOf(curve);
  if (measured === undefined) return null;
  const dim = curve.keys.length - 1;
  const { units = {} } = options;
  const axis = (name: string) => ({ label: labelOf(curve.name, name), unit: unitOf(curve.name, name, units, dim) });
  const { shown, note } = seriesOf(curve, 't', measured);
  const x = column(curve, 'x').values;
  const time = axis('t');
  if (dim === 1) {
    const series = shown.map(({ at, indices }) => ({
      rows: rowsOf(x, measured, error, indices),
      label: numberText(at),
    }));
    const rows = series[0].rows;
    const length = rows.length > 1 ? rows[rows.length - 1].x - rows[0].x + (rows[1].x - rows[0].x) : 1;
    const legendTitle = axisTitle(time.label, time.unit);
    const data = { series, length, x: axis('x'), y: axis('rho'), legendTitle };
    return finish(curve.name, profile(data, options.title, [options.subtitle, note]));
  }
  const last = shown[shown.length - 1];
  const plane = planeOf(curve, last.indices, measured);
  const when = reading('t', last.at, time.unit);
  const at = plane.z === undefined ? '' : `, slice at ${reading('z', plane.z, units.length)}`;
  const data = { ...plane, planes: [plane], range: colorRange(plane.values, 'density'), map: viridis };
  const axes = { x: axis('x'), y: axis('y'), value: axis('rho') };
  return finish(curve.name, heatMap({ ...data, ...axes }, options.title, [options.subtitle, when + at]));
}
