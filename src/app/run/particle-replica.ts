import type { ParticleSource } from '../../core/modes.ts';
import { BlowUp } from '../../engines/engine.ts';
import { createObservable } from '../scenario/build.ts';
import { type ParticlePlan, particleContext } from '../scenario/build-particles.ts';
import { type Extrapolated, ExtrapolationWatch } from './extrapolation.ts';
import { LowestShell } from './lowest-shell.ts';
import { Measurements } from './measurements.ts';
import type { ReplicaOutcome, ReplicaProgress } from './replica.ts';
import { startParticles } from './start-particles.ts';

/** What one replica of the particles gives back. */
export interface ParticleReplicaResult extends ReplicaOutcome {
  readonly status: 'done' | 'failed';
  /** How its start was made. */
  readonly start: string;
  /** Frames of its trajectory. */
  readonly frames: number;
  /** Null without a table of u that starts beyond r = 0. */
  readonly extrapolated: Extrapolated | null;
}

/** What a replica of the particles needs of its surroundings. */
export interface ParticleHost {
  progress(p: ReplicaProgress): void;
  /** Wall clock in seconds. */
  now(): number;
  /** CPU seconds of this thread. */
  cpu(): number;
  /** Takes a frame of the trajectory; null where this replica stores none. */
  readonly frame: ((source: ParticleSource, step: number) => void) | null;
}

/** Runs replica `replica` of a plan from start to end. */
export function runParticleReplica(plan: ParticlePlan, replica: number, host: ParticleHost): ParticleReplicaResult {
  const { scenario, schedule, dt } = plan;
  const measurements = new Measurements(scenario.observe, schedule, (spec) => {
    return createObservable(spec, particleContext(plan, spec));
  });
  const lowest = new LowestShell(plan.modes, 'density');
  const watch = new ExtrapolationWatch(plan);
  const every = Math.round(scenario.time.sample / schedule.tick);
  const total = Math.round((schedule.total * schedule.tick) / dt);
  const begun = { wall: host.now(), cpu: host.cpu() };
  const state = { start: '', time: 0, steps: 0, frames: 0, stepping: 0, message: '' };
  let release = (): void => {};
  try {
    const { engine, start } = startParticles(plan, replica);
    release = () => engine.release();
    state.start = start;
    measurements.look(0, engine);
    for (let tick = 1; tick <= schedule.total; tick++) {
      const before = host.now();
      try {
        engine.advanceTo(tick * schedule.tick);
      } finally {
        state.stepping += host.now() - before;
        state.steps = engine.steps;
        state.time = engine.time;
      }
      measurements.look(tick, engine);
      const measured = tick - schedule.warmup;
      if (measured > 0 && measured % plan.frameTicks === 0 && host.frame !== null) {
        host.frame(engine, engine.steps);
        state.frames++;
      }
      if (measured > 0 && measured % every === 0) {
        lowest.observe(engine);
        watch.look(engine);
      }
      host.progress({ replica, steps: engine.steps, total, lowest: lowest.mean });
    }
  } catch (error) {
    // a start without room, particles on one point: also the run's fault, not the program's
    if (!(error instanceof BlowUp || error instanceof RangeError)) throw error;
    state.message = `replica ${replica}: ${error.message}`;
  } finally {
    release();
  }
  const wall = host.now() - begun.wall;
  const cpu = host.cpu() - begun.cpu;
  return {
    replica,
    status: state.message === '' ? 'done' : 'failed',
    message: state.message,
    time: state.time,
    steps: state.steps,
    dt,
    start: state.start,
    frames: state.frames,
    extrapolated: watch.result,
    observables: measurements.save(),
    samples: measurements.samples,
    wallSeconds: state.stepping,
    // the clock of a thread may stand still over a very short run
    cpuSeconds: cpu > 0 ? (cpu * state.stepping) / wall : state.stepping,
  };
}
