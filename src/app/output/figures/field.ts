/** One frame of a field: a line in one dimension, a heat map in two, the middle slice z = L_z/2 in three. */
import { coolwarm, viridis } from '../colormap.ts';
import { labelOf, unitOf } from '../labels.ts';
import { colorRange, type FieldKind } from './color-range.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import { heatMap } from './heat-map.ts';
import { middlePlane } from './middle-plane.ts';
import { reading } from './number-text.ts';
import { profile } from './profile.ts';

export interface FieldFrame {
  /** [cells], C order. */
  readonly values: Float64Array;
  readonly cells: readonly number[];
  readonly lengths: readonly number[];
  readonly kind: FieldKind;
  readonly time: number;
  /** What the field is: `ρ`, `φ`, `density a`. */
  readonly label: string;
}

export async function drawField(field: FieldFrame, options: FigureOptions): Promise<Figure> {
  const { units = {}, subtitle } = options;
  const { cells, lengths, kind } = field;
  const dim = cells.length;
  const axis = (name: string) => ({ label: labelOf('field', name), unit: unitOf('field', name, units, dim) });
  const value = { label: field.label, unit: kind === 'density' ? axis('rho').unit : undefined };
  const title = `${options.title}, ${reading('t', field.time, units.time)}`;
  if (dim === 1) {
    const rows = Array.from(field.values, (y, i) => ({ x: (i * lengths[0]) / cells[0], y }));
    const level = kind === 'order-parameter' ? { level: 0 } : {};
    const data = { series: [{ rows }], length: lengths[0], x: axis('x'), y: value, ...level };
    return finish('field', profile(data, title, [subtitle]));
  }
  const { values, z } = middlePlane(field);
  const slice = z === undefined ? undefined : `slice at ${reading('z', z, units.length)}`;
  const data = {
    planes: [{ values }],
    cells: [cells[0], cells[1]] as const,
    lengths: [lengths[0], lengths[1]] as const,
    range: colorRange(values, kind),
    map: kind === 'density' ? viridis : coolwarm,
  };
  return finish('field', heatMap({ ...data, x: axis('x'), y: axis('y'), value }, title, [subtitle, slice]));
}
