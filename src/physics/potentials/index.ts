import type { Registry } from '../../core/define.ts';
import { coulomb } from './coulomb.ts';
import { expression } from './expression.ts';
import { gaussianCore } from './gaussian-core.ts';
import { generalisedExponential } from './generalised-exponential.ts';
import { hardCore } from './hard-core.ts';
import { inversePower } from './inverse-power.ts';
import { lennardJones } from './lennard-jones.ts';
import type { PairPotential } from './potential.ts';
import { pseudoHardSphere } from './pseudo-hard-sphere.ts';
import { softSphere } from './soft-sphere.ts';
import { tabulated } from './tabulated.ts';
import { wca } from './wca.ts';
import { yukawa } from './yukawa.ts';

/** All pair potentials by the name a scenario uses. */
export const potentials: Registry<PairPotential, undefined> = {
  coulomb,
  expression,
  'gaussian-core': gaussianCore,
  'generalised-exponential': generalisedExponential,
  'hard-disks': hardCore(2, 'disks in two dimensions, event-driven'),
  'hard-rods': hardCore(1, 'rods in one dimension, exact at any step'),
  'hard-spheres': hardCore(3, 'spheres in three dimensions, event-driven'),
  'inverse-power': inversePower,
  'lennard-jones': lennardJones,
  'pseudo-hard-sphere': pseudoHardSphere,
  'soft-sphere': softSphere,
  tabulated,
  wca,
  yukawa,
};
