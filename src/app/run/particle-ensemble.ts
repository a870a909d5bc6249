import { withTheory } from '../../analysis/theory/linear.ts';
import type { Curve } from '../../core/curve.ts';
import { createObservable } from '../scenario/build.ts';
import { type ParticlePlan, particleContext } from '../scenario/build-particles.ts';
import { type RunStatus, statusOf, type Timing, timingOf } from './ensemble.ts';
import { Joined } from './joined.ts';
import type { ParticleReplicaResult } from './particle-replica.ts';
import { startType } from './start-particles.ts';

/** A replica without its measurements. */
export type ParticleReplica = Omit<ParticleReplicaResult, 'observables' | 'samples'>;

/** Joins replicas of the particles, in their order. */
export class ParticleEnsemble {
  readonly #plan: ParticlePlan;
  readonly #joined: Joined;
  readonly #results: ParticleReplica[] = [];

  constructor(plan: ParticlePlan) {
    this.#plan = plan;
    this.#joined = new Joined(plan.scenario.observe, (spec) => createObservable(spec, particleContext(plan, spec)));
  }

  add({ observables, samples, ...rest }: ParticleReplicaResult): void {
    this.#joined.add(observables, samples);
    this.#results.push(rest);
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
    const start = startType(this.#plan) === 'random' ? 1 : null;
    return this.#joined.curves().map((curve) => withTheory(curve, { model, modes, scheme: null, start }));
  }

  /** `wallSeconds`: of all replicas together, from the first step to the last. */
  timing(wallSeconds: number): Timing {
    return timingOf(this.#results, wallSeconds);
  }
}
