import type { Registry } from '../../core/define.ts';
import { doubleWell } from './double-well.ts';
import { external } from './external.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { idealGas } from './ideal-gas.ts';
import { latticeGas } from './lattice-gas.ts';
import { pair } from './pair.ts';
import { polynomial } from './polynomial.ts';
import { squareGradient } from './square-gradient.ts';

/** All free-energy terms by the name a scenario uses. */
export const functionals: Registry<Functional, FunctionalContext> = {
  'ideal-gas': idealGas,
  pair,
  external,
  'square-gradient': squareGradient,
  polynomial,
  'double-well': doubleWell,
  'lattice-gas': latticeGas,
};
