import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { schedule } from '../../../src/app/scenario/schedule.ts';

interface Times {
  readonly time: Readonly<Record<string, number>>;
  readonly step?: number;
  readonly observe?: readonly object[];
  readonly snapshots?: readonly number[];
}

/** The schedule of an ideal gas with these times. */
function of({ time, step, observe, snapshots }: Times) {
  const scenario = {
    name: 's',
    box: { length: [4], cells: [16] },
    density: 4,
    'free-energy': [{ term: 'ideal-gas' }],
    field: step === undefined ? {} : { step },
    time,
    observe: observe ?? [{ quantity: 'structure-factor' }],
    output: { snapshots: snapshots ?? [] },
  };
  return schedule(loadScenario(JSON.stringify(scenario), { file: 's.json' }).scenario);
}

const messages = (times: Times): readonly string[] =>
  of(times).mistakes.map(({ path, message }) => `${path}: ${message}`);

describe('the tick is what all times are multiples of', () => {
  test.each<[string, Times, number, number, number]>([
    ['one sample interval', { time: { duration: 2, sample: 0.1 } }, 0.1, 0, 20],
    [
      'a finer observable',
      { time: { duration: 2, sample: 0.1 }, observe: [{ quantity: 'energy', sample: 0.04 }] },
      0.02,
      0,
      100,
    ],
    ['a warm-up between two samples', { time: { warmup: 0.25, duration: 2, sample: 0.1 } }, 0.05, 5, 45],
    ['a snapshot between two samples', { time: { duration: 2, sample: 0.1 }, snapshots: [0, 0.33] }, 0.01, 0, 200],
    ['a duration that is no multiple', { time: { duration: 1, sample: 0.3 } }, 0.3, 0, 3],
    ['no sample: duration/200', { time: { duration: 7 } }, 0.035, 0, 200],
    [
      'times of a replica average',
      {
        time: { duration: 1, sample: 0.5 },
        observe: [{ quantity: 'density-profile', average: 'replicas', times: [0, 0.2, 1] }],
      },
      0.1,
      0,
      10,
    ],
  ])('%s', (_what, times, tick, warmup, total) => {
    const result = of(times);
    expect(result.mistakes).toStrictEqual([]);
    expect(result.schedule.tick).toBeCloseTo(tick, 12);
    expect([result.schedule.warmup, result.schedule.total]).toStrictEqual([warmup, total]);
  });
});

describe('a given step fits all of them, or the message names one that does', () => {
  const time = { duration: 2, sample: 0.1 };

  test.each([0.1, 0.05, 0.1 / 3, 0.1 / 7, 1e-6])('%f fits', (step) => {
    expect(messages({ time, step })).toStrictEqual([]);
  });

  test('what is advised is shorter, and fits', () => {
    for (const step of [0.03, 0.11, 0.2, 0.099, 0.0301, 5]) {
      const [message, ...more] = messages({ time, step });
      expect(more).toStrictEqual([]);
      const [, place, advised] = /into (\S+) = 0\.1; (\S+) would$/.exec(message) ?? [];
      expect(place).toBe('time.sample');
      expect(Number(advised)).toBeLessThanOrEqual(step);
      expect(messages({ time, step: Number(advised) })).toStrictEqual([]);
    }
  });

  test('the step must fit the interval that it does not fit', () => {
    const finer = { time, step: 0.1, observe: [{ quantity: 'energy', sample: 0.04 }] };
    expect(messages(finer)).toStrictEqual([
      'field.step: 0.1 does not fit a whole number of times into observe[0].sample = 0.04; 0.02 would',
    ]);
  });
});

test('what lies beyond the end, or has no common divisor, is told once, where it stands', () => {
  const late = { quantity: 'density-profile', average: 'replicas', times: [1, 9] };
  expect(messages({ time: { duration: 2, sample: 0.1 }, observe: [late], snapshots: [3] })).toStrictEqual([
    'observe[0].times[1]: 9 lies beyond the end of the run, warmup + duration = 2',
    'output.snapshots[0]: 3 lies beyond the end of the run, warmup + duration = 2',
  ]);
  expect(messages({ time: { duration: 2, sample: 3 } })).toStrictEqual([
    'time.sample: 3 is longer than time.duration, 2',
  ]);
  expect(messages({ time: { duration: 2, sample: 0.1, warmup: Math.SQRT2 } })).toHaveLength(1);
});
