/** P(ρ) of both sides on a logarithmic axis; empty bins are not drawn. */
import type { Figure, FigureOptions } from '../figure.ts';
import { drawPoints } from './points.ts';
import type { Sides } from './sides.ts';

export function compareHistograms(sides: Sides, options: FigureOptions): Promise<Figure | null> {
  return drawPoints(sides, options, { name: 'density-histogram', key: 'rho', value: 'P', log: true });
}
