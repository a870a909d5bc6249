/**
 * A small grammar of plots, so that a figure is data: panels one above the other, each with two axes and layers of points
 * with error bars, lines and bands; entries of the legend stand to the right of the panel, never over the data.
 */
import type { ChartGroup, ChartMark, ChartSpec } from '../chart.ts';
import { axis, type PlotAxis } from './axis.ts';
import { type Guide, guideMarks } from './guide.ts';
import { heading } from './heading.ts';
import { fixed, type Layer, layerMarks, layerRows } from './layer.ts';
import { legend } from './legend.ts';

export interface Panel {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly layers: readonly Layer[];
  /** Thin horizontal line. */
  readonly level?: number;
  /** Further lines and shaded ranges behind the data. */
  readonly guides?: readonly Guide[];
  readonly legendTitle?: string;
  /** Entries of a block of their own above the legend: what the marks mean where the colours mean something else. */
  readonly key?: readonly Layer[];
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
  const blocks = [legend('key', panel.key ?? [], undefined), legend('legend', panel.layers, panel.legendTitle)];
  const level: Guide[] = panel.level === undefined ? [] : [{ on: 'y', at: panel.level }];
  const guides = [...(panel.guides ?? []), ...level].flatMap((guide) => guideMarks(guide, panel, [WIDTH, height]));
  const frame: ChartMark = { type: 'rect', encode: { enter: fixed({ width: WIDTH, height, stroke: '#222' }) } };
  return {
    type: 'group',
    encode: { enter: fixed({ width: WIDTH, height }) },
    scales: [...x.scales, ...y.scales, ...blocks.flatMap((block) => block.scales)],
    axes: [...x.axes, ...y.axes],
    legends: blocks.flatMap((block) => block.legends),
    data: panel.layers.map((layer, i) => ({ name: `layer${i}`, values: layerRows(layer, panel.x, panel.y) })),
    marks: [...guides, frame, ...panel.layers.flatMap((layer, i) => layerMarks(layer, `layer${i}`))],
  };
}
