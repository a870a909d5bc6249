import { observables } from '../../analysis/observables/index.ts';
import { integrators } from '../../engines/field/integrators/index.ts';
import { positivityPolicies } from '../../engines/field/positivity.ts';
import { particleIntegrators } from '../../engines/particles/integrators/index.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { mobilities } from '../../physics/mobilities/index.ts';
import { externalPotentials } from '../../physics/potentials/external/index.ts';
import { potentials } from '../../physics/potentials/index.ts';
import type { Registries } from './registries.ts';

/** Everything that is registered in this program. */
export const builtIn: Registries = {
  functionals,
  mobilities,
  potentials,
  external: externalPotentials,
  observables,
  integrators,
  particleIntegrators,
  positivity: positivityPolicies,
};
