import { withTheory } from '../../analysis/theory/linear.ts';
import type { Curve } from '../../core/curve.ts';
import { type Grade, gradeOf, Validity, type ValidityReport } from '../../engines/field/validity.ts';
import { formulaEnd, meanDensities } from '../../physics/model.ts';
import { buildObservable, type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { Joined } from './joined.ts';
import type { ReplicaOutcome, ReplicaResult } from './replica.ts';
import { type EachReplica, ReplicaValues } from './replica-values.ts';

/** Status of a whole run. */
export type RunStatus = 'done' | 'failed' | 'refused';

/** What the field has shown of its validity, for the manifest and the last lines of a run. */
export interface Measured extends ValidityReport {
  /** Null where there is no gate: order parameters, additive noise, no noise. */
  readonly grade: Grade | null;
  /** Mean of Σv/Σρ − 1 over all noise draws: what the positivity policy adds to S(k) of the ideal gas. */
  readonly varianceResidual: number;
  /** Fraction of cells in which the policy changed the variance. */
  readonly cellsChanged: number;
  readonly massDrift: number;
}

/** What a run took: steps and CPU seconds of the stepping loops alone, summed over replicas. */
export interface Timing {
  readonly steps: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly cpuMsPerStep: number;
}

/** Joins replicas, in their order. */
export class Ensemble {
  readonly #plan: FieldPlan;
  readonly #joined: Joined;
  readonly #values: ReplicaValues;
  readonly #validity: Validity;
  readonly #noise = { draws: 0, changed: 0, residual: 0 };
  readonly #results: Omit<ReplicaResult, 'observables' | 'samples' | 'snapshots'>[] = [];
  #snapshots: ReplicaResult['snapshots'] = [];

  constructor(plan: FieldPlan) {
    this.#plan = plan;
    const make = (spec: FieldPlan['scenario']['observe'][number]) => buildObservable(plan, spec);
    this.#joined = new Joined(plan.scenario.observe, make);
    this.#values = new ReplicaValues(plan.scenario.observe, make);
    this.#validity = new Validity(plan.fft.grid, meanDensities(plan.model)[0], formulaEnd(plan.model));
  }

  add(result: ReplicaResult): void {
    const { observables, snapshots, samples, ...rest } = result;
    this.#joined.add(observables, samples);
    this.#values.add(result);
    this.#validity.merge(result.validity);
    this.#noise.draws += result.noise.draws;
    this.#noise.changed += result.noise.changed;
    this.#noise.residual += result.noise.residual;
    if (snapshots.length > 0) this.#snapshots = snapshots;
    this.#results.push(rest);
  }

  /** What every replica has measured by itself. */
  get each(): EachReplica {
    return this.#values.each;
  }

  get replicas(): readonly Omit<ReplicaResult, 'observables' | 'samples' | 'snapshots'>[] {
    return this.#results;
  }

  get snapshots(): ReplicaResult['snapshots'] {
    return this.#snapshots;
  }

  get status(): RunStatus {
    return statusOf(this.#results);
  }

  /** All curves with their theory; none of what has never been sampled. */
  curves(): readonly Curve[] {
    const { scenario, model, problem, dt } = this.#plan;
    const { initial, noise } = scenario.field;
    const uniform = initial.profile.type === 'uniform';
    const start = !uniform ? null : initial.fluctuations === 'poisson' ? 1 : 0;
    const context = {
      model,
      modes: resolvedModes(this.#plan),
      scheme: { response: problem.integrator.response, dt, noiseScale: noise.scale },
      start: noise.scale === 1 ? start : null,
    };
    return this.#joined.curves().map((curve) => withTheory(curve, context));
  }

  measured(): Measured {
    const report = this.#validity.report();
    const { draws, changed, residual } = this.#noise;
    const gated = this.#plan.model.kind === 'density' && this.#plan.problem.sde.noiseKind === 'multiplicative';
    return {
      ...report,
      grade: gated && report.samples > 0 ? gradeOf(this.#plan.effective, report.epsilon) : null,
      varianceResidual: draws === 0 ? 0 : residual / draws,
      cellsChanged: draws === 0 ? 0 : changed / (draws * this.#plan.fft.grid.size),
      massDrift: this.#results.reduce((worst, r) => (Math.abs(r.massDrift) > Math.abs(worst) ? r.massDrift : worst), 0),
    };
  }

  /** `wallSeconds`: of all replicas together, from the first step to the last. */
  timing(wallSeconds: number): Timing {
    return timingOf(this.#results, wallSeconds);
  }
}

/** A run has failed or was refused when one of its replicas was. */
export function statusOf(results: readonly Pick<ReplicaOutcome, 'status'>[]): RunStatus {
  const states = results.map((r) => r.status);
  return states.includes('failed') ? 'failed' : states.includes('refused') ? 'refused' : 'done';
}

export function timingOf(
  results: readonly Pick<ReplicaOutcome, 'steps' | 'cpuSeconds'>[],
  wallSeconds: number,
): Timing {
  const steps = results.reduce((sum, r) => sum + r.steps, 0);
  const cpuSeconds = results.reduce((sum, r) => sum + r.cpuSeconds, 0);
  return { steps, wallSeconds, cpuSeconds, cpuMsPerStep: steps === 0 ? 0 : (1000 * cpuSeconds) / steps };
}
