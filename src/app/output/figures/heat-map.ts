/**
 * A field on a periodic plane: one embedded image, equal scales on both axes, colour bar with the same 256 colours. The
 * image is shifted by half a cell so that cell 0 is centred on the origin and the plane is exactly [0, L_x) × [0, L_y).
 */
import type { ChartGroup, ChartMark, ChartSpec } from '../chart.ts';
import type { ColorMap } from '../colormap.ts';
import { encodeHeatmap } from '../image.ts';
import { axis } from './axis.ts';
import type { Domain } from './domain.ts';
import { heading } from './heading.ts';

interface Label {
  readonly label: string;
  readonly unit: string | undefined;
}
interface HeatMap {
  /** [cells[0]*cells[1]]. */
  readonly values: Float64Array;
  readonly cells: readonly [number, number];
  readonly lengths: readonly [number, number];
  readonly range: Domain;
  readonly map: ColorMap;
  readonly x: Label;
  readonly y: Label;
  readonly value: Label;
}

/** Longer side of the plane, pixels; the shorter one is at least an eighth, which breaks the equal scales and is said. */
const SIDE = 400;
const PIXELS = 640;
const BAR = 14;

export function heatMap(data: HeatMap, title: string, notes: readonly (string | undefined)[]): ChartSpec {
  const scale = SIDE / Math.max(...data.lengths);
  const [width, height] = data.lengths.map((length) => Math.max(SIDE / 8, Math.round(length * scale)));
  const unequal = Math.min(...data.lengths) * 8 < Math.max(...data.lengths) ? 'axes not to the same scale' : undefined;
  const magnify = 2 * Math.round(PIXELS / Math.max(...data.cells) / 2) || 1;
  const shift = Math.floor(magnify / 2);
  const [nx, ny] = data.cells;
  const picture = encodeHeatmap(data.values, nx, ny, data.range, data.map, magnify, shift);
  const plane = panel(picture, width, height, [
    axis('x', { ...data.x, domain: [0, data.lengths[0]] }, width),
    axis('y', { ...data.y, domain: [0, data.lengths[1]] }, height),
  ]);
  const ramp = Float64Array.from({ length: 256 }, (_, i) => i);
  const gradient = encodeHeatmap(ramp, 1, 256, [0, 256], data.map, 1);
  const bar = panel(gradient, BAR, height, [axis('y', { ...data.value, domain: data.range }, height, 'right')]);
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    background: 'white',
    padding: 10,
    title: heading(title, [...notes, unequal], Math.max(width, 320) + 80),
    layout: { columns: 2, padding: 16, bounds: 'full', align: 'none' },
    marks: [plane, bar],
  };
}

function panel(png: Uint8Array, width: number, height: number, sides: readonly ReturnType<typeof axis>[]): ChartGroup {
  const url = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const size = { width: { value: width }, height: { value: height } };
  const image: ChartMark = {
    type: 'image',
    encode: { enter: { ...size, url: { value: url }, aspect: { value: false }, smooth: { value: false } } },
  };
  const frame: ChartMark = { type: 'rect', encode: { enter: { ...size, stroke: { value: '#222' } } } };
  return {
    type: 'group',
    encode: { enter: size },
    scales: sides.flatMap((side) => side.scales),
    axes: sides.flatMap((side) => side.axes),
    marks: [image, frame],
  };
}
