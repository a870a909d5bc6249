/** A block of the legend of a panel: one symbol per labelled layer, drawn as the layer is. */
import type { ChartGroup } from '../chart.ts';
import { math } from '../markup.ts';
import type { Layer } from './layer.ts';

/** A line three times as long as a point is wide, in the units of Vega's custom symbols. */
const STROKE = 'M-3,0L3,0';

type Parts = { scales: NonNullable<ChartGroup['scales']>; legends: NonNullable<ChartGroup['legends']> };

/** `name` tells the scales of one block from those of another. */
export function legend(name: string, layers: readonly Layer[], title: string | undefined): Parts {
  const entries = layers.flatMap((layer) =>
    layer.label === undefined ? [] : [{ ...layer, label: math(layer.label) }],
  );
  if (entries.length === 0) return { scales: [], legends: [] };
  const domain = entries.map((e) => e.label);
  const line = (e: Layer) => e.mark === 'line';
  const open = (e: Layer) => e.mark === 'points' && e.point?.open === true;
  const shape = (e: Layer) => (line(e) ? STROKE : e.mark === 'band' ? 'square' : (e.point?.shape ?? 'circle'));
  const scale = <T>(what: string, range: T[]) => ({ name: name + what, type: 'ordinal' as const, domain, range });
  return {
    scales: [
      scale(
        'Fill',
        entries.map((e) => (line(e) || open(e) ? 'transparent' : e.color)),
      ),
      scale(
        'Stroke',
        entries.map((e) => (line(e) || open(e) ? e.color : 'transparent')),
      ),
      scale('Shape', entries.map(shape)),
      scale(
        'Dash',
        entries.map((e) => [...(e.dash ?? [])]),
      ),
    ],
    legends: [
      {
        fill: `${name}Fill`,
        stroke: `${name}Stroke`,
        shape: `${name}Shape`,
        strokeDash: `${name}Dash`,
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
