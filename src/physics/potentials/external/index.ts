import type { Registry } from '../../../core/define.ts';
import { cosine } from './cosine.ts';
import { expression } from './expression.ts';
import type { ExternalContext, ExternalPotential } from './external.ts';
import { gaussianTrap } from './gaussian-trap.ts';
import { harmonic } from './harmonic.ts';

/** All external potentials by the name a scenario uses. */
export const externalPotentials: Registry<ExternalPotential, ExternalContext> = {
  cosine,
  harmonic,
  'gaussian-trap': gaussianTrap,
  expression,
};
