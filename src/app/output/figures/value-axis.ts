/** The axis of what is plotted against something; logarithmic where that serves the data. */
import type { PlotAxis } from './axis.ts';
import { linearDomain, logDomain, spansDecades } from './domain.ts';
import type { Layer } from './layer.ts';

interface Options {
  readonly log?: 'auto' | 'never';
  /** Values that a linear axis always shows. */
  readonly include?: readonly number[];
}

/** Data are the points, and lines are theory; where there are no points the lines are the data. */
export function valueAxis(
  label: string,
  unit: string | undefined,
  layers: readonly Layer[],
  options?: Options,
): PlotAxis {
  const points = layers.filter((l) => l.mark === 'points');
  const lines = layers.filter((l) => l.mark === 'line').flatMap((l) => l.rows.map((r) => r.y));
  const data = points.length === 0 ? lines : points.flatMap((l) => l.rows.map((r) => r.y));
  const theory = points.length === 0 ? [] : lines;
  const bars = layers.flatMap((l) => l.rows.flatMap((r) => [r.low ?? r.y, r.high ?? r.y]));
  const log = options?.log === 'auto' && spansDecades(data);
  const shown = [...data, ...(log ? [] : (options?.include ?? []))];
  return { label, unit, log, domain: (log ? logDomain : linearDomain)(shown, theory, bars) };
}

/** The axis of a key: k and its like become logarithmic when they span decades, times and positions never. */
export function keyAxis(label: string, unit: string | undefined, values: Iterable<number>, log?: 'auto'): PlotAxis {
  const list = Array.from(values);
  const decades = log === 'auto' && spansDecades(list);
  return { label, unit, log: decades, domain: (decades ? logDomain : linearDomain)(list) };
}
