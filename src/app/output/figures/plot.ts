/**
 * A small grammar of plots, so that a figure is data: panels one above the other, each with two axes and layers of points
 * with error bars, lines and bands; entries of the legend stand to the right of the panel, never over the data.
 */
import type { ChartGroup, ChartMark, ChartSpec } from '../chart.ts';
import { axis, type PlotAxis } from './axis.ts';
import { heading } from './heading.ts';
import { at, fixed, type Layer, layerMarks, layerRows } from './layer.ts';
import { legend } from './legend.ts';

export interface Panel {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly layers: readonly Layer[];
  /** Thin horizontal line. */
  readonly level?: number;
  readonly legendTitle?: string;
  readonly height?: number;
}

const WIDTH = 440;
const HEIGHT = 300;

export function plot(panels: readonly Panel[], title: string, notes: readonly (string | undefined)[]): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    background: 'white',
    padding: 10,
    title: heading(title, notes, WIDTH + 60),
    layout: { columns: 1, padding: 20, bounds: 'full', align: 'none' },
    marks: panels.map(group),
  };
}

function group(panel: Panel): ChartGroup {
  const height = panel.height ?? HEIGHT;
  const [x, y] = [axis('x', panel.x, WIDTH), axis('y', panel.y, height)];
  const key = legend(panel.layers, panel.legendTitle);
  const level: ChartMark[] =
    panel.level === undefined || panel.level <= panel.y.domain[0] || panel.level >= panel.y.domain[1]
      ? []
      : [
          {
            type: 'rule',
            encode: { enter: { ...fixed({ x: 0, x2: WIDTH, stroke: '#999' }), y: at('y', panel.level) } },
          },
        ];
  return {
    type: 'group',
    encode: { enter: fixed({ width: WIDTH, height, stroke: '#222' }) },
    scales: [...x.scales, ...y.scales, ...key.scales],
    axes: [...x.axes, ...y.axes],
    legends: key.legends,
    data: panel.layers.map((layer, i) => ({ name: `layer${i}`, values: layerRows(layer, panel.x, panel.y) })),
    marks: [...level, ...panel.layers.flatMap((layer, i) => layerMarks(layer, `layer${i}`))],
  };
}
