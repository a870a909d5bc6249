import { buildPlan, type FieldPlan } from '../../src/app/scenario/build.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { FieldEngine } from '../../src/engines/field/engine.ts';
import { initialSpectrum } from '../../src/engines/field/initial.ts';
import { meanDensities } from '../../src/physics/model.ts';

export interface DrivenField {
  readonly plan: FieldPlan;
  readonly engine: FieldEngine;
}

/**
 * The field of a scenario for a check that looks at its states: the streams of random numbers are those of replica `replica` of
 * `dk run`. `start` [size] stands in for field.initial.
 */
export function drivenField(source: object, replica = 0, start: Float64Array | null = null): DrivenField {
  const { scenario } = loadScenario(JSON.stringify(source), { file: 'check.yaml' });
  const plan = buildPlan(scenario, null);
  const { problem, fft, dt } = plan;
  const values = start ?? plan.profile;
  const mean = start === null ? meanDensities(plan.model)[0] : start.reduce((sum, v) => sum + v, 0) / start.length;
  const spectrum = initialSpectrum(fft, problem.sde.resolved, values, mean, problem.sde.scratch);
  const { seed } = scenario.ensemble;
  const engine = new FieldEngine({ problem, dt, adaptive: false }, spectrum, fft.cells.normals(seed, 2 * replica));
  return { plan, engine };
}
