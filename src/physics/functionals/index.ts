import type { Registry } from '../../core/define.ts';
import { carnahanStarling } from './carnahan-starling.ts';
import { doubleWell } from './double-well.ts';
import { external } from './external.ts';
import { floryHuggins } from './flory-huggins.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { henderson } from './henderson.ts';
import { idealGas } from './ideal-gas.ts';
import { latticeGas } from './lattice-gas.ts';
import { localText } from './local-text.ts';
import { pair } from './pair.ts';
import { percus } from './percus.ts';
import { phaseFieldCrystal } from './phase-field-crystal.ts';
import { polynomial } from './polynomial.ts';
import { ramakrishnanYussouff } from './ramakrishnan-yussouff.ts';
import { rosenfeld } from './rosenfeld.ts';
import { roth } from './roth.ts';
import { scaledParticle } from './scaled-particle.ts';
import { squareGradient } from './square-gradient.ts';
import { vanDerWaals } from './van-der-waals.ts';
import { virial } from './virial.ts';

/** All free-energy terms by the name a scenario uses. */
export const functionals: Registry<Functional, FunctionalContext> = {
  'ideal-gas': idealGas,
  pair,
  external,
  'square-gradient': squareGradient,
  polynomial,
  'double-well': doubleWell,
  'lattice-gas': latticeGas,
  local: localText,
  virial,
  'van-der-waals': vanDerWaals,
  'carnahan-starling': carnahanStarling,
  'scaled-particle': scaledParticle,
  henderson,
  'flory-huggins': floryHuggins,
  'ramakrishnan-yussouff': ramakrishnanYussouff,
  'phase-field-crystal': phaseFieldCrystal,
  percus,
  rosenfeld,
  roth,
};
