import type { TextSpan } from './place.ts';
import type { Scenario } from './scenario.ts';

/** A mistake in the physics of a scenario, by its path. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
  /** The part of the text at that path that is meant. */
  readonly within?: TextSpan;
}

/** The times that a run must hit, as multiples of one tick. */
export interface Schedule {
  /** Greatest common divisor of all intervals and times; an automatic step is tick/2^m. */
  readonly tick: number;
  /** Ticks before the first time average. */
  readonly warmup: number;
  /** Ticks in all. */
  readonly total: number;
}

/** What runs a scenario. */
export type EngineKind = 'field' | 'particles';

/** The schedule of a scenario for one of its engines, with what does not fit. */
export function schedule(
  scenario: Scenario,
  engine: EngineKind = 'field',
): { readonly schedule: Schedule; readonly mistakes: readonly Mistake[] } {
  const { time, observe, output } = scenario;
  const end = time.warmup + time.duration;
  const mistakes: Mistake[] = [];
  const wanted: { readonly path: string; readonly value: number }[] = [{ path: 'time.sample', value: time.sample }];
  if (time.sample > time.duration) {
    mistakes.push({ path: 'time.sample', message: `${time.sample} is longer than time.duration, ${time.duration}` });
  }
  const moment = (path: string, value: number): void => {
    if (value > end * (1 + 1e-9)) {
      mistakes.push({ path, message: `${value} lies beyond the end of the run, warmup + duration = ${end}` });
    } else if (value > 0) wanted.push({ path, value });
  };
  if (time.warmup > 0) wanted.push({ path: 'time.warmup', value: time.warmup });
  observe.forEach((item, i) => {
    const path = `observe[${i}]`;
    if (item.average === 'replicas') {
      if (item.times.length === 0) {
        mistakes.push({ path, message: 'average: replicas needs times: [t1, t2, …] at which to average' });
      }
      item.times.forEach((value, j) => {
        moment(`${path}.times[${j}]`, value);
      });
      return;
    }
    if (item.times.length > 0) {
      mistakes.push({
        path: `${path}.times`,
        message: 'times belong to average: replicas; add it, or leave out times',
      });
    }
    // one that is not given is time.sample, which has been looked at
    if (item.sample > time.duration && item.sample !== time.sample) {
      mistakes.push({
        path: `${path}.sample`,
        message: `${item.sample} is longer than time.duration, ${time.duration}`,
      });
    }
    wanted.push({ path: `${path}.sample`, value: item.sample });
  });
  output.snapshots.forEach((value, j) => {
    moment(`output.snapshots[${j}]`, value);
  });
  const { every } = output.trajectory;
  if (engine === 'particles' && every !== undefined) {
    if (every > time.duration) {
      const message = `${every} is longer than time.duration, ${time.duration}: there would be no frame`;
      mistakes.push({ path: 'output.trajectory.every', message });
    }
    wanted.push({ path: 'output.trajectory.every', value: every });
  }

  let tick = wanted[0].value;
  for (const { path, value } of wanted) {
    const common = divisor(tick, value);
    if (common < 1e-6 * Math.min(tick, value)) {
      mistakes.push({
        path,
        message: `${value} has no common divisor with the other times (${tick}); round it to a multiple`,
      });
    } else tick = common;
  }
  const { step } = scenario[engine];
  if (step !== 'auto' && !whole(tick / step)) {
    const { path, value } = wanted.find((one) => !whole(one.value / step)) ?? {
      path: 'the common divisor',
      value: tick,
    };
    const fitting = Number((tick / Math.max(1, Math.ceil(tick / step))).toPrecision(12));
    mistakes.push({
      path: `${engine}.step`,
      message: `${step} does not fit a whole number of times into ${path} = ${value}; ${fitting} would`,
    });
  }
  const round = (value: number): number => Math.floor(value / tick + 1e-9);
  return { schedule: { tick, warmup: round(time.warmup), total: round(end) }, mistakes };
}

/** Whether a quotient is a whole number, to rounding. */
export function whole(quotient: number): boolean {
  return quotient > 0.5 && Math.abs(quotient - Math.round(quotient)) <= 1e-9 * quotient + 1e-12;
}

/** Greatest common divisor of two positive numbers, to a relative 1e-9; the smaller one divided as often as needed. */
function divisor(a: number, b: number): number {
  let [large, small] = a > b ? [a, b] : [b, a];
  const least = 1e-9 * large;
  while (small > least) {
    const quotient = large / small;
    const rest = Math.abs(quotient - Math.round(quotient)) <= 1e-9 * quotient ? 0 : large % small;
    [large, small] = [small, rest];
  }
  return large;
}
