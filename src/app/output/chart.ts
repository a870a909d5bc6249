/**
 * Vega specification → SVG text. Vega is loaded when the first figure is drawn. Text is measured in DejaVu Sans; charts
 * are drawn one after the other, because Vega numbers clip paths globally and equal figures shall be equal bytes.
 */
import type { Axis, Config, GroupMark, Mark, Spec } from 'vega';
import { fonts } from './fonts.ts';
import { italicise } from './markup.ts';
import { printable } from './printable.ts';
import { textWidth } from './text-width.ts';

declare module 'vega' {
  /** vega-scenegraph's hook for text widths; exported by vega, but missing in its types. */
  const textMetrics: { width(item: { fontSize?: number }, text: string): number };
}

export type { Axis as ChartAxis, GroupMark as ChartGroup, Mark as ChartMark, Spec as ChartSpec };

/** Verdana has the widths of DejaVu Sans: for viewers of the SVG that lack the latter. */
const FONT = `${fonts.family}, Verdana, sans-serif`;
const INK = '#222';
const CONFIG: Config = {
  axis: {
    domain: false,
    labelColor: INK,
    labelFont: FONT,
    labelFontSize: 12,
    labelLimit: 0,
    labelOverlap: false,
    labelPadding: 4,
    tickColor: INK,
    tickWidth: 1,
    titleColor: INK,
    titleFont: FONT,
    titleFontSize: 14,
    titleFontWeight: 'normal',
    titleLimit: 0,
    titlePadding: 10,
  },
  legend: {
    labelColor: INK,
    labelFont: FONT,
    labelFontSize: 12,
    labelLimit: 0,
    layout: { margin: 16 },
    rowPadding: 4,
    titleColor: INK,
    titleFont: FONT,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titleLimit: 0,
    titlePadding: 6,
  },
  title: {
    color: INK,
    font: FONT,
    fontSize: 14,
    fontWeight: 'normal',
    limit: 0,
    lineHeight: 18,
    subtitleColor: '#555',
    subtitleFont: FONT,
    subtitleFontSize: 11.5,
    subtitleLineHeight: 15,
    subtitlePadding: 4,
  },
  text: { fill: INK, font: FONT, fontSize: 12 },
};

let last: Promise<unknown> = Promise.resolve();

export function renderChart(spec: Spec): Promise<string> {
  const svg = last.then(() => render(spec));
  last = svg.catch(() => undefined);
  return svg;
}

async function render(spec: Spec): Promise<string> {
  const vega = await import('vega');
  vega.textMetrics.width = (item, text) => textWidth(text, item.fontSize ?? 11);
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(spec, CONFIG), { renderer: 'none' });
  try {
    return italicise(printable(await view.toSVG()));
  } finally {
    view.finalize();
  }
}
