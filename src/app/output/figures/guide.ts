/** Guides for the eye behind the data of a panel: a thin line across it, or a shaded range. */
import type { ChartMark } from '../chart.ts';
import type { PlotAxis } from './axis.ts';
import type { Domain } from './domain.ts';
import { at, fixed } from './layer.ts';
import { palette } from './palette.ts';

export interface Guide {
  /** Axis that `at` is a value of: a line on x stands upright. */
  readonly on: 'x' | 'y';
  /** A line, or a range; its ends may lie beyond the axis. */
  readonly at: number | Domain;
  /** Range of the other axis that a shaded range is confined to. */
  readonly within?: Domain;
  readonly dash?: readonly number[];
  /** Colour of a range, grey. */
  readonly color?: string;
}

type Axes = { readonly x: PlotAxis; readonly y: PlotAxis };

/** None for what does not lie inside the axis. */
export function guideMarks(guide: Guide, axes: Axes, [width, height]: readonly [number, number]): ChartMark[] {
  const [low, high] = axes[guide.on].domain;
  const across = guide.on === 'x' ? { y: 0, y2: height } : { x: 0, x2: width };
  if (typeof guide.at === 'number') {
    if (guide.at <= low || guide.at >= high) return [];
    const look = { ...across, stroke: '#999', strokeDash: [...(guide.dash ?? [])] };
    return [
      {
        type: 'rule',
        encode: { enter: { ...fixed<number | string | number[]>(look), [guide.on]: at(guide.on, guide.at) } },
      },
    ];
  }
  const other = guide.on === 'x' ? 'y' : 'x';
  const [from, to] = [Math.max(low, guide.at[0]), Math.min(high, guide.at[1])];
  if (!(from < to)) return [];
  const ends = { [guide.on]: at(guide.on, from), [`${guide.on}2`]: at(guide.on, to) };
  const sides =
    guide.within === undefined
      ? fixed(across)
      : { [other]: at(other, guide.within[0]), [`${other}2`]: at(other, guide.within[1]) };
  return [{ type: 'rect', encode: { enter: { ...sides, ...ends, ...fixed({ fill: guide.color ?? palette.shade }) } } }];
}
