import { needsParticles } from '../../analysis/observables/index.ts';
import { withTheory } from '../../analysis/theory/linear.ts';
import { Joined } from '../run/joined.ts';
import { ReplicaValues } from '../run/replica-values.ts';
import { createObservable } from '../scenario/build.ts';
import { type ParticlePlan, particleContext } from '../scenario/build-particles.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import type { AssembleOptions } from '../trajectory/assemble-options.ts';
import type { TrajectoryFrame } from '../trajectory/frame.ts';
import { trajectoryFrames } from '../trajectory/trajectory-frames.ts';
import { Unwrapper } from '../trajectory/unwrapper.ts';
import { UsageError } from '../usage-error.ts';
import type { Source } from './compare.ts';
import type { Side } from './side.ts';
import { sameBox } from './stored.ts';

/** Parts of a trajectory that stand in for replicas, and frames that each of them needs. */
const PARTS = 16;
const LEAST = 4;

/**
 * Particles from a trajectory of any origin, measured by the estimators of a run: cut into 16 equal parts, which stand in for
 * replicas (so it must be much longer than 16 correlation times). The scenario says what is observed; its `sample` gives way to the
 * interval of the frames. @throws UsageError for another box or too few frames
 */
export async function trajectorySide(
  file: string,
  plan: ParticlePlan,
  timestep: number | undefined,
  warn: (message: string) => void,
): Promise<Source> {
  const { lengths, scenario, model, modes } = plan;
  const options = { dim: lengths.length, warn: () => {}, ...(timestep === undefined ? {} : { timestep }) };
  const frames = (given: AssembleOptions) => trajectoryFrames(file, given);
  let count = 0;
  let first: TrajectoryFrame | null = null;
  let every = 0;
  for await (const frame of frames({ ...options, warn })) {
    if (first === null) {
      first = frame;
      sameBox(file, frame.lengths, lengths);
    } else if (every === 0) every = frame.time - first.time;
    count++;
  }
  if (first === null || count < PARTS * LEAST) {
    throw new UsageError(
      `${file} has ${count} frame(s); a comparison needs at least ${PARTS * LEAST}, ${LEAST} in each of ${PARTS} parts that stand in for replicas`,
    );
  }
  if (!(every > 0)) throw new UsageError(`${file}: the frames do not go on in time`);
  const particles = first.count;
  const size = Math.floor(count / PARTS);
  const specs = observed(scenario.observe, every, file, timestep, size);
  const make = (spec: ObserveSpec) =>
    createObservable(spec, { ...particleContext(plan, spec), meanDensity: particles / plan.fft.grid.volume });
  const joined = new Joined(specs, make);
  const values = new ReplicaValues(specs, make);
  const unwrapper = new Unwrapper();
  let parts = 0;
  let at = 0;
  let current = specs.map(make);
  for await (const frame of frames(options)) {
    const whole = unwrapper.follow(frame.pooled(null, 'all'));
    for (const observable of current) observable.observe(whole);
    at++;
    if (at % size !== 0 || parts === PARTS) continue;
    const outcome = { observables: current.map((one) => one.save()), samples: current.map(() => size) };
    joined.add(outcome.observables, outcome.samples);
    values.add(outcome);
    current = specs.map(make);
    parts++;
  }
  const side: Side = {
    engine: 'particles',
    source: file,
    lengths,
    count: particles,
    replicas: PARTS,
    curves: joined.curves().map((curve) => withTheory(curve, { model, modes, scheme: null, start: null })),
    each: values.each,
  };
  return { fixed: true, extend: async () => {}, side: () => side };
}

/** What can be measured on frames: time averages of densities, and F(k,t) where the frames are timed. */
function observed(
  specs: readonly ObserveSpec[],
  every: number,
  file: string,
  timestep: number | undefined,
  size: number,
): readonly ObserveSpec[] {
  const wanted = specs.filter(({ quantity, average }) => {
    return average === 'time' && quantity !== 'energy' && !needsParticles.has(quantity);
  });
  if (wanted.length === 0) throw new UsageError(`the scenario observes nothing that can be measured on ${file}`);
  return wanted.map((spec) => {
    if (typeof spec.lags !== 'number') return { ...spec, sample: every };
    const matches = Math.abs(every / spec.sample - 1) <= 1e-6;
    if (!matches) {
      throw new UsageError(
        `${file}: its frames are ${every} apart, ${spec.quantity} is sampled every ${spec.sample}${timestep === undefined ? '; if they are counted in steps, give the time of one with --timestep' : ''}: set sample: ${every} for it in the scenario`,
      );
    }
    if (spec.lags + 1 >= size) {
      throw new UsageError(
        `${file}: ${spec.lags} lags of ${spec.quantity} need parts of more than ${spec.lags + 1} frames; there are ${size}`,
      );
    }
    return spec;
  });
}
