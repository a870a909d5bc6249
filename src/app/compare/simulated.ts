import type { Curve } from '../../core/curve.ts';
import { meanDensities } from '../../physics/model.ts';
import { Ensemble, type RunStatus, type Timing } from '../run/ensemble.ts';
import { ParticleEnsemble } from '../run/particle-ensemble.ts';
import type { ReplicaOutcome, ReplicaProgress } from '../run/replica.ts';
import type { EachReplica } from '../run/replica-values.ts';
import { runReplicas } from '../run/replicas.ts';
import type { FieldTask, ParticleTask, ResultOf, WorkerTask } from '../run/tasks.ts';
import type { FieldPlan } from '../scenario/build.ts';
import type { ParticlePlan } from '../scenario/build-particles.ts';
import type { Source } from './compare.ts';
import type { Side } from './side.ts';

/** What joins replicas and gives their curves: of either engine. */
interface Joining<R extends ReplicaOutcome> {
  add(result: R): void;
  curves(): readonly Curve[];
  timing(wallSeconds: number): Timing;
  readonly each: EachReplica;
  readonly status: RunStatus;
}

export interface SimulateOptions {
  readonly workers: number;
  progress(engine: Side['engine'], replicas: number, p: ReplicaProgress): void;
}

/** One engine of a comparison: replicas that can be added to. */
export class SimulatedSide<T extends WorkerTask, J extends Joining<ResultOf<T>>> implements Source {
  readonly fixed = false;
  readonly ensemble: J;
  /** Why replicas did not end as planned. */
  readonly messages: string[] = [];
  readonly #engine: Side['engine'];
  readonly #task: T;
  readonly #system: { readonly lengths: readonly number[]; readonly count: number };
  readonly #options: SimulateOptions;
  #replicas = 0;
  #seconds = 0;

  constructor(
    engine: Side['engine'],
    task: T,
    system: { readonly lengths: readonly number[]; readonly count: number },
    ensemble: J,
    options: SimulateOptions,
  ) {
    this.#engine = engine;
    this.#task = task;
    this.#system = system;
    this.#options = options;
    this.ensemble = ensemble;
  }

  get timing(): Timing {
    return this.ensemble.timing(this.#seconds);
  }

  async extend(replicas: number): Promise<void> {
    const begun = performance.now();
    const { workers, progress } = this.#options;
    const options = {
      from: this.#replicas,
      replicas,
      workers,
      progress: (p: ReplicaProgress) => progress(this.#engine, replicas, p),
    };
    await runReplicas(this.#task, options, (result) => {
      this.ensemble.add(result);
      if (result.message !== '') this.messages.push(`${this.#engine}, ${result.message}`);
    });
    this.#replicas = replicas;
    this.#seconds += (performance.now() - begun) / 1000;
  }

  side(): Side {
    const { curves, each } = { curves: this.ensemble.curves(), each: this.ensemble.each };
    return { engine: this.#engine, source: 'simulated', ...this.#system, replicas: this.#replicas, curves, each };
  }
}

export type FieldSide = SimulatedSide<FieldTask, Ensemble>;
export type ParticleSide = SimulatedSide<ParticleTask, ParticleEnsemble>;

export function fieldSide(
  plan: FieldPlan,
  profile: Float64Array | null,
  force: boolean,
  options: SimulateOptions,
): FieldSide {
  const { scenario, model, fft } = plan;
  const system = { lengths: model.lengths, count: meanDensities(model)[0] * fft.grid.volume };
  return new SimulatedSide('field', { kind: 'field', scenario, profile, force }, system, new Ensemble(plan), options);
}

/** `folder` takes the trajectory of the first replica. */
export function particleSide(plan: ParticlePlan, folder: string, options: SimulateOptions): ParticleSide {
  const { scenario, positions, profile, lengths, count } = plan;
  const task = { kind: 'particles', scenario, positions, profile, folder } as const;
  return new SimulatedSide('particles', task, { lengths, count }, new ParticleEnsemble(plan), options);
}
