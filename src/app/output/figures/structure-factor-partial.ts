/** S_ab(k) of all pairs of types, one colour per pair; thin lines at 0 and 1, where independent particles are. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { partsOf, rowsOf } from './parts.ts';
import { plot } from './plot.ts';
import { pooled } from './pooled.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

/** Pairs that are shown; more cannot be told apart. */
const MOST = 12;

export async function structureFactorPartial(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { measured, error } = partsOf(curve);
  if (measured === undefined) return null;
  const [a, b, k] = ['a', 'b', 'k'].map((name) => column(curve, name).values);
  const pairs = new Map<string, number[]>();
  for (let i = 0; i < k.length; i++) {
    const name = `${a[i]}–${b[i]}`;
    pairs.set(name, [...(pairs.get(name) ?? []), i]);
  }
  const shown = Array.from(pairs).slice(0, MOST);
  const colors = shown.length <= palette.distinct.length ? palette.distinct : palette.sequence(shown.length);
  const x = keyAxis(labelOf(curve.name, 'k'), unitOf(curve.name, 'k', options.units ?? {}), k, 'auto');
  const notes = new Set([options.subtitle]);
  if (shown.length < pairs.size) notes.add(`${shown.length} of ${pairs.size} pairs are shown; the table has every one`);
  const layers = shown.map(([label, indices], i): Layer => {
    const points = pooled(rowsOf(k, measured, error, indices), x.log === true);
    notes.add(points.note);
    return { mark: 'points', rows: points.rows, color: colors[i], label };
  });
  const y = valueAxis(labelOf(curve.name, 'S'), undefined, layers, { include: [0] });
  const guides = [0, 1].map((at) => ({ on: 'y' as const, at }));
  const panel = { x, y, layers, guides, legendTitle: labelOf(curve.name, 'a') };
  return finish(curve.name, plot([panel], options.title, [...notes]));
}
