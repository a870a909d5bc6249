/** ρ(x) of both sides at the given times, dark to light; in two and three dimensions the last common time as two heat maps. */
import { type Curve, column } from '../../../../core/curve.ts';
import { viridis } from '../../colormap.ts';
import { labelOf, unitOf } from '../../labels.ts';
import { colorRange } from '../color-range.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import { heatMap } from '../heat-map.ts';
import { reading } from '../number-text.ts';
import { palette } from '../palette.ts';
import { partsOf } from '../parts.ts';
import { type Plane, planeOf } from '../plane.ts';
import { drawFamilies } from './family.ts';
import { matchingRows } from './matching-rows.ts';
import type { Sides } from './sides.ts';

export async function compareProfiles(sides: Sides, options: FigureOptions): Promise<Figure | null> {
  const dim = sides.field.keys.length - 1;
  if (dim > 1) return planes(sides, options, dim);
  return drawFamilies(sides, options, {
    x: 'x',
    by: 't',
    value: 'rho',
    axis: (label, unit, values) => ({ label, unit, domain: [0, periodOf(values)] }),
    colors: palette.sequence,
    dim,
  });
}

/** Side of the box: one spacing beyond the last of evenly spaced positions from 0. */
function periodOf(values: readonly number[]): number {
  const places = [...new Set(values)].sort((a, b) => a - b);
  const last = places[places.length - 1];
  return places.length > 1 ? (last * places.length) / (places.length - 1) : last || 1;
}

async function planes({ field, particles }: Sides, options: FigureOptions, dim: number): Promise<Figure | null> {
  const [times, others] = [timesOf(field), timesOf(particles)];
  const last = matchingRows(times, others).at(-1);
  if (last === undefined) return null;
  const [ours, theirs] = [planeAt(field, times[last[0]]), planeAt(particles, others[last[1]])];
  if (ours.values.length !== theirs.values.length) return null;
  const { units = {}, title, subtitle } = options;
  const axis = (name: string) => ({ label: labelOf(field.name, name), unit: unitOf(field.name, name, units, dim) });
  const when = reading('t', times[last[0]], units.time);
  const where = ours.z === undefined ? '' : `, slice at ${reading('z', ours.z, units.length)}`;
  const data = {
    planes: [
      { values: theirs.values, name: labelOf('compare', 'particles') },
      { values: ours.values, name: labelOf('compare', 'field') },
    ],
    cells: ours.cells,
    lengths: ours.lengths,
    range: colorRange([...theirs.values, ...ours.values], 'density'),
    map: viridis,
    x: axis('x'),
    y: axis('y'),
    value: axis('rho'),
  };
  return finish(`compare-${field.name}`, heatMap(data, title, [subtitle, when + where]));
}

/** Times at which the curve has a measured value. */
function timesOf(curve: Curve): readonly number[] {
  const { measured } = partsOf(curve);
  return [...new Set(column(curve, 't').values.filter((_, i) => Number.isFinite(measured?.[i])))];
}

function planeAt(curve: Curve, time: number): Plane {
  const t = column(curve, 't').values;
  const indices = Array.from(t.keys()).filter((i) => t[i] === time);
  return planeOf(curve, indices, curve.value.values);
}
