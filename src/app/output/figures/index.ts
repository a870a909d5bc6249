/** Which curve has which figure. A new figure is one file and one line here. */
import type { Curve } from '../../../core/curve.ts';
import { densityProfile } from './density-profile.ts';
import { directCorrelation } from './direct-correlation.ts';
import { dispersion } from './dispersion.ts';
import { energy } from './energy.ts';
import { equationOfState } from './equation-of-state.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { planarInterface } from './interface.ts';
import { intermediateScattering } from './intermediate-scattering.ts';
import { phaseDiagram } from './phase-diagram.ts';
import { pointsOnLine } from './points-on-line.ts';
import { structureFactor } from './structure-factor.ts';
import { structureFactorDirection } from './structure-factor-direction.ts';
import { structureFactorPartial } from './structure-factor-partial.ts';
import { structureFactorTransient } from './structure-factor-transient.ts';
import { sweep } from './sweep.ts';
import { timeCorrelation } from './time-correlation.ts';

type Draw = (curve: Curve, options: FigureOptions) => Promise<Figure | null>;

export const figures: ReadonlyMap<string, Draw> = new Map([
  ['structure-factor', structureFactor],
  ['structure-factor-transient', structureFactorTransient],
  ['domain-length', pointsOnLine({ key: 't', value: 'length' })],
  ['intermediate-scattering', intermediateScattering],
  ['self-intermediate-scattering', intermediateScattering],
  ['density-profile', densityProfile],
  ['density-histogram', pointsOnLine({ key: 'rho', value: 'P', log: 'auto' })],
  ['pair-correlation', pointsOnLine({ key: 'r', value: 'g', level: 1 })],
  ['mean-square-displacement', pointsOnLine({ key: 't', value: 'msd' })],
  ['number-fluctuations', pointsOnLine({ key: 'l', value: 'chi', lines: ['theory', 'ideal'] })],
  ['structure-factor-direction', structureFactorDirection],
  ['structure-factor-partial', structureFactorPartial],
  ['time-correlation', timeCorrelation],
  ['energy', energy],
  ['dispersion', dispersion],
  ['direct-correlation', directCorrelation],
  ['equation-of-state', equationOfState],
  ['interface', planarInterface],
  ['phase-diagram', phaseDiagram],
  ['sweep', sweep],
]);

/** The figure of a curve; null when its kind has none or nothing in it is finite. */
export async function drawCurve(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  return (await figures.get(curve.name)?.(curve, options)) ?? null;
}
