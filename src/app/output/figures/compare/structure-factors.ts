/**
 * S(k) of field and particles with linear theory and what the field's scheme must give; below, the differences in standard
 * errors with thin lines at ±2. What lies beyond the largest compared k is shaded.
 */
import { column } from '../../../../core/curve.ts';
import { labelOf, unitOf } from '../../labels.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import type { Layer } from '../layer.ts';
import { palette } from '../palette.ts';
import { partsOf, rowsOf } from '../parts.ts';
import { type Panel, plot } from '../plot.ts';
import { pooled } from '../pooled.ts';
import { keyAxis, valueAxis } from '../value-axis.ts';
import { keyOf } from './key-of.ts';
import { residuals } from './residuals.ts';
import { type Side, sideLayer } from './side-layer.ts';
import type { Sides } from './sides.ts';
import { uncompared } from './uncompared.ts';

/** Standard errors that the lower panel shows at least. */
const REACH = 3.2;

interface Data extends Sides {
  /** Largest compared k. */
  readonly kmax?: number;
}

export async function compareStructureFactors(
  { field, particles, kmax = Number.POSITIVE_INFINITY }: Data,
  options: FigureOptions,
): Promise<Figure | null> {
  const sides = { particles, field };
  const parts = { particles: partsOf(particles), field: partsOf(field) };
  const k = { particles: column(particles, 'k').values, field: column(field, 'k').values };
  const present = (['field', 'particles'] as const).filter((side) => parts[side].measured !== undefined);
  if (present.length === 0) return null;
  const all = present.flatMap((side) => Array.from(k[side]));
  const x = keyAxis(labelOf(field.name, 'k'), unitOf(field.name, 'k', options.units ?? {}), all, 'auto');
  const notes = new Set([options.subtitle]);
  const points = (side: Side): Layer[] => {
    const { measured, error } = parts[side];
    if (measured === undefined) return [];
    const few = pooled(rowsOf(k[side], measured, error), x.log === true);
    notes.add(few.note);
    return [sideLayer(side, few.rows)];
  };
  const theorist = parts.field.theory === undefined ? 'particles' : 'field';
  const { theory } = parts[theorist];
  const { predicted } = parts.field;
  const line = (at: Float64Array, y: Float64Array, look: Pick<Layer, 'color' | 'dash'>): Layer => {
    return { mark: 'line', rows: rowsOf(at, y), width: 1.25, ...look };
  };
  const lines: Layer[] = [
    ...(theory === undefined ? [] : [line(k[theorist], theory, { color: palette.theory })]),
    ...(predicted === undefined ? [] : [line(k.field, predicted, DASHED)]),
  ];
  const layers = [...points('particles'), ...points('field'), ...lines];
  const beyond = uncompared([kmax, Number.POSITIVE_INFINITY], x.domain);
  const scheme: Layer[] =
    predicted === undefined ? [] : [{ mark: 'line', rows: [], ...DASHED, label: labelOf('compare', 'predicted') }];
  const more = [...scheme, ...beyond.entries];
  const rows = residuals(sides, 'k');
  const upper: Panel = {
    x: rows.length === 0 ? x : { ...x, bare: true },
    y: valueAxis(labelOf(field.name, 'S'), undefined, layers, { log: 'auto' }),
    layers,
    level: 1,
    guides: beyond.guides,
    key: keyOf({ sides: present, theory: theory !== undefined, more }),
  };
  if (rows.length === 0) return finish(`compare-${field.name}`, plot([upper], options.title, [...notes]));
  notes.add('lower panel: (field − particles) / standard error, shell by shell; dashed at ±2');
  const reach = 1.08 * rows.reduce((most, { y }) => Math.max(most, Math.abs(y)), REACH / 1.08);
  const lower: Panel = {
    x,
    y: { label: labelOf('compare', 'z'), domain: [-reach, reach] },
    layers: [{ mark: 'points', rows, color: palette.theory }],
    level: 0,
    guides: [...beyond.guides, ...[-2, 2].map((at) => ({ on: 'y', at, dash: [3, 3] }) as const)],
    height: 130,
  };
  return finish(`compare-${field.name}`, plot([upper, lower], options.title, [...notes]));
}

/** Of the field, hence in its colour. */
const DASHED = { color: palette.field, dash: [6, 3] } as const;
