import { Ensemble, type Measured } from '../../src/app/run/ensemble.ts';
import type { ReplicaResult } from '../../src/app/run/replica.ts';
import { runReplicas } from '../../src/app/run/replicas.ts';
import { buildPlan, type FieldPlan } from '../../src/app/scenario/build.ts';
import { checkPhysics } from '../../src/app/scenario/checks.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { ScenarioError } from '../../src/app/scenario/problem.ts';
import { type Curve, column } from '../../src/core/curve.ts';

/** A scenario as a test writes it: YAML or JSON text, or the same as an object. */
export type ScenarioSource = string | Readonly<Record<string, unknown>>;

export interface RunSettings {
  readonly replicas?: number;
  readonly seed?: number;
  /** Sees every replica by itself: its curves, and what it handed back. */
  each?(curves: readonly Curve[], result: ReplicaResult): void;
  /** Take also runs that failed or were refused; otherwise they throw. */
  readonly unfinished?: boolean;
}

export interface ScenarioRun {
  readonly plan: FieldPlan;
  /** Joined over the replicas, with their theory: what becomes the CSV files. */
  readonly curves: readonly Curve[];
  readonly measured: Measured;
  readonly replicas: Ensemble['replicas'];
  readonly status: Ensemble['status'];
  /** The values of a column of a curve. @throws RangeError when there is none. */
  values(curve: string, column: string): Float64Array;
}

/**
 * Runs a scenario on the way that `dk run` takes, up to the files: text → loadScenario → checkPhysics → buildPlan →
 * replicas one after the other in this thread → ensemble → curves.
 */
export async function runScenario(source: ScenarioSource, settings: RunSettings = {}): Promise<ScenarioRun> {
  const text = typeof source === 'string' ? source : JSON.stringify(source, null, 1);
  const { replicas, seed, each } = settings;
  const loaded = loadScenario(text, { file: 'test.yaml', replicas, seed });
  const { scenario } = loaded;
  const mistakes = checkPhysics(scenario, null);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message)));
  const plan = buildPlan(scenario, null);
  const ensemble = new Ensemble(plan);
  const task = { kind: 'field', scenario, profile: null, force: false } as const;
  const options = { replicas: scenario.ensemble.replicas, workers: 1, progress: () => {} };
  await runReplicas(task, options, (result) => {
    if (result.status !== 'done' && settings.unfinished !== true)
      throw new Error(`${result.status}: ${result.message}`);
    ensemble.add(result);
    if (each === undefined) return;
    const alone = new Ensemble(plan);
    alone.add(result);
    each(alone.curves(), result);
  });
  const curves = ensemble.curves();
  return {
    plan,
    curves,
    measured: ensemble.measured(),
    replicas: ensemble.replicas,
    status: ensemble.status,
    values: (curve, name) => values(curves, curve, name),
  };
}

/** The values of a column of one of the curves. @throws RangeError when there is none. */
export function values(curves: readonly Curve[], curve: string, name: string): Float64Array {
  const found = curves.find((c) => c.name === curve);
  if (found === undefined) throw new RangeError(`no curve '${curve}' among ${curves.map((c) => c.name).join(', ')}`);
  return column(found, name).values;
}
