/**
 * Fields on a periodic plane, side by side where there are several: embedded images, equal scales on both axes, one colour
 * bar with the same 256 colours. The images are shifted by half a cell so that cell 0 is centred on the origin and the plane
 * is exactly [0, L_x) × [0, L_y).
 */
import type { ChartGroup, ChartMark, ChartSpec } from '../chart.ts';
import type { ColorMap } from '../colormap.ts';
import { encodeHeatmap } from '../image.ts';
import { axis, type PlotAxis } from './axis.ts';
import type { Domain } from './domain.ts';
import { dotMarks } from './dots.ts';
import { heading } from './heading.ts';

interface Label {
  readonly label: string;
  readonly unit: string | undefined;
}
interface HeatPlane {
  /** [cells[0]*cells[1]]. */
  readonly values: Float64Array;
  /** Above the plane. */
  readonly name?: string;
  /** Particles on top: [2][particles], lengths of the box. */
  readonly positions?: readonly Float64Array[] | undefined;
}
interface HeatMap {
  readonly planes: readonly HeatPlane[];
  readonly cells: readonly [number, number];
  readonly lengths: readonly [number, number];
  readonly range: Domain;
  readonly map: ColorMap;
  readonly x: Label;
  readonly y: Label;
  readonly value: Label;
}

/** Longer side of a plane, pixels, alone and beside another; the shorter one is at least an eighth, which breaks the equal scales and is said. */
const SIDES = [400, 300];
const PIXELS = 640;
const BAR = 14;

export function heatMap(data: HeatMap, title: string, notes: readonly (string | undefined)[]): ChartSpec {
  const { planes, lengths, cells, range, map } = data;
  const side = planes.length === 1 ? SIDES[0] : SIDES[1];
  const scale = side / Math.max(...lengths);
  const [width, height] = lengths.map((length) => Math.max(side / 8, Math.round(length * scale)));
  const unequal = Math.min(...lengths) * 8 < Math.max(...lengths) ? 'axes not to the same scale' : undefined;
  const magnify = 2 * Math.round(PIXELS / Math.max(...cells) / 2) || 1;
  const shift = Math.floor(magnify / 2);
  const [nx, ny] = cells;
  const x: PlotAxis = { ...data.x, domain: [0, lengths[0]] };
  const y: PlotAxis = { ...data.y, domain: [0, lengths[1]] };
  const maps = planes.map(({ values, name, positions }, i) => {
    const picture = encodeHeatmap(values, nx, ny, range, map, magnify, shift);
    const sides = [axis('x', x, width), axis('y', i === 0 ? y : { ...y, bare: true }, height)];
    const dots = positions === undefined ? [] : dotMarks(positions, lengths, [width, height]);
    return panel(picture, [width, height], sides, dots, name);
  });
  const ramp = Float64Array.from({ length: 256 }, (_, i) => i);
  const gradient = encodeHeatmap(ramp, 1, 256, [0, 256], map, 1);
  const bar = panel(gradient, [BAR, height], [axis('y', { ...data.value, domain: range }, height, 'right')], []);
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    background: 'white',
    padding: 10,
    title: heading(title, [...notes, unequal], Math.max(planes.length * width, 320) + 80),
    layout: { columns: planes.length + 1, padding: 16, bounds: 'full', align: 'none' },
    marks: [...maps, bar],
  };
}

function panel(
  png: Uint8Array,
  [width, height]: readonly [number, number],
  sides: readonly ReturnType<typeof axis>[],
  dots: readonly ChartMark[],
  name?: string,
): ChartGroup {
  const url = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const size = { width: { value: width }, height: { value: height } };
  const image: ChartMark = {
    type: 'image',
    encode: { enter: { ...size, url: { value: url }, aspect: { value: false }, smooth: { value: false } } },
  };
  const frame: ChartMark = { type: 'rect', encode: { enter: { ...size, stroke: { value: '#222' } } } };
  const above = { x: { value: width / 2 }, y: { value: -8 }, align: { value: 'center' as const } };
  const caption: ChartMark[] =
    name === undefined ? [] : [{ type: 'text', encode: { enter: { ...above, text: { value: name } } } }];
  return {
    type: 'group',
    encode: { enter: size },
    scales: sides.flatMap((side) => side.scales),
    axes: sides.flatMap((side) => side.axes),
    marks: [image, ...dots, frame, ...caption],
  };
}
