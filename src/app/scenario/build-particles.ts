import type { ObservableContext } from '../../analysis/observables/observable.ts';
import { createEntry, isEntrySpec } from '../../core/define.ts';
import { createFft } from '../../core/fft/backends.ts';
import type { Fft } from '../../core/fft/fft.ts';
import { type Dimension, Grid } from '../../core/grid.ts';
import { type ModeSet, modesWithin } from '../../core/modes.ts';
import { quantise } from '../../engines/field/step-size.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { mobilities } from '../../physics/mobilities/index.ts';
import type { Model } from '../../physics/model.ts';
import type { ExternalPotential } from '../../physics/potentials/external/external.ts';
import { externalPotentials } from '../../physics/potentials/external/index.ts';
import { potentials } from '../../physics/potentials/index.ts';
import type { PairPotential } from '../../physics/potentials/potential.ts';
import { largestModes } from './build.ts';
import { type ParticleLimit, particleLimit } from './particle-limit.ts';
import type { ObserveSpec, Scenario, TypedSpec } from './scenario.ts';
import { type Schedule, schedule } from './schedule.ts';

/** Everything that a run of particles needs, made from a scenario. */
export interface ParticlePlan {
  readonly scenario: Scenario;
  readonly dim: Dimension;
  readonly lengths: readonly number[];
  /** N, the density times the volume, rounded. */
  readonly count: number;
  readonly pairs: readonly { readonly type: string; readonly potential: PairPotential }[];
  readonly externals: readonly ExternalPotential[];
  /** Linear theory of the mean field of the pair potentials; null where one of them has no transform. */
  readonly model: Model | null;
  readonly schedule: Schedule;
  readonly dt: number;
  /** What an automatic step must not exceed. */
  readonly limit: ParticleLimit;
  /** Modes of `box.cells` inside the two-thirds mask. */
  readonly modes: ModeSet;
  readonly fft: Fft;
  /** Ticks between frames of the trajectory. */
  readonly frameTicks: number;
  /** Start positions from a file, [dim][particles]. */
  readonly positions: readonly Float64Array[] | null;
  /** Cells of an initial profile from a file, [size]. */
  readonly profile: Float64Array | null;
}

/** Rows that the trajectory holds at most, unless an interval is given. */
const ROWS = 1e6;

/** The plan of a valid scenario; `positions`, `profile`: from the files that particles.start and field.initial name. */
export function buildParticlePlan(
  scenario: Scenario,
  positions: readonly Float64Array[] | null,
  profile: Float64Array | null = null,
): ParticlePlan {
  const { box, particles } = scenario;
  const fft = createFft(new Grid(box.length, box.cells));
  const { dim } = fft.grid;
  const pairs = pairPotentials(scenario, dim);
  const externals = externalsOf(scenario);
  const model = modelOf(scenario, dim, pairSpecs(scenario));
  const count = particleCount(scenario);
  const modes = modesWithin(box.length, largestModes({ box, field: { ...scenario.field, dealias: 'two-thirds' } }));
  const times = schedule(scenario, 'particles').schedule;
  const limit = particleLimit({ scenario, count, modes, model, externals, potentials: pairs.map((p) => p.potential) });
  const dt = particles.step === 'auto' ? quantise(times.tick, limit.dt) : particles.step;
  const frameTicks = framesOf(scenario, times, count);
  const { length: lengths } = box;
  return {
    scenario,
    dim,
    lengths,
    count,
    pairs,
    externals,
    model,
    schedule: times,
    dt,
    limit,
    modes,
    fft,
    frameTicks,
    positions,
    profile,
  };
}

/** The hard core of a plan; null where the particles have forces. */
export function hardCoreOf({ pairs }: Pick<ParticlePlan, 'pairs'>): PairPotential | null {
  return pairs.find(({ potential }) => potential.hardCore !== undefined)?.potential ?? null;
}

/** N of a scenario. */
export function particleCount({ box, density = Number.NaN }: Pick<Scenario, 'box' | 'density'>): number {
  return Math.round(box.length.reduce((volume, length) => volume * length, density));
}

/** The pair potentials that act between the particles. */
export function pairSpecs(scenario: Scenario): readonly TypedSpec[] {
  const { potential } = scenario.particles;
  if (potential !== undefined) return [potential];
  return termsOf(scenario, 'pair');
}

/** @throws RangeError when an entry refuses its parameters. */
export function pairPotentials(scenario: Scenario, dim: Dimension): ParticlePlan['pairs'] {
  return pairSpecs(scenario).map((spec) => {
    const made = createEntry(potentials, spec, undefined);
    return { type: spec.type, potential: made.inDimension?.(dim) ?? made };
  });
}

/** What an observable of the particles is made in. */
export function particleContext(plan: ParticlePlan, spec: ObserveSpec): ObservableContext {
  const { scenario, modes, fft, count } = plan;
  const { volume } = fft.grid;
  return {
    modes,
    fft,
    kind: 'density',
    sample: spec.sample,
    average: spec.average,
    times: [...spec.times].sort((a, b) => a - b),
    mean: spec.mean ?? (plan.externals.length > 0 ? 'subtracted' : 'kept'),
    meanDensity: count / volume,
    // of the ideal gas in these modes
    deviation: Math.sqrt((2 * modes.count * count) / volume) / Math.sqrt(volume),
    kT: effectiveTemperature(scenario),
  };
}

/** kT of the noise: with a noise-scale other than 1 it is not that of the mobility. */
export function effectiveTemperature({ dynamics, particles }: Scenario): number {
  return dynamics.kT * particles['noise-scale'] * particles['noise-scale'];
}

function externalsOf(scenario: Scenario): readonly ExternalPotential[] {
  const context = { lengths: scenario.box.length };
  return termsOf(scenario, 'external').map((spec) => createEntry(externalPotentials, spec, context));
}

/** The potentials of all terms of one kind. */
function termsOf(scenario: Scenario, kind: string): readonly TypedSpec[] {
  return scenario['free-energy'].flatMap(({ term, potential }) => {
    return term === kind && isEntrySpec(potential) ? [potential] : [];
  });
}

function modelOf(scenario: Scenario, dim: Dimension, pairs: readonly TypedSpec[]): Model | null {
  const { box, dynamics } = scenario;
  const density = particleCount(scenario) / box.length.reduce((v, l) => v * l, 1);
  const context = { dim, lengths: box.length, kT: dynamics.kT, density };
  const transformable = pairs.every((spec) => createEntry(potentials, spec, undefined).transform(0, dim) !== null);
  if (!transformable) return null;
  return {
    dim,
    lengths: box.length,
    kT: dynamics.kT,
    kind: 'density',
    species: [{ name: 'density', density }],
    mu: dynamics.mu,
    functionals: [
      createEntry(functionals, { type: 'ideal-gas' }, context),
      ...pairs.map((potential) => createEntry(functionals, { type: 'pair', potential }, context)),
      ...termsOf(scenario, 'external').map((potential) => {
        return createEntry(functionals, { type: 'external', potential }, context);
      }),
    ],
    mobility: createEntry(mobilities, { type: 'brownian' }, { mu: dynamics.mu }),
  };
}

/** Every sample, or every so many that the trajectory does not grow beyond a million rows. */
function framesOf({ output, time }: Scenario, { tick, total, warmup }: Schedule, count: number): number {
  const { every } = output.trajectory;
  const sample = Math.round((every ?? time.sample) / tick);
  if (every !== undefined) return sample;
  return sample * Math.max(1, Math.ceil((count * (total - warmup)) / sample / ROWS));
}
