import { needsParticles } from '../../analysis/observables/index.ts';
import {
  type Prepared,
  type PreparedParticles,
  type PrepareOptions,
  prepare,
  prepareParticles,
} from '../run/prepare.ts';
import { ScenarioError } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from '../usage-error.ts';

/** Curves that an expectation of a comparison can name. */
export const COMPARED: readonly string[] = [
  ...['density', 'structure-factor', 'structure-factor-direction', 'intermediate-scattering', 'number-fluctuations'],
  ...['density-profile-modes', 'structure-factor-transient'],
];

/** A scenario that is known to be good for both engines. */
export interface PreparedComparison {
  readonly field: Prepared;
  readonly particles: PreparedParticles;
}

/**
 * Reads and checks a scenario for both engines; what needs positions is left to the particles. `one`: only that engine is run, the
 * other side comes from files. @throws UsageError, ScenarioError with every mistake
 */
export async function prepareComparison(file: string, options: PrepareOptions): Promise<PreparedComparison> {
  const particles = await prepareParticles(file, options);
  const { loaded } = particles;
  const mistakes = loaded.scenario.expect.flatMap((item, i) => {
    if (!('compare' in item) || COMPARED.includes(item.compare)) return [];
    return [
      loaded.problem(`expect[${i}].compare`, `'${item.compare}' is not compared; these are: ${COMPARED.join(', ')}`),
    ];
  });
  if (mistakes.length > 0) throw new ScenarioError(mistakes);
  const field = prepare(file, { ...options, observe: forFields });
  return { field, particles };
}

/** The observables that a field can have. @throws UsageError where none is left */
function forFields(observe: Scenario['observe']): Scenario['observe'] {
  const kept = observe.filter(({ quantity }) => !needsParticles.has(quantity));
  if (kept.length === 0) {
    throw new UsageError(
      'the scenario observes nothing that a field has too: add { quantity: structure-factor } under observe',
    );
  }
  return kept;
}
