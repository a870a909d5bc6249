import { createEntry } from '../../core/define.ts';
import { Grid } from '../../core/grid.ts';
import type { FunctionalContext } from '../../physics/functionals/functional.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { mobilities } from '../../physics/mobilities/index.ts';
import type { Model } from '../../physics/model.ts';
import type { Scenario } from './scenario.ts';

/** What the terms of a scenario's free energy are made in. */
export function functionalContext({ box, dynamics, density, species }: Scenario): FunctionalContext {
  const { dim } = new Grid(box.length, box.cells);
  return { dim, lengths: box.length, kT: dynamics.kT, density: density ?? species?.[0]?.density ?? Number.NaN };
}

/** The model of a scenario. @throws RangeError when an entry refuses its parameters. */
export function buildModel(scenario: Scenario): Model {
  const { box, dynamics, field } = scenario;
  const context = functionalContext(scenario);
  return {
    dim: context.dim,
    lengths: box.length,
    kind: field.kind,
    species: scenario.species ?? [{ name: 'density', density: scenario.density ?? Number.NaN }],
    kT: dynamics.kT,
    mu: dynamics.mu,
    functionals: scenario['free-energy'].map(({ term, ...rest }) => {
      return createEntry(functionals, { type: term, ...rest }, context);
    }),
    mobility: createEntry(mobilities, dynamics.mobility, { mu: dynamics.mu }),
  };
}
