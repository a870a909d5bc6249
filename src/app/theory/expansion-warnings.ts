import { awayFrom } from '../../analysis/theory/expansion.ts';
import type { Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';

/** What is said of a state away from the state point of an expansion. */
export function expansionWarnings(model: Model): readonly string[] {
  return awayFrom(model, model.species[0].density).map(({ name, what, own, here }) => {
    const label = what === 'density' ? 'density' : 'temperature kT =';
    return `${name} is an expansion about the ${label} ${short(own, 4)}; at ${short(here, 4)} it says nothing reliable`;
  });
}
