import type { Registry } from '../../core/define.ts';
import { densityHistogram } from './density-histogram.ts';
import { densityProfile } from './density-profile.ts';
import { energy } from './energy.ts';
import { intermediateScattering } from './intermediate-scattering.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { structureFactor } from './structure-factor.ts';

/** All measurements by the name a scenario uses. */
export const observables: Registry<Observable, ObservableContext> = {
  'structure-factor': structureFactor,
  'density-profile': densityProfile,
  'density-histogram': densityHistogram,
  'intermediate-scattering': intermediateScattering,
  energy,
};
