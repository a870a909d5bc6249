import { withTheory } from '../../analysis/theory/linear.ts';
import type { Curve } from '../../core/curve.ts';
import { createObservable } from '../scenario/build.ts';
import { type ParticlePlan, particleContext } from '../scenario/build-particles.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { startFluctuations } from '../scenario/start-fluctuations.ts';
import { type RunStatus, statusOf, type Timing, timingOf } from './ensemble.ts';
import { Joined } from './joined.ts';
import type { ParticleReplicaResult } from './particle-replica.ts';
import { type EachReplica, ReplicaValues } from './replica-values.ts';

/** A replica without its measurements. */
export type ParticleReplica = Omit<ParticleReplicaResult, 'observables' | 'samples'>;

/** Joins replicas of the particles, in their order. */
export class ParticleEnsemble {
  readonly #plan: ParticlePlan;
  readonly #joined: Joined;
  readonly #values: ReplicaValues;
  readonly #results: ParticleReplica[] = [];

  constructor(plan: ParticlePlan) {
    this.#plan = plan;
    const make = (spec: ObserveSpec) => createObservable(spec, particleContext(plan, spec));
    this.#joined = new Joined(plan.scenario.observe, make);
    this.#values = new ReplicaValues(plan.scenario.observe, make);
  }

  add({ observables, samples, ...rest }: ParticleReplicaResult): void {
    this.#joined.add(observables, samples);
    this.#values.add({ observables, samples });
    this.#results.push(rest);
  }

  /** What every replica has measured by itself. */
  get each(): EachReplica {
    return this.#values.each;
  }

  get replicas(): readonly ParticleReplica[] {
    return this.#results;
  }

  get status(): RunStatus {
    return statusOf(this.#results);
  }

  /** All curves, with the linear theory of the mean field where there is one; `predicted` is for fields and stays empty. */
  curves(): readonly Curve[] {
    const { model, modes } = this.#plan;
    const start = startFluctuations(this.#plan);
    return this.#joined.curves().map((curve) => withTheory(curve, { model, modes, scheme: null, start }));
  }

  /** `wallSeconds`: of all replicas together, from the first step to the last. */
  timing(wallSeconds: number): Timing {
    return timingOf(this.#results, wallSeconds);
  }
}
