/**
 * Curves of both sides by one key: filled and open points of one colour for every value of it, theory as lines of the same
 * colours; without theory a thin line joins the points of the field.
 */
import { column } from '../../../../core/curve.ts';
import { labelOf, unitOf } from '../../labels.ts';
import { axisTitle, type PlotAxis } from '../axis.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import type { Layer, Row } from '../layer.ts';
import { numberText } from '../number-text.ts';
import { palette } from '../palette.ts';
import { partsOf, rowsOf } from '../parts.ts';
import { plot } from '../plot.ts';
import { pooled } from '../pooled.ts';
import { type Series, seriesOf } from '../series.ts';
import { valueAxis } from '../value-axis.ts';
import { keyOf } from './key-of.ts';
import { matchingRows } from './matching-rows.ts';
import { type Side, sideLayer } from './side-layer.ts';
import type { Sides } from './sides.ts';

interface Family {
  /** Key on the axis, and key that tells the series apart. */
  readonly x: string;
  readonly by: string;
  readonly value: string;
  /** The axis of x over all its values. */
  readonly axis: (label: string, unit: string | undefined, values: readonly number[]) => PlotAxis;
  readonly log?: 'auto';
  readonly colors: (count: number) => readonly string[];
  readonly dim?: number;
  readonly note?: string;
}

/** Null where the sides have no series in common. */
export async function drawFamilies(sides: Sides, options: FigureOptions, family: Family): Promise<Figure | null> {
  const { field, particles } = sides;
  const parts = { field: partsOf(field), particles: partsOf(particles) };
  if (parts.field.measured === undefined || parts.particles.measured === undefined) return null;
  const fieldSeries = seriesOf(field, family.by, parts.field.measured);
  const others = seriesOf(particles, family.by, parts.particles.measured, Number.POSITIVE_INFINITY).shown;
  const pairs = matchingRows(
    fieldSeries.shown.map(({ at }) => at),
    others.map(({ at }) => at),
  ).map(([i, j]) => ({ field: fieldSeries.shown[i], particles: others[j] }));
  if (pairs.length === 0) return null;
  const x = { field: column(field, family.x).values, particles: column(particles, family.x).values };
  const unit = (name: string) => unitOf(field.name, name, options.units ?? {}, family.dim);
  const all = pairs.flatMap((pair) => NAMES.flatMap((side) => pair[side].indices.map((i) => x[side][i])));
  const axisX = family.axis(labelOf(field.name, family.x), unit(family.x), all);
  const notes = new Set([options.subtitle, fieldSeries.note, family.note]);
  const colors = family.colors(pairs.length);
  // what a logarithm cannot show does not widen the other axis
  const shown = (rows: readonly Row[]) => (axisX.log ? rows.filter((row) => row.x > 0) : rows);
  const points = (side: Side, { indices }: Series, color: string): Layer => {
    const { measured = NONE, error } = parts[side];
    const few = pooled(shown(rowsOf(x[side], measured, error, indices)), axisX.log === true);
    notes.add(few.note);
    return sideLayer(side, few.rows, color, all.length);
  };
  const theorist = parts.field.theory === undefined ? 'particles' : 'field';
  const { theory } = parts[theorist];
  const layers = pairs.flatMap((pair, i): Layer[] => {
    const color = colors[i % colors.length];
    const from = theory === undefined ? 'field' : theorist;
    const rows = shown(rowsOf(x[from], theory ?? parts.field.measured ?? NONE, undefined, pair[from].indices));
    const line: Layer = { mark: 'line', rows, color, width: theory === undefined ? 1 : 1.25 };
    const label = numberText(pair.field.at);
    const drawn = [points('particles', pair.particles, color), { ...points('field', pair.field, color), label }];
    return theory === undefined ? [line, ...drawn] : [...drawn, line];
  });
  const panel = {
    x: axisX,
    y: valueAxis(labelOf(field.name, family.value), unit(family.value), layers, { ...(family.log && { log: 'auto' }) }),
    layers,
    key: keyOf({ sides: NAMES, color: palette.theory, theory: theory !== undefined }),
    legendTitle: axisTitle(labelOf(field.name, family.by), unit(family.by)),
  };
  return finish(`compare-${field.name}`, plot([panel], options.title, [...notes]));
}

const NAMES = ['field', 'particles'] as const;
const NONE = new Float64Array(0);
