/** One quantity of both sides against one key: filled points on a thin line, open points, with error bars. */
import { type Curve, column } from '../../../../core/curve.ts';
import { labelOf, unitOf } from '../../labels.ts';
import type { PlotAxis } from '../axis.ts';
import { type Domain, logDomain } from '../domain.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import type { Layer } from '../layer.ts';
import { palette } from '../palette.ts';
import { partsOf, rowsOf } from '../parts.ts';
import { plot } from '../plot.ts';
import { keyAxis, valueAxis } from '../value-axis.ts';
import { keyOf } from './key-of.ts';
import { type Side, sideLayer } from './side-layer.ts';
import type { Sides } from './sides.ts';
import { uncompared } from './uncompared.ts';

interface Kind {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  /** A logarithmic axis, whatever the values span. */
  readonly log?: boolean;
  readonly level?: number;
  /** Range of the key that is not compared. */
  readonly beside?: Domain;
  /** Further lines with their labels. */
  readonly lines?: readonly Layer[];
}

export async function drawPoints(sides: Sides, options: FigureOptions, kind: Kind): Promise<Figure | null> {
  const { name, key, value, log = false, lines = [] } = kind;
  const rows = (side: Side) => {
    const { measured, error } = partsOf(sides[side]);
    return measured === undefined ? [] : rowsOf(at(sides[side], key), measured, error);
  };
  const present = (['field', 'particles'] as const).filter((side) => rows(side).length > 0);
  if (present.length === 0) return null;
  const field = rows('field');
  const layers: Layer[] = [
    ...lines.map(({ label: _, ...line }) => line),
    { mark: 'line', rows: field.map(({ x, y }) => ({ x, y })), color: palette.field, width: 1 },
    sideLayer('particles', rows('particles')),
    sideLayer('field', field),
  ];
  const unit = (column: string) => unitOf(name, column, options.units ?? {});
  const keys = layers.flatMap((layer) => layer.rows.map((row) => row.x));
  const x = keyAxis(labelOf(name, key), unit(key), keys);
  const linear = valueAxis(labelOf(name, value), unit(value), layers, {});
  const values = layers.flatMap((layer) => layer.rows.map((row) => row.y));
  const y: PlotAxis = log && values.some((v) => v > 0) ? { ...linear, log, domain: logDomain(values) } : linear;
  const shaded = uncompared(kind.beside ?? [Number.NaN, Number.NaN], x.domain);
  const panel = {
    x,
    y,
    layers,
    guides: shaded.guides,
    ...(kind.level === undefined ? {} : { level: kind.level }),
    key: keyOf({ sides: present, more: [...lines.map((line) => ({ ...line, rows: [] })), ...shaded.entries] }),
  };
  return finish(`compare-${name}`, plot([panel], options.title, [options.subtitle]));
}

function at(curve: Curve, key: string): Float64Array {
  return column(curve, key).values;
}
