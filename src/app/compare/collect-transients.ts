import type { Measurement } from '../../analysis/compare/equivalence.ts';
import type { Curve } from '../../core/curve.ts';
import { column } from '../../core/curve.ts';
import type { Collected, Item } from './collected.ts';
import type { Settings } from './settings.ts';
import { across, curveOf, type Side } from './side.ts';

/** Modes of the profile that are compared: |n_a| up to this. */
const LOWEST = 2;
/** Groups of the jackknife behind the errors of averages over replicas. */
const GROUPS = 64;
/** Bands of k at every time. */
const BANDS = 3;

/**
 * Averages over replicas at given times: the amplitudes ⟨ρ_k⟩/N of the profile's lowest modes, and S(k,t) in bands of k. Both are
 * compared by their differences, in units of N and of the Poisson value 1, since they may be 0.
 */
export function collectTransients(field: Side, particles: Side, settings: Settings): readonly Collected[] {
  return [profileModes(field, particles, settings), transientBands(field, particles, settings)].filter(
    (one) => one !== null,
  );
}

function profileModes(field: Side, particles: Side, settings: Settings): Collected | null {
  const name = 'density-profile-modes';
  const [f, p] = [curveOf(field, name), curveOf(particles, name)];
  if (f === undefined || p === undefined) return null;
  const dim = field.lengths.length;
  const integers = (curve: Curve, i: number): readonly number[] => {
    return Array.from({ length: dim }, (_, a) => column(curve, `n${a + 1}`).values[i]);
  };
  const t = column(f, 't').values;
  const items = [...t.keys()].flatMap((i): Item[] => {
    const n = integers(f, i);
    if (n.some((value) => Math.abs(value) > LOWEST)) return [];
    const j = [...t.keys()].find(
      (row) => same(column(p, 't').values[row], t[i]) && integers(p, row).join() === n.join(),
    );
    if (j === undefined) return [];
    return (['re', 'im'] as const).map((part) => ({
      label: `${part === 're' ? 'Re' : 'Im'} ρ_k/N, n = (${n.join(', ')})${Number.isNaN(t[i]) ? '' : `, t = ${short(t[i])}`}`,
      field: across(of(field, `${name}.${part}`, i)),
      particles: across(of(particles, `${name}.${part}`, j)),
      theory: null,
      scale: 1,
    }));
  });
  return collected(name, 'amplitudes of the mean density', items, field, particles, settings);
}

function transientBands(field: Side, particles: Side, settings: Settings): Collected | null {
  const name = 'structure-factor-transient';
  const [f, p] = [curveOf(field, name), curveOf(particles, name)];
  if (f === undefined || p === undefined) return null;
  const rowsOf = (curve: Curve, time: number): readonly number[] => {
    const [t, k] = [column(curve, 't').values, column(curve, 'k').values];
    return [...t.keys()].filter((i) => same(t[i], time) && k[i] <= settings.kmax * (1 + 1e-9));
  };
  const k = column(f, 'k').values;
  const weights = f.weights ?? k.map(() => 1);
  const items = [...new Set(column(f, 't').values)].flatMap((time): Item[] => {
    const [own, other] = [rowsOf(f, time), rowsOf(p, time)];
    if (own.length === 0 || own.length !== other.length) return [];
    const size = Math.ceil(own.length / BANDS);
    return Array.from({ length: Math.ceil(own.length / size) }, (_, b) => {
      const part = own.slice(b * size, (b + 1) * size);
      // joined over replicas and not one by one: a mean that is subtracted is that of all replicas
      const pooled = (side: Side, curve: Curve, rows: readonly number[]): Measurement => {
        const [value, error] = [curve.value.values, curve.error?.values];
        const total = part.reduce((sum, i) => sum + weights[i], 0);
        const own = part.map((i, j) => ({ weight: weights[i] / total, row: rows[b * size + j] }));
        return {
          value: own.reduce((sum, { weight, row }) => sum + weight * value[row], 0),
          error: Math.sqrt(own.reduce((sum, { weight, row }) => sum + (weight * (error?.[row] ?? Number.NaN)) ** 2, 0)),
          freedom: Math.min(side.replicas, GROUPS) - 1,
        };
      };
      return {
        label: `t = ${short(time)}, ${short(k[part[0]])} ≤ k ≤ ${short(k[part[part.length - 1]])}`,
        field: pooled(field, f, own),
        particles: pooled(particles, p, other),
        theory: null,
        scale: 1,
      };
    });
  });
  return collected(name, 'S(k,t) at given times', items, field, particles, settings);
}

function collected(
  curve: string,
  what: string,
  items: readonly Item[],
  field: Side,
  particles: Side,
  { tolerance }: Settings,
): Collected | null {
  if (items.length === 0) return null;
  const independent = Math.min(field.replicas, particles.replicas);
  return { curve, what, absolute: true, tolerance, items, independent, covariance: null };
}

function of(side: Side, key: string, row: number): readonly number[] {
  return (side.each.get(key) ?? []).map((values) => values[row]);
}

function same(a: number, b: number): boolean {
  return (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
