import { integrators } from '../../engines/field/integrators/index.ts';
import { diffusiveConstant, stepLimits, tightest } from '../../engines/field/step-size.ts';
import { linearRate } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { intervalName } from '../run/regime.ts';
import { type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { largestWithin } from './bound.ts';
import { INNER } from './measured.ts';
import type { Situation } from './situation.ts';
import { type Scheme, type StepError, stepError } from './step-error.ts';
import { isSmooth, workOfStep } from './work.ts';

/** One scheme on one grid at the longest step that keeps to the wanted error. */
export interface Candidate {
  readonly plan: FieldPlan;
  readonly integrator: string;
  readonly dt: number;
  /** D K_c² dt. */
  readonly scaled: number;
  /** What sets the step. */
  readonly limit: string;
  /** The expected error of every observable, in the order of the scenario. */
  readonly errors: readonly StepError[];
  /** The largest of them that is known; null when none is. */
  readonly worst: number | null;
  /** Every observable has a measured bound, and all keep to the wanted error. */
  readonly keeps: boolean;
  readonly steps: number;
  /** Work of the whole run, for ratios. */
  readonly work: number;
}

/** The candidate of a scheme on the grid of `plan`. */
export function candidate(plan: FieldPlan, integrator: string, situation: Situation, wanted: number): Candidate {
  const { model, schedule, profile, scenario, fft } = plan;
  const entry = integrators[integrator];
  const cutoff = Math.max(...fft.grid.cutoffs(scenario.field.dealias));
  const top = situation.inhomogeneous ? INNER * cutoff : Number.POSITIVE_INFINITY;
  const k = resolvedModes(plan).shells.flatMap((shell) => (shell.k <= top ? [shell.k] : []));
  const scheme: Scheme = { name: integrator, entry, dealias: scenario.field.dealias, cutoff, model, k };
  const unit = situation.diffusion * cutoff * cutoff;
  const reach = scenario.observe.map((item) => {
    return largestWithin((y) => stepError(item, situation, scheme, y).value, wanted);
  });
  const unknown = reach.some((y) => y === null);
  const accuracy = situation.purpose === 'three-point' ? 'three-point' : 'two-point';
  const known = reach.reduce<number>(
    (least, y) => Math.min(least, y ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );
  const diffusive = unknown ? Math.min(known, diffusiveConstant(accuracy, integrator)) : known;
  const largestRate = Number.isFinite(entry.stability) ? entry.stability / 2 : Number.POSITIVE_INFINITY;
  const problem = { ...plan.problem, integrator: unknown ? entry : { ...entry, largestRate }, diffusive };
  const limits = [
    ...stepLimits(problem, profile),
    ...stepLimits(problem, null),
    ...(Number.isFinite(diffusive)
      ? [{ reason: unknown ? 'the automatic limit' : `an error of ${percent(wanted)}`, dt: diffusive / unit }]
      : []),
    ...(situation.twoTimesK > 0
      ? [
          {
            reason: `1/L at k = ${short(situation.twoTimesK)} of two times`,
            dt: 1 / Math.abs(linearRate(model, situation.twoTimesK)),
          },
        ]
      : []),
  ].filter(({ reason }) => reason !== 'diffusion at the cut-off');
  const limit = tightest(limits);
  const parts = partsOf(schedule.tick, limit.dt);
  const dt = Number((schedule.tick / parts).toPrecision(12));
  const errors = scenario.observe.map((item) => stepError(item, situation, scheme, dt * unit));
  const values = errors.flatMap(({ value }) => (value === null ? [] : [value]));
  const worst = values.length === 0 ? null : Math.max(...values);
  const steps = Math.round((schedule.total * schedule.tick) / dt);
  const own: FieldPlan = { ...plan, integrator, problem: { ...plan.problem, integrator: entry } };
  return {
    plan,
    integrator,
    dt,
    scaled: dt * unit,
    limit: parts === 1 ? `the ${intervalName(plan)}` : `${limit.reason} (≤ ${short(limit.dt)})`,
    errors,
    worst,
    keeps: errors.every(({ value }) => value !== null && value <= wanted * (1 + 1e-9)),
    steps,
    work: steps * workOfStep(own),
  };
}

/** Into how many steps a tick is divided: as few as the limit allows, or up to 5 % more for 2^a 5^b, which keeps decimals short. */
function partsOf(tick: number, limit: number): number {
  const least = Math.max(1, Math.ceil((tick / limit) * (1 - 1e-9)));
  for (let n = least; n <= 1.05 * least; n++) if (isSmooth(n, [2, 5])) return n;
  return least;
}

/** 0.0033 → 0.33 %. */
export function percent(value: number): string {
  return `${short(value < 1e-9 ? 0 : 100 * value, 2)} %`;
}
