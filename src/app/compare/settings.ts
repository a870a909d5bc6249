import { Grid } from '../../core/grid.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** How a comparison judges. */
export interface Settings {
  readonly tolerance: number;
  readonly rateTolerance: number;
  /** Error probability that this look may spend. */
  readonly alpha: number;
  /** Number of quantities that are compared in all: intervals that say `differ` hold for all of them together. */
  readonly family: number;
  /** Largest |k| that is compared, 0.8 K_c. */
  readonly kmax: number;
  /** Rate at which a density wave of the ideal gas decays, per k². */
  readonly diffusion: number;
}

/** Part of the resolved wavenumbers that is compared: beyond, the band limit shows. */
const PART = 0.8;

/** 0.8 of the cut-off of the two-thirds mask, the lowest over the axes: what both engines resolve. */
export function largestCompared({ box }: Pick<Scenario, 'box'>): number {
  return PART * Math.min(...new Grid(box.length, box.cells).cutoffs('two-thirds'));
}

/** Seconds of a budget such as 90s, 10min or 2h. */
export function budgetSeconds(text: string): number {
  const [, value, unit] = /^([\d.]+)(s|min|h)$/.exec(text) ?? [];
  return Number(value) * ({ s: 1, min: 60, h: 3600 }[unit ?? 's'] ?? 1);
}
