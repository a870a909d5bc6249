import { tightest } from '../../engines/field/step-size.ts';
import { expectedNegative } from '../../engines/field/validity.ts';
import { linearRate } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { POPULATED } from '../scenario/decide.ts';
import { entropyWarning } from './entropy-warning.ts';
import { renormalisedLines, renormalisedWarnings } from './renormalised.ts';

/** What is known of a run before its first step; also written to the manifest. */
export interface Regime {
  readonly dimension: number;
  readonly cells: readonly number[];
  readonly spacing: readonly number[];
  readonly modes: number;
  /** K_c of every axis. */
  readonly cutoffs: readonly number[];
  /** Particles per resolved cell; NaN for an order parameter. */
  readonly effective: number;
  /** K_c σ of the shortest length of the free energy; NaN when it has none. */
  readonly resolution: number;
  readonly expectedNegativeFraction: number;
  readonly expectedEpsilon: number;
  readonly step: number;
  readonly stepLimit: string;
  readonly integrator: string;
  /** Largest L dt. */
  readonly largestRate: number;
  /** Slowest and fastest growing rates, L(k) of the resolved modes. */
  readonly slowest: number;
  readonly unstable: boolean;
  readonly warnings: readonly string[];
}

export function regimeOf(plan: FieldPlan): Regime {
  const { scenario, model, fft, problem, dt, limits, schedule } = plan;
  const { field } = scenario;
  const density = model.kind === 'density';
  const cutoffs = fft.grid.cutoffs(field.dealias);
  const sigmas = model.functionals.flatMap((f) => f.sigma ?? []);
  const rates = resolvedModes(plan).shells.map((shell) => linearRate(model, shell.k));
  const expected = expectedNegative(plan.effective);
  const gated = density && problem.sde.noiseKind === 'multiplicative';
  const unstable = rates.some((rate) => rate < 0);
  // not Math.min(...): a large grid has more modes than a call takes arguments
  const slowest = rates.reduce((least, rate) => Math.min(least, Math.abs(rate)), Number.POSITIVE_INFINITY);
  const regime = {
    dimension: fft.grid.dim,
    cells: fft.grid.cells,
    spacing: fft.grid.spacing,
    modes: resolvedModes(plan).count,
    cutoffs,
    effective: density ? plan.effective : Number.NaN,
    resolution: sigmas.length === 0 ? Number.NaN : Math.min(...cutoffs) * Math.min(...sigmas),
    expectedNegativeFraction: gated ? expected.negativeFraction : 0,
    expectedEpsilon: gated ? expected.epsilon : 0,
    step: dt,
    stepLimit: stepReason(plan),
    integrator: plan.integrator,
    largestRate: problem.sde.linear.reduce((most, rate) => Math.max(most, rate)) * dt,
    slowest,
    unstable,
  };
  const warnings: string[] = [];
  if (gated && regime.effective < POPULATED) {
    warnings.push(
      `n̄_eff = ${short(regime.effective)} < 2.5: densities will be negative (expected ε ≈ ${short(expected.epsilon)}); a higher density or fewer cells would help`,
    );
  }
  if (density && regime.resolution < 8 * (1 - 1e-9)) {
    warnings.push(
      `K_c σ = ${short(regime.resolution)} < 8: the grid does not resolve the potential; S(k) will be off near the cut-off; more cells would help`,
    );
  }
  const entropy = entropyWarning(model);
  if (entropy !== null) warnings.push(entropy);
  warnings.push(...renormalisedWarnings(plan));
  const limit = tightest(limits);
  if (field.step !== 'auto' && dt > limit.dt * (1 + 1e-9)) {
    warnings.push(
      `field.step ${short(dt)} is longer than the limit ${short(limit.dt)} of an automatic step (${limit.reason})`,
    );
  }
  const ends = schedule.total * schedule.tick;
  const wanted = scenario.time.warmup + scenario.time.duration;
  if (ends < wanted * (1 - 1e-9)) {
    warnings.push(
      `the run ends at t = ${short(ends, 6)}, not ${short(wanted, 6)}: time.duration is no whole number of sample intervals`,
    );
  }
  if (regime.largestRate >= problem.integrator.stability) {
    const most = (problem.integrator.stability * dt) / regime.largestRate;
    warnings.push(
      `${plan.integrator} is unstable at L dt = ${short(regime.largestRate)}: the step must stay below ${short(most)}`,
    );
  }
  const averaged = scenario.observe.some((item) => item.average === 'time' && item.quantity === 'structure-factor');
  const bias = Math.exp(-2 * slowest * scenario.time.warmup) / (2 * slowest * scenario.time.duration);
  if (
    averaged &&
    problem.sde.noiseKind !== 'none' &&
    field.initial.fluctuations === 'none' &&
    bias > 0.01 &&
    !unstable
  ) {
    warnings.push(
      `the slowest mode relaxes in 1/L = ${short(1 / slowest)}: a warm-up of ${short(schedule.warmup * schedule.tick)} leaves about ${short(100 * Math.min(bias, 1), 2)} % of the start in its S(k); lengthen time.warmup`,
    );
  }
  return { ...regime, warnings };
}

/** The regime as lines for people. */
export function regimeLines(plan: FieldPlan, regime: Regime): readonly string[] {
  const { scenario } = plan;
  const per = (values: readonly number[]): string => [...new Set(values.map((value) => short(value)))].join(' × ');
  const density = plan.model.kind === 'density';
  const lines = [
    `${scenario.name}: ${scenario.summary ?? 'field run'}`,
    `  grid       ${regime.dimension}D, ${regime.cells.join(' × ')} cells of ${per(regime.spacing)}; ${regime.modes} resolved modes, K_c = ${per(regime.cutoffs)} (dealias ${scenario.field.dealias})`,
  ];
  if (density) {
    const wanted = plan.problem.sde.noiseKind === 'multiplicative' ? ' (wanted ≥ 2.5)' : '';
    const window = Number.isNaN(regime.resolution) ? '' : `, K_c σ = ${short(regime.resolution)} (wanted ≥ 8)`;
    lines.push(`  regime     n̄_eff = ${short(regime.effective)} particles per resolved cell${wanted}${window}`);
    lines.push(
      plan.problem.sde.noiseKind === 'multiplicative'
        ? `  expected   negative fraction ${short(regime.expectedNegativeFraction)}, ε ${short(regime.expectedEpsilon)} (upper estimates)`
        : `  expected   no validity gate: the noise is ${plan.problem.sde.noiseKind === 'none' ? 'off' : 'additive'}`,
    );
  }
  lines.push(...renormalisedLines(plan));
  const { tick } = plan.schedule;
  const divided = `${intervalName(plan)} ${short(tick)}/${Math.round(tick / regime.step)}`;
  lines.push(
    `  step       ${short(regime.step, 4)} = ${divided}, set by ${regime.stepLimit}; ${regime.integrator}, x_max = L dt = ${short(regime.largestRate)}`,
  );
  if (regime.unstable) {
    lines.push(
      '  stability  the uniform state is unstable (L(k) < 0): it separates; there is no stationary S(k) of linear theory',
    );
  }
  return lines;
}

/** Most often the tick is the shortest sample interval; else it is what all times are multiples of. */
export function intervalName({ scenario, schedule }: Pick<FieldPlan, 'scenario' | 'schedule'>): string {
  const samples = [scenario.time.sample, ...scenario.observe.map((item) => item.sample)];
  const one = samples.some((sample) => Math.abs(sample - schedule.tick) <= 1e-9 * sample);
  return one ? 'sample interval' : 'common divisor of all times';
}

function stepReason(plan: FieldPlan): string {
  if (plan.scenario.field.step !== 'auto') return 'field.step';
  const limit = tightest(plan.limits);
  return limit.dt < plan.schedule.tick ? `${limit.reason} (≤ ${short(limit.dt)})` : `the ${intervalName(plan)}`;
}
