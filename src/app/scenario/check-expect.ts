import { MultiTau } from '../../analysis/observables/multi-tau.ts';
import { linearStructureFactor, type Model } from '../../physics/model.ts';
import { largestModes } from './build.ts';
import { curvesOf } from './check-observe.ts';
import type { Expectation, ObserveSpec, Scenario } from './scenario.ts';
import type { EngineKind, Mistake } from './schedule.ts';

/** Modes of a profile are written up to this |n_a|. */
const LOWEST = 4;

type OfCurve = Extract<Expectation, { curve: string }>;

/** Whether every expectation can be decided: the curve is measured, has such rows, and a theory where one is asked for. */
export function checkExpect(scenario: Scenario, engine: EngineKind = 'field'): readonly Mistake[] {
  const { expect, observe } = scenario;
  return expect.flatMap((item, i) => {
    const path = `expect[${i}]`;
    if (!concerns(item, engine)) return [];
    if ('mode' in item) {
      const profile = observe.find(({ quantity }) => quantity === 'density-profile');
      if (profile !== undefined) return checkMode(scenario, item, profile, path);
      return [{ path: `${path}.mode`, message: 'needs { quantity: density-profile } under observe' }];
    }
    if (!('curve' in item)) return [];
    const measured = observe.find((spec) => curvesOf(spec, engine).includes(item.curve));
    if (measured !== undefined) return checkCurve(scenario, item, measured, path);
    const names = [...new Set(observe.flatMap((spec) => curvesOf(spec, engine)))].join(', ');
    const message = `'${item.curve}' is not measured by this scenario; measured are ${names === '' ? 'none' : names}`;
    return [{ path: `${path}.curve`, message }];
  });
}

/** Whether an expectation is for this engine: grades and what an integrator must give are for fields. */
export function concerns(item: Expectation, engine: EngineKind): boolean {
  if ('compare' in item) return false;
  if (engine === 'particles' && ('grade' in item || ('curve' in item && item.equals === 'predicted'))) return false;
  return 'grade' in item || item.engine === undefined || item.engine === engine;
}

/** Linear theory has nothing to say of an external potential, of other starts than the uniform one, or of unstable modes. */
export function checkTheory(scenario: Scenario, model: Model): readonly Mistake[] {
  const { initial, noise } = scenario.field;
  const external = model.functionals.some((f) => f.inhomogeneous === true);
  return scenario.expect.flatMap((item, i) => {
    if (!('curve' in item) || typeof item.equals === 'number' || !concerns(item, 'field')) return [];
    const transient = item.curve === 'structure-factor-transient';
    const reason = external
      ? 'with an external potential the theory is left empty'
      : transient
        ? initial.profile.type !== 'uniform' || noise.scale !== 1
          ? 'the theory of S(k,t) needs a uniform start and noise.scale: 1'
          : ''
        : unstable(scenario, model, item)
          ? 'the uniform state is unstable there, so that no stationary theory exists'
          : '';
    if (reason === '') return [];
    return [
      { path: `expect[${i}].equals`, message: `${reason}; give a number${external ? '' : ', or another range of k'}` },
    ];
  });
}

function checkCurve(scenario: Scenario, item: OfCurve, spec: ObserveSpec, path: string): readonly Mistake[] {
  const out: Mistake[] = [];
  const theories: Readonly<Record<string, readonly string[]>> = {
    'structure-factor': ['theory', 'predicted'],
    'structure-factor-transient': ['theory'],
    'intermediate-scattering': ['theory'],
  };
  const own = theories[item.curve] ?? [];
  if (item.column !== undefined && !['Z', 'pressure', 'T-conf'].includes(item.column)) {
    const message = `'${item.column}' cannot be held against a number; of energy-mean these can: Z, pressure, T-conf`;
    out.push({ path: `${path}.column`, message });
  }
  if (typeof item.equals === 'string' && !own.includes(item.equals)) {
    const instead = own.length > 0 ? `${own.join(' or ')}, or a number` : 'a number';
    out.push({ path: `${path}.equals`, message: `${item.curve} has no column '${item.equals}'; write ${instead}` });
  }
  if (item.k !== undefined) {
    const [low, high] = item.k;
    if (own.length === 0) out.push({ path: `${path}.k`, message: `${item.curve} has no column k; leave k out` });
    else if (!someMode(scenario, spec, low, high)) {
      out.push({ path: `${path}.k`, message: `no measured wavenumber lies in [${low}, ${high}]; widen the range` });
    }
  }
  if (item.t !== undefined) {
    const times = timesOf(scenario, spec);
    const [low, high] = item.t;
    if (times === null) out.push({ path: `${path}.t`, message: `${item.curve} has no times here; leave t out` });
    else if (!times.some((t) => t >= low && t <= high)) {
      const ends = `${times[0]} to ${times[times.length - 1]}`;
      out.push({ path: `${path}.t`, message: `no measured time lies in [${low}, ${high}]; they reach from ${ends}` });
    }
  }
  return out;
}

function checkMode(
  scenario: Scenario,
  { mode, t }: Extract<Expectation, { mode: readonly number[] }>,
  profile: ObserveSpec,
  path: string,
): readonly Mistake[] {
  const most = largestModes(scenario).map((n) => Math.min(n, LOWEST));
  if (mode.every((n) => n === 0) || mode.some((n, a) => Math.abs(n) > most[a])) {
    return [
      { path: `${path}.mode`, message: `[${mode}] is not measured; |n| is at most ${most.join(', ')}, not all 0` },
    ];
  }
  if (t === undefined) return [];
  if (profile.average === 'time') {
    return [
      {
        path: `${path}.t`,
        message: 'the density-profile is averaged over time; leave t out, or give it average: replicas',
      },
    ];
  }
  if (profile.times.some((time) => Math.abs(time - t) <= 1e-9 * t)) return [];
  return [
    { path: `${path}.t`, message: `${t} is none of the times of the density-profile, ${profile.times.join(', ')}` },
  ];
}

/** Times in the column t of a curve; null where it has none. */
function timesOf({ time }: Scenario, spec: ObserveSpec): readonly number[] | null {
  if (spec.average === 'replicas') return spec.times;
  if (typeof spec.lags === 'number') {
    const spacing = spec.spacing === 'linear' ? 'linear' : 'logarithmic';
    return Array.from(new MultiTau(spec.lags, spacing).lags, (lag) => lag * spec.sample);
  }
  if (spec.quantity !== 'energy') return null;
  const last = Math.floor(time.duration / spec.sample + 1e-9);
  return Array.from({ length: last }, (_, i) => (i + 1) * spec.sample + time.warmup);
}

/** Whether a wavenumber in the range is measured; a wished one counts where it may be served by a shell in the range. */
function someMode(scenario: Scenario, spec: ObserveSpec, low: number, high: number): boolean {
  if (Array.isArray(spec.k)) {
    const near = Math.max(...scenario.box.length.map((length) => Math.PI / length));
    return spec.k.map(Number).some((k) => k >= low - near && k <= high + near);
  }
  return anyShell(scenario, (k) => k >= low && k <= high);
}

function unstable(scenario: Scenario, model: Model, { k: range }: OfCurve): boolean {
  return anyShell(scenario, (k) => {
    return (range === undefined || (k >= range[0] && k <= range[1])) && !(linearStructureFactor(model, k) > 0);
  });
}

/** Whether some resolved |k| passes. */
function anyShell({ box, field }: Scenario, passes: (k: number) => boolean): boolean {
  const largest = largestModes({ box, field });
  const visit = (a: number, square: number): boolean => {
    if (a === largest.length) return square > 0 && passes(Math.sqrt(square));
    for (let n = 0; n <= largest[a]; n++) {
      const k = (2 * Math.PI * n) / box.length[a];
      if (visit(a + 1, square + k * k)) return true;
    }
    return false;
  };
  return visit(0, 0);
}
