/** A finished figure: the SVG and its PNG at twice the size. */
import { type ChartSpec, renderChart } from '../chart.ts';
import type { Units } from '../labels.ts';
import { rasterize } from '../raster.ts';

export interface Figure {
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
}

export interface FigureOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** Names of the scenario's units; axes carry a unit only when the units that it needs are named. */
  readonly units?: Units;
}

export async function finish(name: string, spec: ChartSpec): Promise<Figure> {
  const svg = await renderChart(spec);
  return { name, svg, png: await rasterize(svg) };
}
