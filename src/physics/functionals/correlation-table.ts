import { cubicSpline } from '../potentials/cubic-spline.ts';

/**
 * An even function of k through rows (k, y), k ≥ 0 increasing: a cubic spline (cubic-spline.ts); below the first row
 * the parabola in k that joins it with its slope; beyond the last row 0: a table should end where the function has.
 * @throws RangeError that names the row which cannot stand
 */
export function correlationTable(k: readonly number[], y: readonly number[], name: string): (k: number) => number {
  if (k.length !== y.length) throw new RangeError(`k has ${k.length} numbers and ${name} ${y.length}; give one per k`);
  if (k.length < 4) throw new RangeError(`the table has ${k.length} rows; at least 4 are needed`);
  k.forEach((value, i) => {
    const row = `row ${i + 1} of the table, k = ${value}, ${name} = ${y[i]}`;
    if (!Number.isFinite(value) || !Number.isFinite(y[i])) throw new RangeError(`${row}: both must be finite`);
    if (value < 0) throw new RangeError(`${row}: a wavenumber must not be negative`);
    if (i > 0 && value <= k[i - 1]) throw new RangeError(`${row}: k must exceed the ${k[i - 1]} of the row before`);
  });
  const { nodes, coefficients: c } = cubicSpline(k, y);
  const [first, last] = [k[0], k[k.length - 1]];
  return (wave) => {
    const x = Math.abs(wave);
    if (x > last) return 0;
    if (x < first) return c[0] - (c[1] * (first * first - x * x)) / (2 * first);
    let [low, high] = [0, nodes.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (nodes[middle] <= x) low = middle;
      else high = middle;
    }
    const t = x - nodes[low];
    return c[4 * low] + t * (c[4 * low + 1] + t * (c[4 * low + 2] + t * c[4 * low + 3]));
  };
}
