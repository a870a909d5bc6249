/** One layer of a panel: points with error bars, a line or a band, as Vega marks. */
import type { ChartMark } from '../chart.ts';
import type { PlotAxis } from './axis.ts';
import type { Domain } from './domain.ts';

/** `low` and `high`: ends of the error bar or of the band. */
export interface Row {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** How a point is drawn; open ones are white inside, and larger, so that a filled one fits in. */
export interface Point {
  readonly shape: 'circle' | 'square' | 'diamond';
  readonly open?: boolean;
  /** Area, pixels squared; by the number of points unless given. */
  readonly size?: number;
}

export interface Layer {
  readonly mark: 'points' | 'line' | 'band';
  readonly rows: readonly Row[];
  readonly color: string;
  /** Entry in the legend; single letters become italic. */
  readonly label?: string | undefined;
  readonly dash?: readonly number[];
  /** Width of the line, 1.5. */
  readonly width?: number;
  /** A filled circle unless given. */
  readonly point?: Point;
  /** The bars of the points lie along x: `low` and `high` are values of x. */
  readonly across?: boolean;
}

/** Points and ends of bars inside the axes; a line breaks where it has no value or none that a logarithm can show. */
export function layerRows({ mark, rows, across }: Layer, x: PlotAxis, y: PlotAxis): (Row & { defined: boolean })[] {
  const clamp = (v: number, [low, high]: Domain) => Math.min(high, Math.max(low, v));
  const exists = (v: number, { log }: PlotAxis) => Number.isFinite(v) && !(log && v <= 0);
  const inside = (v: number, [low, high]: Domain) => v >= low && v <= high;
  return rows
    .filter((r) => exists(r.x, x) && (mark !== 'points' || (inside(r.x, x.domain) && inside(r.y, y.domain))))
    .map((r) => {
      if (!exists(r.y, y)) return { x: r.x, y: y.domain[0], low: y.domain[0], high: y.domain[0], defined: false };
      const shown = mark === 'line' ? { ...r, y: near(r.y, y) } : r;
      const [middle, { domain }] = across ? [r.x, x] : [r.y, y];
      return { ...shown, low: clamp(r.low ?? middle, domain), high: clamp(r.high ?? middle, domain), defined: true };
    });
}

/** At most one height of the axis beyond it: the rasteriser cannot clip lines that run off to astronomical places. */
function near(v: number, { domain, log }: PlotAxis): number {
  const scale = log ? Math.log : (u: number): number => u;
  const [low, high] = [scale(domain[0]), scale(domain[1])];
  const value = Math.min(2 * high - low, Math.max(2 * low - high, scale(v)));
  return log ? Math.exp(value) : value;
}

/** Marks of a layer over the data set of its rows. */
export function layerMarks(layer: Layer, data: string): ChartMark[] {
  const from = { data };
  const [x, y] = [at('x', 'x'), at('y', 'y')];
  const span = { x, y: at('y', 'low'), y2: at('y', 'high') };
  const defined = { field: 'defined' };
  if (layer.mark === 'points') {
    const along = layer.across ? { x: at('x', 'low'), x2: at('x', 'high'), y } : span;
    const bar = { ...along, ...fixed({ stroke: layer.color, strokeWidth: 1, strokeOpacity: 0.6 }) };
    return [
      { type: 'rule', from, encode: { enter: bar } },
      { type: 'symbol', from, encode: { enter: { x, y, ...fixed(symbol(layer)) } } },
    ];
  }
  const look = { strokeWidth: layer.width ?? 1.5, strokeDash: [...(layer.dash ?? [])] };
  return layer.mark === 'line'
    ? [
        {
          type: 'line',
          clip: true,
          from,
          encode: { enter: { x, y, defined, ...fixed({ stroke: layer.color, ...look }) } },
        },
      ]
    : [
        {
          type: 'area',
          clip: true,
          from,
          encode: { enter: { ...span, defined, ...fixed({ fill: layer.color, fillOpacity: 0.25 }) } },
        },
      ];
}

function symbol({ rows, color, point }: Layer): Readonly<Record<string, number | string>> {
  const size = point?.size ?? (rows.length > 300 ? 8 : rows.length > 80 ? 14 : 26);
  if (point === undefined) return { fill: color, size };
  const { shape, open } = point;
  return open
    ? { shape, fill: 'white', stroke: color, strokeWidth: 1, size: 2.2 * size }
    : { shape, fill: color, size };
}

/** An encoding by a scale: of a field, or of a number. */
export function at(
  scale: 'x' | 'y',
  what: string | number,
): { scale: string; field: string } | { scale: string; value: number } {
  return typeof what === 'string' ? { scale, field: what } : { scale, value: what };
}

export function fixed<V extends number | string | number[]>(
  values: Readonly<Record<string, V>>,
): Record<string, { value: V }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
