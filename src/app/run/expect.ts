import { type Curve, column } from '../../core/curve.ts';
import { type Grade, grades } from '../../engines/field/validity.ts';
import { short } from '../output/format.ts';
import type { Expectation } from '../scenario/scenario.ts';

/** What became of one expectation. */
export interface Verdict {
  readonly text: string;
  readonly state: 'met' | 'not met' | 'undecided';
}

/** What expectations are held against. */
export interface Measured {
  readonly curves: readonly Curve[];
  readonly grade: Grade | null;
  /** Without noise a missing error bar means 0. */
  readonly deterministic: boolean;
}

/**
 * An expectation is met when the 95 % interval of the difference lies inside ±within, not met when it lies outside, and
 * undecided otherwise: run longer. Curves are pooled over their range: the mean ratio to the reference, weighted by the
 * number of modes; different times are taken as fully correlated.
 */
export function judge(expectation: Expectation, measured: Measured): Verdict {
  if ('grade' in expectation) {
    const { grade } = measured;
    const good = grade === null || grades.indexOf(grade) <= grades.indexOf(expectation.grade);
    return {
      text: `grade ${grade ?? 'none (no gate)'}, expected ${expectation.grade}`,
      state: good ? 'met' : 'not met',
    };
  }
  if ('compare' in expectation) {
    return { text: `${expectation.compare} ${expectation.verdict}: needs particles, dk compare`, state: 'undecided' };
  }
  const { value, error, text } =
    'mode' in expectation ? amplitude(expectation, measured) : pooled(expectation, measured);
  if (Number.isNaN(value)) return { text, state: 'undecided' };
  const half = 1.96 * (Number.isNaN(error) && measured.deterministic ? 0 : error);
  const size = Math.abs(value);
  const state = size + half <= expectation.within ? 'met' : size - half > expectation.within ? 'not met' : 'undecided';
  const interval = Number.isNaN(half)
    ? ', without an error bar: needs more samples or replicas'
    : ` ± ${short(half)} (95 %)`;
  return { text: `${text}: ${signed(value)}${interval}, allowed ±${expectation.within}`, state };
}

type Difference = { readonly value: number; readonly error: number; readonly text: string };

function pooled(expectation: Extract<Expectation, { curve: string }>, measured: Measured): Difference {
  const curve = measured.curves.find((c) => c.name === expectation.curve);
  if (curve === undefined)
    return { value: Number.NaN, error: Number.NaN, text: `${expectation.curve} was not measured` };
  const get = (name: string): Float64Array | undefined => {
    return [...curve.keys, ...curve.beside].find((c) => c.name === name)?.values;
  };
  const reference = typeof expectation.equals === 'number' ? undefined : column(curve, expectation.equals).values;
  const [k, t, modes] = [get('k'), get('t'), curve.weights];
  const groups = new Map<number, { weight: number; sum: number; squares: number }>();
  const [name, values, errors] = chosen(curve, expectation.column);
  values.forEach((y, i) => {
    if (!inside(k?.[i], expectation.k) || !inside(t?.[i], expectation.t)) return;
    const target = reference?.[i] ?? Number(expectation.equals);
    const scale = target === 0 ? 1 : Math.abs(target);
    const weight = modes?.[i] ?? 1;
    // rows of different times share their replicas; rows of different k do not
    const key = t?.[i] ?? 0;
    const group = groups.get(key) ?? { weight: 0, sum: 0, squares: 0 };
    group.weight += weight;
    group.sum += (weight * (y - target)) / scale;
    group.squares += ((weight * (errors?.[i] ?? Number.NaN)) / scale) ** 2;
    groups.set(key, group);
  });
  const list = [...groups.values()];
  const value = list.reduce((sum, g) => sum + g.sum / g.weight, 0) / list.length;
  const error = list.reduce((sum, g) => sum + Math.sqrt(g.squares) / g.weight, 0) / list.length;
  const range = [rangeText('k', expectation.k), rangeText('t', expectation.t)].filter((part) => part !== '').join(', ');
  const text = `${expectation.curve}${name}${range === '' ? '' : ` (${range})`} against ${expectation.equals}`;
  const why = list.length === 0 ? ': no row in range' : Number.isNaN(value) ? ': some of the values are empty' : '';
  return { value, error, text: text + why };
}

/** The value of a curve, or another column with its error, and how it is called. */
function chosen(
  curve: Curve,
  name: string | undefined,
): readonly [name: string, values: Float64Array, errors: Float64Array | undefined] {
  if (name === undefined) return ['', curve.value.values, curve.error?.values];
  const errors = curve.beside.find((c) => c.name === `${name}-stderr`)?.values;
  return [` ${name}`, column(curve, name).values, errors];
}

function amplitude(expectation: Extract<Expectation, { mode: readonly number[] }>, measured: Measured): Difference {
  const { mode, part, equals } = expectation;
  const text = `${part === 're' ? 'Re' : 'Im'} ρ_k/N of mode [${mode}] against ${equals}`;
  const missing = (why: string): Difference => ({ value: Number.NaN, error: Number.NaN, text: `${text}: ${why}` });
  const curve = measured.curves.find((c) => c.name === 'density-profile-modes');
  if (curve === undefined) return missing('no profile');
  const t = column(curve, 't').values;
  const n = mode.map((_, a) => column(curve, `n${a + 1}`).values);
  const has = (row: number, sign: 1 | -1): boolean => mode.every((value, a) => n[a][row] === sign * value);
  // ρ_−k = ρ_k*: one of each pair is listed
  const rows = Array.from(t.keys()).filter((i) => has(i, 1) || has(i, -1));
  const wanted = expectation.t;
  const row = wanted === undefined ? rows.at(-1) : rows.find((i) => Math.abs(t[i] - wanted) <= 1e-9 * wanted);
  if (row === undefined) return missing('no such mode or time');
  const sign = part === 'im' && !has(row, 1) ? -1 : 1;
  const [values, errors] = part === 're' ? ['re', 'stderr'] : ['im', 'im-stderr'];
  return { value: sign * column(curve, values).values[row] - equals, error: column(curve, errors).values[row], text };
}

function inside(value: number | undefined, range: readonly [number, number] | undefined): boolean {
  return range === undefined || (value !== undefined && value >= range[0] && value <= range[1]);
}

function rangeText(name: string, range: readonly [number, number] | undefined): string {
  return range === undefined ? '' : `${name} ${range[0]}…${range[1]}`;
}

function signed(value: number): string {
  return value < 0 ? `−${short(-value)}` : `+${short(value)}`;
}
