import type { ParticlePlan } from './build-particles.ts';
import { startType } from './start-type.ts';

/**
 * S(k, 0) of independent uniform particles, 1, for the linear theory of S(k, t); null for lattices, files and profiles that are
 * not uniform, whose S(k, t) has no closed form.
 */
export function startFluctuations(plan: ParticlePlan): 1 | null {
  const type = startType(plan);
  const flat = plan.scenario.field.initial.profile.type === 'uniform';
  return type === 'random' || (type === 'annealed' && flat) ? 1 : null;
}
