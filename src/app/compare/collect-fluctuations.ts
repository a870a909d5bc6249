import { column } from '../../core/curve.ts';
import type { Collected, Item } from './collected.ts';
import type { Settings } from './settings.ts';
import { across, curveOf, type Side } from './side.ts';

/** Number fluctuations in sub-volumes, edge by edge; null where one side has not measured them. */
export function collectFluctuations(field: Side, particles: Side, settings: Settings): Collected | null {
  const name = 'number-fluctuations';
  const [f, p] = [curveOf(field, name), curveOf(particles, name)];
  if (f === undefined || p === undefined) return null;
  const other = column(p, 'l').values;
  const theory = f.beside.find((c) => c.name === 'theory')?.values;
  const items = Array.from(column(f, 'l').values).flatMap((edge, i): Item[] => {
    const j = other.findIndex((value) => Math.abs(value - edge) <= 1e-9 * edge);
    if (j < 0) return [];
    const of = (side: Side, row: number): readonly number[] => (side.each.get(`${name}.chi`) ?? []).map((v) => v[row]);
    const exact = theory?.[i] ?? Number.NaN;
    return [
      {
        label: `edge ${Number(edge.toPrecision(3))}`,
        field: across(of(field, i)),
        particles: across(of(particles, j)),
        theory: Number.isFinite(exact) ? exact : null,
        scale: 1,
      },
    ];
  });
  if (items.length === 0) return null;
  const independent = Math.min(field.replicas, particles.replicas);
  const what = 'number fluctuations in sub-volumes';
  return { curve: name, what, absolute: false, tolerance: settings.tolerance, items, independent, covariance: null };
}
