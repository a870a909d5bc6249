/** Points for the eye: more than 150 of one series are pooled into narrow bins of k or ln k. The tables keep every one. */
import type { Row } from './layer.ts';

const MANY = 150;
const BINS = 90;

/** What the subtitle says of it. */
const NOTE = 'points pooled in narrow bins of k for display; the table has every shell';

/** Mean of every bin with its error, the points taken as independent; what is not finite, or not to be shown, is left out. */
export function pooled(rows: readonly Row[], log: boolean): { readonly rows: readonly Row[]; readonly note?: string } {
  const usable = rows.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y) && (!log || x > 0));
  if (usable.length <= MANY) return { rows };
  const scale = log ? Math.log : (x: number): number => x;
  const low = scale(usable.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY));
  const high = scale(usable.reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY));
  const bins = new Map<number, Row[]>();
  for (const row of usable) {
    const index = Math.min(BINS - 1, Math.floor((BINS * (scale(row.x) - low)) / (high - low)));
    const bin = bins.get(index) ?? [];
    bin.push(row);
    bins.set(index, bin);
  }
  const means = Array.from(bins.entries())
    .sort(([a], [b]) => a - b)
    .map(([, bin]): Row => {
      const mean = (value: (row: Row) => number): number => bin.reduce((sum, row) => sum + value(row), 0) / bin.length;
      const [x, y] = [mean((row) => row.x), mean((row) => row.y)];
      const half = (row: Row): number => ((row.high ?? row.y) - (row.low ?? row.y)) / 2;
      const error = Math.sqrt(bin.reduce((sum, row) => sum + half(row) ** 2, 0)) / bin.length;
      return error > 0 ? { x, y, low: y - error, high: y + error } : { x, y };
    });
  return { rows: means, note: NOTE };
}
