import { describe, expect, test } from 'vitest';
import { boundAt, largestWithin } from '../../../src/app/plan/bound.ts';
import * as measured from '../../../src/app/plan/measured.ts';
import { planRun } from '../../../src/app/plan/plan.ts';
import { splitWork } from '../../../src/app/plan/split.ts';
import { statisticalError } from '../../../src/app/plan/statistical.ts';
import { isSmooth, workOfGrid } from '../../../src/app/plan/work.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { integrators } from '../../../src/engines/field/integrators/index.ts';
import { runScenario } from '../../support/run-scenario.ts';
import { weighted } from '../../truths/statistics.ts';

/** The numbers that plans rest on, and short runs that hold them to account. */

const tables: readonly [string, measured.ByScheme][] = [
  ['repulsion, mask', measured.repulsion['two-thirds']],
  ['repulsion, no mask', measured.repulsion.none],
  ['attraction', measured.attraction],
  ['external', measured.external],
  ['transient mean', measured.transient.mean],
  ['transient covariance', measured.transient.covariance],
  ...Object.entries(measured.thirdMoment).map(([name, table]): [string, measured.ByScheme] => [
    `third, ${name}`,
    table,
  ]),
];

describe('tables', () => {
  test.each(tables)('%s: schemes that exist, ascending, between 0 and 1', (_name, table) => {
    for (const [scheme, { pairs, source, order }] of Object.entries(table)) {
      expect(Object.keys(integrators)).toContain(scheme);
      expect(source.length).toBeGreaterThan(10);
      expect(order).toBeLessThanOrEqual(2);
      pairs.forEach(([y, bound], i) => {
        expect(y).toBeGreaterThan(i === 0 ? 0 : pairs[i - 1][0]);
        expect(bound).toBeGreaterThan(i === 0 ? 0 : pairs[i - 1][1]);
        expect(bound).toBeLessThan(1);
        expect(boundAt({ pairs, source, order }, y)).toBeCloseTo(bound, 12);
      });
    }
  });

  test('between pairs a power law, below them the order, beyond them nothing', () => {
    const bounds: measured.Bounds = {
      order: 2,
      pairs: [
        [1, 0.01],
        [4, 0.04],
      ],
      source: '',
    };
    expect(boundAt(bounds, 2)).toBeCloseTo(0.02, 12);
    expect(boundAt(bounds, 0.5)).toBeCloseTo(0.0025, 12);
    expect(boundAt(bounds, 4.01)).toBeNull();
    expect(largestWithin((y) => boundAt(bounds, y), 0.02)).toBeCloseTo(2, 7);
    expect(largestWithin((y) => boundAt(bounds, y), 0.5)).toBeCloseTo(4, 7);
    expect(largestWithin(() => 0, 0.01)).toBe(Number.POSITIVE_INFINITY);
    expect(largestWithin(() => null, 0.01)).toBeNull();
    expect(largestWithin(() => 0.02, 0.01)).toBeNull();
  });

  test('the largest steps that were measured come out again (2D, D = 1, h = 1)', () => {
    const [mask, none] = [((2 * Math.PI) / 3) ** 2, Math.PI ** 2];
    const largest = (table: measured.ByScheme, scheme: string, error: number, square: number): number =>
      (largestWithin((y) => boundAt(table[scheme], y), error) ?? 0) / square;
    expect(largest(measured.repulsion.none, 'etd1', 0.01, none)).toBeCloseTo(1, 2);
    expect(largest(measured.repulsion.none, 'etd1', 0.003, none)).toBeCloseTo(0.35, 2);
    expect(largest(measured.repulsion['two-thirds'], 'etd1', 0.01, mask)).toBeCloseTo(1, 2);
    expect(largest(measured.repulsion['two-thirds'], 'etd-ab2', 0.003, mask)).toBeCloseTo(0.5, 2);
    expect(largest(measured.repulsion.none, 'etdrk2', 0.003, none)).toBeCloseTo(1, 2);
    expect(largest(measured.thirdMoment.ideal, 'etd-am2', 0.01, 1)).toBeCloseTo(2, 7);
  });
});

describe('work and its split', () => {
  test('sizes of fast transforms cost less than their neighbours', () => {
    expect([22, 24, 30, 32, 34].map((n) => isSmooth(n))).toStrictEqual([false, true, true, true, false]);
    expect(workOfGrid([22, 22], 'auto')).toBeGreaterThan(workOfGrid([24, 24], 'auto'));
    expect(workOfGrid([24, 24], 'reference')).toBeGreaterThan(workOfGrid([32, 32], 'reference'));
    expect(workOfGrid([24, 24], 'auto')).toBeLessThan(workOfGrid([32, 32], 'auto'));
  });

  test('replicas first, threads for large fields with idle cores', () => {
    expect(splitWork(8, 1e6, 4)).toMatchObject({ workers: 4, threads: 1, rounds: 2 });
    expect(splitWork(2, 256 * 256, 8)).toMatchObject({ workers: 2, threads: 4, rounds: 1 });
    expect(splitWork(1, 32 * 32, 8)).toMatchObject({
      workers: 1,
      threads: 1,
      reason: expect.stringContaining('too small'),
    });
    expect(splitWork(2, 256 * 256, 8, false)).toMatchObject({ workers: 2, threads: 1 });
    expect(splitWork(1, 256 * 256, 64)).toMatchObject({ workers: 1, threads: 4 });
    expect(splitWork(3, 1e6, 4)).toMatchObject({ workers: 3, threads: 1 });
  });
});

/** A Gaussian core with everything away from 1: D = 1.36, cells of 0.9 × 0.7. */
function soft(coupling: number, extra: object): Record<string, unknown> {
  const density = 25 / (0.9 * 0.7);
  const epsilon = (coupling * 0.8) / (density * Math.PI * 1.8 * 1.8);
  return {
    name: 'soft',
    box: { length: [14.4, 8.4], cells: [16, 12] },
    dynamics: { kT: 0.8, mu: 1.7 },
    density,
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma: 1.8 } }],
    ...extra,
  };
}

const REPLICAS = 24;

describe('the predicted errors are those of a run', () => {
  test('statistical: the scatter of replicas, at a dense and at a wide sampling', async () => {
    for (const [sample, duration, seed] of [
      [0.1, 60, 3],
      [3, 600, 4],
    ] as const) {
      const source = soft(4, {
        time: { warmup: 8, duration, sample },
        ensemble: { replicas: REPLICAS, seed },
        field: { dynamics: 'linear', initial: { fluctuations: 'poisson' }, backend: 'reference' },
      });
      const run = await runScenario(source);
      const predicted = statisticalError(run.plan, run.plan.scenario.observe[0], 0.01);
      // with eight or more replicas the standard error is that of their scatter
      const [stderr, theory] = [run.values('structure-factor', 'stderr'), run.values('structure-factor', 'theory')];
      const squares = Array.from(stderr, (value, i) => (value / theory[i] / (predicted?.shells[i].relative ?? 0)) ** 2);
      const mean = squares.reduce((sum, x) => sum + x, 0) / squares.length;
      expect(squares.length).toBeGreaterThan(20);
      expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / (squares.length * (REPLICAS - 1))));
    }
  });

  test('of the step: a chosen plan stays within its bound, and Euler–Maruyama shows the error it was predicted', async () => {
    const source = soft(5, {
      time: { warmup: 12, duration: 1500, sample: 1.2 },
      ensemble: { replicas: 2, seed: 8 },
      field: { backend: 'reference' },
    });
    const { scenario } = loadScenario(JSON.stringify(source), { file: 'soft.json' });
    const plan = planRun(scenario, null, { error: 0.01, grid: 'keep', cores: 2, timing: () => 1 });
    const bias = async (what: Record<string, unknown>) => {
      const run = await runScenario(what);
      const column = (name: string) => run.values('structure-factor', name);
      const [k, s, theory, modes, stderr] = ['k', 'S', 'theory', 'modes', 'stderr'].map(column);
      const total = modes.reduce((sum, m) => sum + m, 0);
      const variance = modes.reduce((sum, m, i) => sum + ((m * stderr[i]) / theory[i]) ** 2, 0);
      const all = (i: number): boolean => k[i] > 0;
      const ratio = s.map((value, i) => value / theory[i]);
      const predicted = column('predicted').map((value, i) => value / theory[i]);
      return {
        value: weighted(ratio, modes, all) - 1,
        predicted: weighted(predicted, modes, all) - 1,
        error: Math.sqrt(variance) / total,
      };
    };
    const chosen = await bias({ ...plan.scenario });
    const bound = plan.chosen.worst ?? Number.NaN;
    expect(bound).toBeLessThanOrEqual(0.01);
    expect(chosen.error).toBeLessThan(0.004);
    expect(Math.abs(chosen.value)).toBeLessThan(bound + 4 * chosen.error);

    const loose = planRun(scenario, null, { error: 0.12, grid: 'keep', cores: 2, timing: () => 1 });
    const em = loose.alternatives.find(({ candidate }) => candidate.integrator === 'euler-maruyama')?.candidate;
    const short = {
      ...scenario,
      time: { warmup: 6, duration: 150, sample: 1.2 },
      field: { ...scenario.field, integrator: 'euler-maruyama', step: em?.dt },
    };
    const explicit = await bias(short);
    expect(explicit.error).toBeLessThan(0.015);
    // the mean over k is less than the worst k, for which the step was made
    expect(explicit.predicted).toBeGreaterThan(0.04);
    expect(explicit.predicted).toBeLessThan(em?.worst ?? 0);
    expect(Math.abs(explicit.value - explicit.predicted)).toBeLessThan(4 * explicit.error);
  });
});
