import { ParticleEnsemble } from '../../src/app/run/particle-ensemble.ts';
import { runReplicas } from '../../src/app/run/replicas.ts';
import { buildParticlePlan, type ParticlePlan } from '../../src/app/scenario/build-particles.ts';
import { checkParticles } from '../../src/app/scenario/check-particles.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { ScenarioError } from '../../src/app/scenario/problem.ts';
import type { Curve } from '../../src/core/curve.ts';
import { values } from './run-scenario.ts';

export interface ParticleRun {
  readonly plan: ParticlePlan;
  readonly curves: readonly Curve[];
  /** The values of a column of a curve. @throws RangeError when there is none. */
  values(curve: string, column: string): Float64Array;
}

/**
 * Runs a scenario on the way that `dk particles` takes, up to the files: checks, plan, replicas, ensemble, curves. With
 * `workers` from the build, as `dk` runs it.
 */
export async function runParticleScenario(
  source: Readonly<Record<string, unknown>>,
  workers = 1,
): Promise<ParticleRun> {
  const loaded = loadScenario(JSON.stringify(source, null, 1), { file: 'test.json' });
  const { scenario } = loaded;
  const mistakes = checkParticles(scenario, null);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message)));
  const plan = buildParticlePlan(scenario, null);
  const ensemble = new ParticleEnsemble(plan);
  const task = { kind: 'particles', scenario, positions: null, folder: null } as const;
  await runReplicas(task, { replicas: scenario.ensemble.replicas, workers, progress: () => {} }, (result) => {
    if (result.status !== 'done') throw new Error(result.message);
    ensemble.add(result);
  });
  const curves = ensemble.curves();
  return { plan, curves, values: (curve, name) => values(curves, curve, name) };
}
