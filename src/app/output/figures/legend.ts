/** Legend of a panel: one symbol per labelled layer, drawn as the layer is. */
import type { ChartGroup } from '../chart.ts';
import { math } from '../markup.ts';
import type { Layer } from './layer.ts';

/** A line three times as long as a point is wide, in the units of Vega's custom symbols. */
const STROKE = 'M-3,0L3,0';

type Parts = { scales: NonNullable<ChartGroup['scales']>; legends: NonNullable<ChartGroup['legends']> };

export function legend(layers: readonly Layer[], title: string | undefined): Parts {
  const entries = layers.flatMap((layer) =>
    layer.label === undefined ? [] : [{ ...layer, label: math(layer.label) }],
  );
  if (entries.length === 0) return { scales: [], legends: [] };
  const domain = entries.map((e) => e.label);
  const line = (e: Layer) => e.mark === 'line';
  const scale = <T>(name: string, range: T[]) => ({ name, type: 'ordinal' as const, domain, range });
  return {
    scales: [
      scale(
        'legendFill',
        entries.map((e) => (line(e) ? 'transparent' : e.color)),
      ),
      scale(
        'legendStroke',
        entries.map((e) => (line(e) ? e.color : 'transparent')),
      ),
      scale(
        'legendShape',
        entries.map((e) => (line(e) ? STROKE : 'circle')),
      ),
      scale(
        'legendDash',
        entries.map((e) => [...(e.dash ?? [])]),
      ),
    ],
    legends: [
      {
        fill: 'legendFill',
        stroke: 'legendStroke',
        shape: 'legendShape',
        strokeDash: 'legendDash',
        symbolSize: 40,
        symbolStrokeWidth: 1.5,
        symbolOffset: 8,
        labelOffset: 14,
        gridAlign: 'all',
        orient: 'right',
        offset: 14,
        ...(title === undefined ? {} : { title }),
      },
    ],
  };
}
