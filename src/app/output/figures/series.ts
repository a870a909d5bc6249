/** The series of a curve: its rows by equal value of one key. */
import { type Curve, column } from '../../../core/curve.ts';
import { math } from '../markup.ts';

export interface Series {
  readonly at: number;
  /** Rows of the curve. */
  readonly indices: readonly number[];
}

/** Ascending; more than `most` are thinned evenly, the first and the last kept, and `note` says so. */
export function seriesOf(
  curve: Curve,
  key: string,
  usable: Float64Array,
  most = 8,
): { shown: Series[]; note: string | undefined } {
  const groups = new Map<number, number[]>();
  for (const [i, at] of column(curve, key).values.entries()) {
    const group = groups.get(at) ?? [];
    group.push(i);
    groups.set(at, group);
  }
  const all = Array.from(groups, ([at, indices]) => ({ at, indices }))
    .filter(({ indices }) => indices.some((i) => Number.isFinite(usable[i])))
    .sort((a, b) => a.at - b.at);
  if (all.length <= most) return { shown: all, note: undefined };
  const shown = Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
  return { shown, note: `${most} of ${all.length} values of ${math(key)} are shown` };
}
