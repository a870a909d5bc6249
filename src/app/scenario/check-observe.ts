import { needsParticles } from '../../analysis/observables/index.ts';
import { largestModes } from './build.ts';
import type { ObserveSpec, Scenario } from './scenario.ts';
import type { EngineKind, Mistake } from './schedule.ts';

/** Quantities that are sampled in time only. */
const TIME_ONLY: ReadonlySet<string> = new Set([
  ...['intermediate-scattering', 'energy', 'density-histogram', 'pair-correlation', 'mean-square-displacement'],
  ...['self-intermediate-scattering', 'number-fluctuations', 'cumulants', 'time-correlation'],
]);

/** Whether every measurement can be made as it is asked for, on this engine. */
export function checkObserve(scenario: Scenario, engine: EngineKind = 'field'): readonly Mistake[] {
  const out: Mistake[] = [];
  const written = new Map<string, number>();
  scenario.observe.forEach((item, i) => {
    const path = `observe[${i}]`;
    if (engine === 'field' && needsParticles.has(item.quantity)) {
      const message = `${item.quantity} needs the positions of particles, and a field has none; dk particles measures it, and dk analyze on trajectories`;
      out.push({ path: `${path}.quantity`, message });
      return;
    }
    if (item.lags !== undefined) out.push(...checkLags(scenario, item, path));
    if (Array.isArray(item.k)) out.push(...checkWavenumbers(scenario, item, path, engine));
    if (TIME_ONLY.has(item.quantity) && item.average === 'replicas') {
      out.push({ path: `${path}.average`, message: `${item.quantity} is sampled in time; leave average out` });
    }
    const twice = item.times.findIndex((t, j) => item.times.indexOf(t) < j);
    if (twice >= 0) out.push({ path: `${path}.times[${twice}]`, message: `${item.times[twice]} is listed twice` });
    const curve = curveOf(item);
    const before = written.get(curve);
    if (before === undefined) written.set(curve, i);
    else {
      out.push({
        path: `${path}.quantity`,
        message: `observe[${before}] writes ${curve}.csv already; keep one of the two${curve === 'intermediate-scattering' ? ', with all wavenumbers in its k' : ''}`,
      });
    }
  });
  return out;
}

/** All curves of a measurement that an expectation can speak of. */
export function curvesOf(item: ObserveSpec, engine: EngineKind): readonly string[] {
  return item.quantity === 'energy' && engine === 'particles' ? ['energy', 'energy-mean'] : [curveOf(item)];
}

/** The curve that a measurement is known by, and the file that it writes. */
export function curveOf({ quantity, average }: ObserveSpec): string {
  return quantity === 'structure-factor' && average === 'replicas' ? 'structure-factor-transient' : quantity;
}

function checkWavenumbers(
  { box, field }: Scenario,
  item: ObserveSpec,
  path: string,
  engine: EngineKind,
): readonly Mistake[] {
  const out: Mistake[] = [];
  const masked = engine === 'particles' ? { ...field, dealias: 'two-thirds' as const } : field;
  const wished = Array.isArray(item.k) ? item.k.map(Number) : [];
  if (wished.length === 0) out.push({ path: `${path}.k`, message: 'needs at least one wavenumber, such as k: [1.5]' });
  const steps = box.length.map((length) => (2 * Math.PI) / length);
  const top = Math.hypot(...largestModes({ box, field: masked }).map((n, a) => n * steps[a]));
  wished.forEach((k, j) => {
    if (k > 0 && k <= top + Math.min(...steps)) return;
    const range = `from ${Math.min(...steps).toPrecision(4)} to ${top.toPrecision(4)}`;
    const message =
      k > 0
        ? `${k} lies beyond the resolved modes, which reach ${range}; take a smaller k or more cells`
        : `a wavenumber must be greater than 0, received ${k}; the resolved modes reach ${range}`;
    out.push({ path: `${path}.k[${j}]`, message });
  });
  return out;
}

function checkLags({ time }: Scenario, item: ObserveSpec, path: string): readonly Mistake[] {
  const out: Mistake[] = [];
  const lags = Number(item.lags);
  if ((lags + 1) * item.sample > time.duration * (1 + 1e-9)) {
    const most = Math.max(1, Math.floor(time.duration / item.sample / 4));
    out.push({
      path: `${path}.lags`,
      message: `${lags} lags of ${item.sample} leave no time origins in a duration of ${time.duration}; lags: ${most} would leave three quarters, or lengthen time.duration`,
    });
  }
  return out;
}
