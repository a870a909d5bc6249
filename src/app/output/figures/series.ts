/** The series of a curve: its rows by equal value of one key. */
import { type Curve, column } from '../../../core/curve.ts';
import { math } from '../markup.ts';

export interface Series {
  readonly at: number;
  /** Rows of the curve. */
  readonly indices: readonly number[];
}

const SHOWN = 8;

/** Ascending; more than eight are thinned evenly, the first and the last kept, and `note` says so. */
export function seriesOf(
  curve: Curve,
  key: string,
  usable: Float64Array,
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
  if (all.length <= SHOWN) return { shown: all, note: undefined };
  const shown = Array.from({ length: SHOWN }, (_, i) => all[Math.round((i * (all.length - 1)) / (SHOWN - 1))]);
  return { shown, note: `${SHOWN} of ${all.length} values of ${math(key)} are shown` };
}
