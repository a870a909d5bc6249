import { define } from '../../core/define.ts';
import type { Dimension } from '../../core/grid.ts';
import { cubicSpline } from './cubic-spline.ts';
import type { PairPotential } from './potential.ts';
import { shellTransform } from './shell-transform.ts';

const parameters = {
  file: { type: 'text', default: '', columns: ['r', 'u'], doc: 'CSV file with columns r and u, instead of the lists' },
  r: { type: 'numbers', default: [], doc: 'distances, increasing, at least 4; from 0 on for a field' },
  u: { type: 'numbers', default: [], doc: 'u at these distances; shifted as a whole so that the last is 0' },
} as const;

/**
 * u(r) through given rows, by a cubic spline (cubic-spline.ts); the force is its exact derivative. Files of r,u are read in
 * the app, into these two lists.
 *   beyond the last row   u = 0: all u are shifted by the last one; the force jumps there unless the table ends flat
 *   below the first row   the force of the first row goes on, u is linear; `extrapolatedBelow` names the row, for counting
 * σ is the last distance at which |u| is 1/e of its maximum (the σ of a Gaussian core). û needs a table from r = 0; it is
 * that of the spline, to 1e-14 of ∫|u|, each k once. Good values: rows at σ/20 for a soft potential (energy to 1e-6 of u(0)).
 */
export const tabulated = define<typeof parameters, PairPotential, undefined>({
  summary: 'u through the rows (r, u) of a table, by a cubic spline; 0 beyond the last',
  parameters,
  create: ({ file, r: rows, u: given }) => {
    if (file !== '') throw new RangeError(`the table ${file} has not been read`);
    check(rows, given);
    const values = given.map((value) => value - given[given.length - 1]);
    const sigma = width(rows, values);
    const { nodes, coefficients: c } = cubicSpline(rows, values);
    const [first, range] = [rows[0], rows[rows.length - 1]];
    const cubic = (i: number, t: number) => c[4 * i] + t * (c[4 * i + 1] + t * (c[4 * i + 2] + t * c[4 * i + 3]));

    // the segment of r without a search: buckets of equal width, each knows where its beginning lies
    const buckets = new Int32Array(4 * rows.length + 1);
    const perLength = (buckets.length - 1) / (range - first);
    for (let b = 0, i = 0; b < buckets.length; b++) {
      while (i < rows.length - 2 && nodes[i + 1] <= first + b / perLength) i++;
      buckets[b] = i;
    }
    const segment = (r: number): number => {
      let i = buckets[Math.floor((r - first) * perLength)];
      while (r >= nodes[i + 1]) i++;
      return i;
    };
    const transforms: Record<Dimension, Map<number, number>> = { 1: new Map(), 2: new Map(), 3: new Map() };

    return {
      sigma,
      range,
      ...(first > 0 ? { extrapolatedBelow: first } : {}),
      energy(r) {
        if (r >= range) return 0;
        if (r < first) return c[0] + c[1] * (r - first);
        const i = segment(r);
        return cubic(i, r - nodes[i]);
      },
      forceOverR(r) {
        if (r >= range) return 0;
        if (r < first) return -c[1] / r;
        const i = segment(r);
        const t = r - nodes[i];
        // the limit at r → 0 of a table that starts flat there
        if (r === 0 && c[1] === 0) return -2 * c[2];
        return -(c[4 * i + 1] + t * (2 * c[4 * i + 2] + 3 * t * c[4 * i + 3])) / r;
      },
      transform(k, dim) {
        if (first > 0) return null;
        let value = transforms[dim].get(k);
        if (value === undefined) {
          // row by row, so that no panel of the quadrature sees a knot
          value = 0;
          for (let i = 0; i + 1 < nodes.length; i++) {
            const u = (r: number) => cubic(i, r - nodes[i]);
            value += shellTransform(u, nodes[i], nodes[i + 1], k, dim);
          }
          transforms[dim].set(k, value);
        }
        return value;
      },
      ...(first > 0 ? { noTransform: `the table starts at r = ${first}; give rows from r = 0 on` } : {}),
    };
  },
});

/** @throws RangeError naming the first row that cannot stand; rows count from 1. */
function check(r: readonly number[], u: readonly number[]): void {
  if (r.length !== u.length) throw new RangeError(`r has ${r.length} numbers and u has ${u.length}; give one u per r`);
  if (r.length === 0) throw new RangeError('a table is needed: file: u.csv (columns r,u), or the lists r and u');
  if (r.length < 4) throw new RangeError(`the table has ${r.length} rows; at least 4 are needed`);
  for (let i = 0; i < r.length; i++) {
    const row = `row ${i + 1} of the table, r = ${r[i]}, u = ${u[i]}`;
    if (!Number.isFinite(r[i]) || !Number.isFinite(u[i])) throw new RangeError(`${row}: both must be finite`);
    if (r[i] < 0) throw new RangeError(`${row}: a distance must not be negative`);
    if (i > 0 && r[i] <= r[i - 1]) throw new RangeError(`${row}: r must exceed the ${r[i - 1]} of the row before`);
  }
}

/** The last r at which |u| is 1/e of its maximum, linear between rows. @throws RangeError for a constant u. */
function width(r: readonly number[], u: readonly number[]): number {
  const level = u.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / Math.E;
  const i = u.findLastIndex((value) => Math.abs(value) > level);
  if (i < 0) throw new RangeError('u is the same in every row of the table: there is no interaction');
  const [here, next] = [Math.abs(u[i]), Math.abs(u[i + 1])];
  return r[i] + ((r[i + 1] - r[i]) * (here - level)) / (here - next);
}
