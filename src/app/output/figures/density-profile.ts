/** ρ(x) per time as lines with error bands; in two dimensions the last time as a heat map, in three its middle slice. */
import type { Curve } from '../../../core/curve.ts';
import { coolwarm, viridis } from '../colormap.ts';
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
import { spaceOf } from './space.ts';

export async function densityProfile(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { measured, error } = partsOf(curve);
  if (measured === undefined) return null;
  // a minimised profile has no time
  const timed = curve.keys.some(({ name }) => name === 't');
  const dim = curve.keys.length - (timed ? 1 : 0);
  const [along] = curve.keys.filter(({ name }) => name !== 't');
  const { units = {} } = options;
  // of the box, where the profile is constant along some of its axes
  const space = spaceOf(curve) ?? dim;
  const axis = (name: string) => ({
    label: labelOf(curve.name, name),
    unit: unitOf(curve.name, name, units, space),
  });
  const { shown, note } = timed
    ? seriesOf(curve, 't', measured)
    : { shown: [{ at: 0, indices: [...measured.keys()] }], note: undefined };
  const x = along.values;
  const time = axis('t');
  if (dim === 1) {
    const series = shown.map(({ at, indices }) => ({
      rows: rowsOf(x, measured, error, indices),
      ...(timed ? { label: numberText(at) } : {}),
    }));
    const rows = series[0].rows;
    const length = rows.length > 1 ? rows[rows.length - 1].x - rows[0].x + (rows[1].x - rows[0].x) : 1;
    const legend = timed ? { legendTitle: axisTitle(time.label, time.unit) } : {};
    const data = { series, length, x: axis(along.name), y: axis(curve.value.name), ...legend };
    return finish(curve.name, profile(data, options.title, [options.subtitle, note]));
  }
  const last = shown[shown.length - 1];
  const plane = planeOf(curve, last.indices, measured);
  const when = timed ? reading('t', last.at, time.unit) : '';
  const at = plane.z === undefined ? '' : `${timed ? ', ' : ''}slice at ${reading('z', plane.z, units.length)}`;
  const kind = curve.value.name === 'phi' ? 'order-parameter' : 'density';
  const map = kind === 'density' ? viridis : coolwarm;
  const data = { ...plane, planes: [plane], range: colorRange(plane.values, kind), map };
  const axes = { x: axis('x'), y: axis('y'), value: axis(curve.value.name) };
  return finish(curve.name, heatMap({ ...data, ...axes }, options.title, [options.subtitle, when + at]));
}
