import type { Registry } from '../../core/define.ts';
import { gaussianCore } from './gaussian-core.ts';
import { generalisedExponential } from './generalised-exponential.ts';
import type { PairPotential } from './potential.ts';
import { softSphere } from './soft-sphere.ts';
import { yukawa } from './yukawa.ts';

/** All pair potentials by the name a scenario uses. */
export const potentials: Registry<PairPotential, undefined> = {
  'gaussian-core': gaussianCore,
  'generalised-exponential': generalisedExponential,
  'soft-sphere': softSphere,
  yukawa,
};
