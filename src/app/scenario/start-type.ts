import type { ParticlePlan } from './build-particles.ts';

/** How the particles of a plan are placed. */
export type StartType = 'annealed' | 'quenched' | 'lattice' | 'random' | 'file';

/**
 * What `particles.start` stands for. `auto` follows field.initial where this says more than a flat field: `annealed` for
 * Poisson fluctuations, `quenched` for a profile without; else it is a lattice for cores at ρσ^d ≥ 0.4, where a random start
 * would jam, or random.
 */
export function startType({ scenario, pairs, lengths, count, dim }: StartPlan): StartType {
  const { type } = scenario.particles.start;
  if (type !== 'auto') return type;
  const { profile, fluctuations } = scenario.field.initial;
  if (fluctuations === 'poisson') return 'annealed';
  if (profile.type !== 'uniform') return 'quenched';
  const volume = lengths.reduce((product, length) => product * length, 1);
  const dense = pairs.some(({ potential }) => {
    const { sigma } = potential;
    const filled = (count * [sigma, sigma * sigma, sigma * sigma * sigma][dim - 1]) / volume;
    return potential.transform(0, dim) === null && filled >= 0.4;
  });
  return dense ? 'lattice' : 'random';
}

type StartPlan = Pick<ParticlePlan, 'scenario' | 'pairs' | 'lengths' | 'count' | 'dim'>;
