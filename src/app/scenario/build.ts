import { observables } from '../../analysis/observables/index.ts';
import type { Observable, ObservableContext } from '../../analysis/observables/observable.ts';
import { createEntry } from '../../core/define.ts';
import { createFft, type TeamMaker } from '../../core/fft/backends.ts';
import type { Fft } from '../../core/fft/fft.ts';
import { Grid } from '../../core/grid.ts';
import { modesWithin } from '../../core/modes.ts';
import { Equation } from '../../engines/field/equation.ts';
import { type Profile, profileValues } from '../../engines/field/initial.ts';
import { integrators } from '../../engines/field/integrators/index.ts';
import {
  diffusiveConstant,
  expectedDeviation,
  quantise,
  type StepLimit,
  type StepProblem,
  stepLimits,
  tightest,
} from '../../engines/field/step-size.ts';
import { type Model, meanDensities } from '../../physics/model.ts';
import { buildModel } from './build-model.ts';
import { decide, effectiveCells } from './decide.ts';
import type { ObserveSpec, Scenario } from './scenario.ts';
import { type Schedule, schedule } from './schedule.ts';

/** Everything that a run of the field needs, made from a scenario. */
export interface FieldPlan {
  readonly scenario: Scenario;
  readonly model: Model;
  readonly fft: Fft;
  readonly problem: StepProblem & { readonly sde: Equation };
  readonly integrator: string;
  readonly schedule: Schedule;
  readonly dt: number;
  readonly limits: readonly StepLimit[];
  /** Particles per resolved cell, ρ0 Π π/K_a. */
  readonly effective: number;
  /** Mean profile at the start, [size]. */
  readonly profile: Float64Array;
}

/** The plan of a valid scenario; `file` holds the cells of an initial profile from a file, `team` lends it threads. */
export function buildPlan(given: Scenario, file: Float64Array | null, team?: TeamMaker): FieldPlan {
  const scenario = decide(given);
  const { box, field } = scenario;
  const model = buildModel(scenario);
  const fft = createFft(new Grid(box.length, box.cells), field.backend, team);
  const { grid } = fft;
  const sde = new Equation(model, fft, {
    dealias: field.dealias,
    dynamics: field.dynamics === 'linear' ? 'linear' : 'full',
    noise: { ...field.noise, at: field.noise.at === 'linearised' ? 'linearised' : 'full' },
  });
  const mean = meanDensities(model)[0];
  const effective = effectiveCells(scenario, model);
  const integrator = field.integrator === 'auto' ? automaticIntegrator(scenario, effective) : field.integrator;
  const problem: FieldPlan['problem'] = {
    model,
    fft,
    dealias: field.dealias,
    sde,
    integrator: integrators[integrator],
    diffusive: diffusiveConstant(field.accuracy, integrator),
  };
  const profile = profileValues(grid, mean, profileOf(scenario, file));
  const limits = bothLimits(problem, profile);
  const times = schedule(scenario).schedule;
  const dt = field.step === 'auto' ? quantise(times.tick, tightest(limits).dt) : field.step;
  return { scenario, model, fft, problem, integrator, schedule: times, dt, limits, effective, profile };
}

/** etdrk2; for three-point functions etd-am2, or etd1 with a small step where few particles share a cell. */
function automaticIntegrator({ field }: Scenario, effective: number): string {
  if (field.accuracy === 'two-point') return 'etdrk2';
  return field.kind === 'density' && effective < 20 ? 'etd1' : 'etd-am2';
}

/** The tighter of what the start and what the expected fluctuations demand, limit by limit. */
function bothLimits(problem: StepProblem, profile: Float64Array): readonly StepLimit[] {
  const expected = stepLimits(problem, null);
  return stepLimits(problem, profile)
    .concat(expected)
    .filter((limit, _i, all) => all.every((other) => other.reason !== limit.reason || other.dt >= limit.dt))
    .filter((limit, i, all) => all.findIndex((other) => other.reason === limit.reason) === i);
}

/** The initial profile of a scenario; `file` holds the cells of one from a file. */
export function profileOf(scenario: Scenario, file: Float64Array | null): Profile {
  const { profile } = scenario.field.initial;
  if (profile.type !== 'file') return profile;
  if (file === null) throw new RangeError('the initial profile has not been read');
  return { type: 'values', values: file };
}

/** One measurement of a plan, with its own state. */
export function buildObservable(plan: FieldPlan, spec: ObserveSpec): Observable {
  return createObservable(spec, observableContext(plan, spec));
}

/** A measurement from what a scenario says of it. @throws RangeError when it refuses its parameters. */
export function createObservable(spec: ObserveSpec, context: ObservableContext): Observable {
  const { quantity, sample, average, times, mean, ...parameters } = spec;
  return createEntry(observables, { type: quantity, ...parameters }, context);
}

/** The resolved modes of a plan as a set. */
export function observableContext(plan: FieldPlan, spec: ObserveSpec): ObservableContext {
  const { scenario, model, fft } = plan;
  const inhomogeneous = model.functionals.some((f) => f.inhomogeneous === true);
  return {
    modes: resolvedModes(plan),
    fft,
    kind: model.kind,
    sample: spec.sample,
    average: spec.average,
    times: [...spec.times].sort((a, b) => a - b),
    mean: spec.mean ?? (inhomogeneous ? 'subtracted' : 'kept'),
    meanDensity: meanDensities(model)[0],
    deviation: expectedDeviation(plan.problem) * scenario.field.noise.scale,
  };
}

const known = new WeakMap<FieldPlan, ObservableContext['modes']>();

/** All modes under the mask, ±k once. */
export function resolvedModes(plan: FieldPlan): ObservableContext['modes'] {
  let modes = known.get(plan);
  if (modes === undefined) {
    modes = modesWithin(plan.fft.grid.lengths, largestModes(plan.scenario));
    known.set(plan, modes);
  }
  return modes;
}

/** Largest |n_a| of a resolved mode, side by side. */
export function largestModes({ box, field }: Pick<Scenario, 'box' | 'field'>): readonly number[] {
  return box.cells.map((n) => (field.dealias === 'none' ? n / 2 - 1 : Math.ceil(n / 3) - 1));
}
