/** Axes of a panel: scales, ticks outside a frame, minor ticks, titles. */
import type { ChartAxis, ChartGroup } from '../chart.ts';
import { math } from '../markup.ts';
import { textWidth } from '../text-width.ts';
import type { Domain } from './domain.ts';
import { linearTicks, logTicks, type Ticks } from './ticks.ts';

export interface PlotAxis {
  /** Single letters become italic; the unit does not. */
  readonly label: string;
  readonly unit?: string | undefined;
  readonly log?: boolean;
  readonly domain: Domain;
  /** Ticks of its own instead of those of the domain. */
  readonly ticks?: Ticks;
  /** No labels and no title: another panel has them. */
  readonly bare?: boolean;
}

export function axisTitle(label: string, unit: string | undefined): string {
  return math(label) + (unit === undefined ? '' : ` (${unit})`);
}

/** Scale `name` over `range` pixels with its axes on one side. */
export function axis(
  name: 'x' | 'y',
  { label, unit, log, domain, ticks: given, bare }: PlotAxis,
  pixels: number,
  orient: 'bottom' | 'left' | 'right' = name === 'x' ? 'bottom' : 'left',
): { scales: NonNullable<ChartGroup['scales']>; axes: ChartAxis[] } {
  const fitting = () => (name === 'x' ? fittingTicks(domain, pixels) : linearTicks(domain, pixels / 55));
  const ticks = given ?? (log ? logTicks(domain) : fitting());
  const range = name === 'x' ? [0, pixels] : [pixels, 0];
  return {
    scales: [
      { name, type: log ? 'log' : 'linear', domain: [...domain], range, zero: false, nice: false },
      { name: `${name}Labels`, type: 'ordinal', domain: [...ticks.values], range: [...ticks.labels] },
    ],
    axes: [
      ...minorAxis(name, orient, ticks),
      bare
        ? { scale: name, orient, values: [...ticks.values], labels: false }
        : major(name, orient, ticks, axisTitle(label, unit)),
    ],
  };
}

/** As many labels side by side as leave a gap between them. */
function fittingTicks(domain: Domain, pixels: number): Ticks {
  for (let wanted = pixels / 70; ; wanted *= 0.7) {
    const ticks = linearTicks(domain, wanted);
    const widest = Math.max(0, ...ticks.labels.map((text) => textWidth(text, 12)));
    if (ticks.labels.length < 3 || ticks.labels.length * (widest + 12) <= pixels * 1.1) return ticks;
  }
}

function major(name: string, orient: 'bottom' | 'left' | 'right', ticks: Ticks, title: string): ChartAxis {
  const text = { scale: `${name}Labels`, field: 'value' };
  const upwards = orient === 'right' ? ({ titleAngle: -90, titleBaseline: 'top' } as const) : {};
  return {
    scale: name,
    orient,
    values: [...ticks.values],
    title,
    ...upwards,
    encode: { labels: { update: { text } } },
  };
}

function minorAxis(scale: string, orient: 'bottom' | 'left' | 'right', { minor }: Ticks): ChartAxis[] {
  return minor.length === 0 ? [] : [{ scale, orient, values: [...minor], labels: false, tickSize: 3 }];
}
