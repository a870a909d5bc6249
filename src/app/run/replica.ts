import { Gaussians } from '../../core/random.ts';
import type { Saved } from '../../core/saved.ts';
import { BlowUp } from '../../engines/engine.ts';
import { FieldEngine, type StepChange } from '../../engines/field/engine.ts';
import { initialSpectrum, withPoissonFluctuations } from '../../engines/field/initial.ts';
import type { NoiseCounts } from '../../engines/field/noise.ts';
import { Validity } from '../../engines/field/validity.ts';
import { formulaEnd, meanDensities } from '../../physics/model.ts';
import { buildObservable, type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { LowestShell } from './lowest-shell.ts';
import { Measurements } from './measurements.ts';

/** What a replica of either engine gives back: plain data, fit to cross between threads. */
export interface ReplicaOutcome {
  readonly replica: number;
  readonly status: 'done' | 'failed' | 'refused';
  /** Why it did not end as planned. */
  readonly message: string;
  readonly time: number;
  readonly steps: number;
  readonly dt: number;
  /** State of every observable, in the order of the scenario. */
  readonly observables: readonly Saved[];
  /** How often each of them has been sampled. */
  readonly samples: readonly number[];
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** What one replica of the field gives back. */
export interface ReplicaResult extends ReplicaOutcome {
  readonly stepChanges: readonly StepChange[];
  readonly energyRises: { readonly steps: number; readonly largest: number };
  /** (N(end) − N(start))/N(start); absolute for an order parameter of mean 0. */
  readonly massDrift: number;
  readonly validity: Saved;
  readonly noise: NoiseCounts;
  readonly snapshots: readonly { readonly time: number; readonly values: Float64Array }[];
}

/** What is reported while a replica runs. */
export interface ReplicaProgress {
  readonly replica: number;
  /** Steps done and the steps that the rest will take. */
  readonly steps: number;
  readonly total: number;
  /** Mean of S(k) so far in the lowest shell; NaN before the first sample. */
  readonly lowest: number;
}

/** What a replica needs of its surroundings. */
export interface ReplicaHost {
  progress(p: ReplicaProgress): void;
  /** Wall clock in seconds. */
  now(): number;
  /** CPU seconds of this thread. */
  cpu(): number;
  /** Go on past the validity gate. */
  readonly force: boolean;
}

/** Runs replica `replica` of a plan from start to end. Streams 2r and 2r + 1 of the seed: noise and initial state. */
export function runReplica(plan: FieldPlan, replica: number, host: ReplicaHost): ReplicaResult {
  const { scenario, model, fft, problem, schedule, dt } = plan;
  const { seed } = scenario.ensemble;
  const { initial, step } = scenario.field;
  const mean = meanDensities(model)[0];
  const start =
    initial.fluctuations === 'poisson'
      ? withPoissonFluctuations(fft.grid, plan.profile, new Gaussians(seed, 2 * replica + 1))
      : plan.profile;
  const spectrum = initialSpectrum(fft, problem.sde.resolved, start, mean, problem.sde.scratch);
  const engine = new FieldEngine(
    { problem, dt, adaptive: step === 'auto' },
    spectrum,
    fft.cells.normals(seed, 2 * replica),
  );
  const measurements = new Measurements(scenario.observe, schedule, (spec) => buildObservable(plan, spec));
  const validity = new Validity(fft.grid, mean, formulaEnd(model));
  const gate = new Gate(plan, validity, host.force);
  const every = Math.round(scenario.time.sample / schedule.tick);
  const snapshotTicks = new Set(scenario.output.snapshots.map((t) => Math.round(t / schedule.tick)));
  const lowest = new LowestShell(resolvedModes(plan), model.kind);
  const snapshots: { time: number; values: Float64Array }[] = [];
  const startMass = engine.counts[0];
  const begun = { wall: host.now(), cpu: host.cpu() };
  let stepping = 0;
  let status: ReplicaResult['status'] = 'done';
  let message = '';

  const look = (tick: number): void => {
    measurements.look(tick, engine);
    if (replica === 0 && snapshotTicks.has(tick)) {
      snapshots.push({ time: tick * schedule.tick, values: engine.state.real().slice() });
    }
    if (tick <= schedule.warmup || (tick - schedule.warmup) % every !== 0) return;
    if (model.kind === 'density') validity.observe(engine.state.real());
    lowest.observe(engine);
  };

  look(0);
  for (let tick = 1; tick <= schedule.total; tick++) {
    const before = host.now();
    try {
      engine.advanceTo(tick * schedule.tick);
    } catch (error) {
      if (!(error instanceof BlowUp)) throw error;
      status = 'failed';
      message = `replica ${replica}: ${error.message}`;
      break;
    } finally {
      stepping += host.now() - before;
    }
    look(tick);
    const rest = Math.round(((schedule.total - tick) * schedule.tick) / engine.dt);
    host.progress({ replica, steps: engine.steps, total: engine.steps + rest, lowest: lowest.mean });
    if (gate.closed(tick === schedule.total)) {
      status = 'refused';
      message = `replica ${replica}: ${gate.message}`;
      break;
    }
  }
  const wall = host.now() - begun.wall;
  const cpu = host.cpu() - begun.cpu;
  const mass = engine.counts[0];
  snapshots.push({ time: engine.time, values: engine.state.real().slice() });
  return {
    replica,
    status,
    message,
    time: engine.time,
    steps: engine.steps,
    dt: engine.dt,
    stepChanges: engine.stepChanges,
    energyRises: engine.energyRises,
    massDrift: startMass === 0 ? mass : (mass - startMass) / startMass,
    validity: validity.save(),
    noise: problem.sde.noiseSource?.counts ?? { draws: 0, changed: 0, residual: 0 },
    observables: measurements.save(),
    samples: measurements.samples,
    snapshots: replica === 0 ? snapshots : [],
    wallSeconds: stepping,
    // the clock of a thread may stand still over a very short run
    cpuSeconds: cpu > 0 ? (cpu * stepping) / wall : stepping,
  };
}

/** Stops a run whose measured ε reaches 5e-2: looked at after 16, 32, 64, … samples and at the end. */
class Gate {
  message = '';
  readonly #plan: FieldPlan;
  readonly #validity: Validity;
  readonly #open: boolean;
  #next = 16;

  constructor(plan: FieldPlan, validity: Validity, force: boolean) {
    this.#plan = plan;
    this.#validity = validity;
    const gated = plan.model.kind === 'density' && plan.problem.sde.noiseKind === 'multiplicative';
    this.#open = force || !gated || plan.scenario.field['accept-grade'] === 'any';
  }

  closed(atEnd: boolean): boolean {
    if (this.#open) return false;
    const { samples, epsilon } = this.#validity.report();
    if (samples < this.#next && !atEnd) return false;
    while (this.#next <= samples) this.#next *= 2;
    if (epsilon < 5e-2) return false;
    this.message = `ε = ${epsilon.toPrecision(3)} ≥ 0.05 of the density is negative (n̄_eff = ${this.#plan.effective.toPrecision(3)}); use fewer cells or a higher density, run particles instead, or insist with --force or field.accept-grade: any`;
    return true;
  }
}
