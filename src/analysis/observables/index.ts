import type { Registry } from '../../core/define.ts';
import { cumulants } from './cumulants.ts';
import { densityHistogram } from './density-histogram.ts';
import { densityProfile } from './density-profile.ts';
import { energy } from './energy.ts';
import { intermediateScattering } from './intermediate-scattering.ts';
import { meanSquareDisplacement } from './mean-square-displacement.ts';
import { numberFluctuations } from './number-fluctuations.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { pairCorrelation } from './pair-correlation.ts';
import { selfIntermediateScattering } from './self-intermediate-scattering.ts';
import { structureFactor } from './structure-factor.ts';
import { timeCorrelation } from './time-correlation.ts';

/** All measurements by the name a scenario uses. */
export const observables: Registry<Observable, ObservableContext> = {
  'structure-factor': structureFactor,
  'density-profile': densityProfile,
  'density-histogram': densityHistogram,
  'intermediate-scattering': intermediateScattering,
  'time-correlation': timeCorrelation,
  'number-fluctuations': numberFluctuations,
  cumulants,
  energy,
  'pair-correlation': pairCorrelation,
  'mean-square-displacement': meanSquareDisplacement,
  'self-intermediate-scattering': selfIntermediateScattering,
};

/** Those that need positions: they can be made of trajectories, not of a field. */
export const needsParticles: ReadonlySet<string> = new Set([
  'pair-correlation',
  'mean-square-displacement',
  'self-intermediate-scattering',
]);
