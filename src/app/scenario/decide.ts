import { Grid } from '../../core/grid.ts';
import { type Model, meanDensities } from '../../physics/model.ts';
import { buildModel } from './build-model.ts';
import type { Scenario } from './scenario.ts';

/** Particles per resolved cell from which on the full equation is populated. */
export const POPULATED = 2.5;
/** The same for weighted densities: hard rods at n̄_eff = 3 still miss S(k) by 10 % with full noise. */
const WELL_POPULATED = 10;

/**
 * The scenario with `field.dynamics: auto` and `field.noise.at: auto` decided by what its free energy is:
 *   dynamics  linear with a term that is an expansion about one state point, and with noise of a renormalised term that has a
 *             largest density where n̄_eff < 2.5 (weighted densities: 10): the densities of cells leave its range, its
 *             fluctuations count twice; else full. A given noise.at asks for full dynamics
 *   noise.at  linearised with a renormalised term where n̄_eff < 2.5: full noise would count its fluctuations twice; else full
 */
export function decide(scenario: Scenario): Scenario {
  const { field } = scenario;
  if (field.dynamics !== 'auto' && field.noise.at !== 'auto') return scenario;
  const model = buildModel(scenario);
  const expansion = model.functionals.some((f) => f.expandedAt !== undefined);
  const effective = model.kind === 'density' ? effectiveCells(scenario, model) : Number.POSITIVE_INFINITY;
  const twice = effective < POPULATED && renormalised(model).length > 0;
  const beyond = model.functionals.some((f) => {
    if (f.status === 'bare' || f.continuedAbove === undefined) return false;
    return effective < (f.local === undefined ? WELL_POPULATED : POPULATED);
  });
  const linear = field.noise.at === 'auto' && (expansion || (beyond && field.noise.scale > 0));
  return {
    ...scenario,
    field: {
      ...field,
      dynamics: field.dynamics === 'auto' ? (linear ? 'linear' : 'full') : field.dynamics,
      noise: { ...field.noise, at: field.noise.at === 'auto' ? (twice ? 'linearised' : 'full') : field.noise.at },
    },
  };
}

/** Names of the terms that contain fluctuations already. */
export function renormalised(model: Model): readonly string[] {
  return model.functionals.filter((f) => f.status === 'renormalised').map((f) => f.name);
}

/** n̄_eff = ρ0 Π π/K_a, particles per resolved cell. */
export function effectiveCells({ box, field }: Pick<Scenario, 'box' | 'field'>, model: Model): number {
  const cutoffs = new Grid(box.length, box.cells).cutoffs(field.dealias);
  return cutoffs.reduce((n, cutoff) => n * (Math.PI / cutoff), meanDensities(model)[0]);
}
