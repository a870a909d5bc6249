import { column } from '../../core/curve.ts';
import { weightedMean } from './collect-structure.ts';
import type { Collected, Item } from './collected.ts';
import type { Settings } from './settings.ts';
import { across, curveOf, type Side } from './side.ts';
import type { StructureBands } from './structure-bands.ts';

const PARTS = [
  ['Q', '⟨S cos 2θ⟩/⟨S⟩'],
  ['R', '⟨S sin 2θ⟩/⟨S⟩'],
] as const;

/**
 * Anisotropy of S(k), pooled over all compared shells: what shell averages cannot see, such as one noise for both axes. Null in
 * one dimension, and where no shell has modes that differ in direction.
 */
export function collectDirection(
  field: Side,
  particles: Side,
  shells: StructureBands,
  settings: Settings,
): Collected | null {
  const items = PARTS.flatMap(([name, label]): Item[] => {
    const [a, b] = [pooled(field, shells, name), pooled(particles, shells, name)];
    if (a.length === 0 || b.length === 0 || ![...a, ...b].every(Number.isFinite)) return [];
    return [{ label, field: across(a), particles: across(b), theory: 0, scale: 1 }];
  });
  if (items.length === 0) return null;
  return {
    curve: 'structure-factor-direction',
    what: 'direction dependence of S(k)',
    absolute: true,
    tolerance: settings.tolerance,
    items,
    independent: Math.min(field.replicas, particles.replicas),
    covariance: null,
  };
}

/** One number per replica; NaN where no shell has directions. */
function pooled(side: Side, { k, weight }: StructureBands, name: 'Q' | 'R'): readonly number[] {
  const curve = curveOf(side, 'structure-factor-direction');
  const each = side.each.get(`structure-factor-direction.${name}`);
  if (curve === undefined || each === undefined) return [];
  const own = column(curve, 'k').values;
  const rows = Array.from(k, (value) => own.findIndex((q) => Math.abs(q - value) <= 1e-9 * value));
  return each.map((values) => {
    const shells = Int32Array.from([...k.keys()].filter((s) => rows[s] >= 0 && Number.isFinite(values[rows[s]])));
    return weightedMean({ shells }, weight, (s) => values[rows[s]]);
  });
}
