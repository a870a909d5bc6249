/**
 * One moment of both sides: the particles' density, coarse-grained to the field's resolution, beside the field's own, with one
 * colour bar; two lines in one dimension, middle slices in three. Values stand at the points x_j = j L/n of core/grid.ts.
 */
import { viridis } from '../../colormap.ts';
import { labelOf, unitOf } from '../../labels.ts';
import { colorRange } from '../color-range.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import { heatMap } from '../heat-map.ts';
import type { Layer } from '../layer.ts';
import { middlePlane } from '../middle-plane.ts';
import { reading } from '../number-text.ts';
import { palette } from '../palette.ts';
import { plot } from '../plot.ts';
import { valueAxis } from '../value-axis.ts';

interface Moment {
  /** [cells], C order. */
  readonly values: Float64Array;
  readonly cells: readonly number[];
  readonly lengths: readonly number[];
  readonly time: number;
}
interface Data {
  readonly field: Moment;
  /** `positions` [dim][particles]: drawn as dots in two dimensions. */
  readonly particles: Moment & { readonly positions?: readonly Float64Array[] };
}

/** Beyond this many dots nothing is left to see of what is below. */
const MOST = 4000;

export async function compareSnapshot({ field, particles }: Data, options: FigureOptions): Promise<Figure | null> {
  const { cells, lengths } = field;
  const same = cells.length === particles.cells.length && cells.every((n, a) => n === particles.cells[a]);
  if (!same)
    throw new RangeError(`${cells} cells of the field and ${particles.cells} of the particles: one grid is needed`);
  if (![field, particles].every(({ values }) => values.some(Number.isFinite))) return null;
  const { units = {}, title, subtitle } = options;
  const dim = cells.length;
  const axis = (name: string) => ({ label: labelOf('field', name), unit: unitOf('field', name, units, dim) });
  const when = ({ time }: Moment) => reading('t', time, units.time);
  const name = (side: 'field' | 'particles') => labelOf('compare', side);
  const moments =
    field.time === particles.time ? when(field) : `field at ${when(field)}, particles at ${when(particles)}`;
  if (dim === 1) {
    const line = (side: 'field' | 'particles', moment: Moment, dash: readonly number[]): Layer => {
      const rows = Array.from(moment.values, (y, i) => ({ x: (i * lengths[0]) / cells[0], y }));
      const closed = [...rows, { x: lengths[0], y: rows[0].y }];
      return { mark: 'line', rows: closed, color: palette[side], dash, label: name(side) };
    };
    const layers = [line('field', field, []), line('particles', particles, [5, 2])];
    const x = { ...axis('x'), domain: [0, lengths[0]] as const };
    const { label, unit } = axis('rho');
    return finish(
      'compare-snapshot',
      plot([{ x, y: valueAxis(label, unit, layers), layers }], title, [subtitle, moments]),
    );
  }
  const [ours, theirs] = [middlePlane(field), middlePlane(particles)];
  const z = ours.z === undefined ? undefined : `slices at ${reading('z', ours.z, units.length)}`;
  const { positions } = particles;
  const crowded = dim === 2 && (positions?.[0].length ?? 0) > MOST;
  const data = {
    planes: [
      {
        values: theirs.values,
        name: `${name('particles')}, ${when(particles)}`,
        ...(dim === 2 && positions !== undefined && !crowded ? { positions } : {}),
      },
      { values: ours.values, name: `${name('field')}, ${when(field)}` },
    ],
    cells: [cells[0], cells[1]] as const,
    lengths: [lengths[0], lengths[1]] as const,
    range: colorRange([...theirs.values, ...ours.values], 'density'),
    map: viridis,
    x: axis('x'),
    y: axis('y'),
    value: axis('rho'),
  };
  return finish(
    'compare-snapshot',
    heatMap(data, title, [subtitle, z, crowded ? `more than ${MOST} particles are not drawn as dots` : undefined]),
  );
}
