import { describe, expect, test } from 'vitest';
import { expectedOf } from '../../../src/app/plan/expectations.ts';
import { type PlanOptions, planRun, type RunPlan } from '../../../src/app/plan/plan.ts';
import { settingsOf } from '../../../src/app/plan/settings.ts';
import { buildPlan } from '../../../src/app/scenario/build.ts';
import { checkPhysics } from '../../../src/app/scenario/checks.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import type { Scenario } from '../../../src/app/scenario/scenario.ts';

/** What a plan chooses, and that it does not depend on the units. */

/** Units of length, time and energy that a scenario is written in. */
interface Units {
  readonly length: number;
  readonly time: number;
  readonly energy: number;
}
const natural: Units = { length: 1, time: 1, energy: 1 };

interface Given {
  readonly units?: Units;
  readonly coupling?: number;
  /** Particles in each cell. */
  readonly particles?: number;
  readonly cells?: number;
  /** σ in cells. */
  readonly sigma?: number;
  readonly sample?: number;
  readonly terms?: readonly object[];
  readonly field?: object;
  readonly more?: object;
}

/** A Gaussian core in two dimensions with kT = 0.8, μ = 1.7 and cells of 0.9 × 0.75, in the given units. */
function scenario(given: Given = {}): Scenario {
  const {
    units = natural,
    coupling = 5,
    particles = 20,
    cells = 16,
    sigma = 3,
    sample = 2,
    terms,
    field,
    more,
  } = given;
  const { length, time, energy } = units;
  const kT = 0.8 * energy;
  const [width, height] = [0.9 * length, 0.75 * length];
  const density = particles / (width * height);
  const range = sigma * height;
  const epsilon = (coupling * kT) / (density * Math.PI * range * range);
  const pair = { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma: range } };
  const source = {
    name: 'planned',
    box: { length: [width * cells, height * cells], cells: [cells, cells] },
    dynamics: { kT, mu: (1.7 * length * length) / (energy * time) },
    density,
    'free-energy': [{ term: 'ideal-gas' }, ...(coupling === 0 ? [] : [pair]), ...(terms ?? [])],
    field: { backend: 'reference', ...field },
    time: { warmup: 10 * sample * time, duration: 500 * sample * time, sample: sample * time },
    ensemble: { replicas: 3 },
    ...more,
  };
  const { scenario: loaded } = loadScenario(JSON.stringify(source), { file: 'planned.json' });
  expect(checkPhysics(loaded, null)).toEqual([]);
  return loaded;
}

function planned(given: Scenario, options: Partial<PlanOptions> = {}): RunPlan {
  return planRun(given, null, { error: 0.01, grid: 'keep', cores: 2, timing: () => 1, ...options });
}

const observing = (...observe: readonly object[]): Given => ({ more: { observe } });
const cosine = { term: 'external', potential: { type: 'cosine', amplitude: 0.5, waves: [1, 0] } };
const two = { 'field.integrator': 'etd1', 'field.dealias': 'two-thirds' };

describe('the scheme follows from what is asked for', () => {
  test.each<[string, Scenario, string, string]>([
    ['two-point functions of the ideal gas', scenario({ coupling: 0 }), 'stationary', 'etd1'],
    ['two-point functions at a dense sampling', scenario({ sample: 0.25 }), 'stationary', 'etd1'],
    ['an external potential', scenario({ terms: [cosine] }), 'evolving', 'etdrk2'],
    [
      'given times',
      scenario(observing({ quantity: 'structure-factor', average: 'replicas', times: [4] })),
      'evolving',
      'etdrk2',
    ],
    [
      'cumulants, many particles',
      scenario({ ...observing({ quantity: 'cumulants' }), particles: 20 }),
      'three-point',
      'etd-am2',
    ],
    [
      'cumulants, few particles',
      scenario({ ...observing({ quantity: 'cumulants' }), particles: 8 }),
      'three-point',
      'etd1',
    ],
    [
      'a histogram, without mask before',
      scenario({ ...observing({ quantity: 'density-histogram' }), field: { dealias: 'none' } }),
      'three-point',
      'etd-am2',
    ],
    ['attraction', scenario({ coupling: -0.7 }), 'strong', 'etdrk2'],
    ['very strong repulsion', scenario({ coupling: 30 }), 'strong', 'etdrk2'],
    ['no noise', scenario({ field: { noise: { scale: 0 } } }), 'deterministic', 'etdrk2'],
  ])('%s', (_what, given, purpose, integrator) => {
    const run = planned(given);
    expect(run.situation.purpose).toBe(purpose);
    expect(run.chosen.integrator).toBe(integrator);
    expect(run.grid.dealias).toBe('two-thirds');
    expect(run.scenario.box).toStrictEqual(given.box);
  });

  test('a long sampling interval lets etdrk2 take steps that make it cheaper than etd1', () => {
    const run = planned(scenario({ sample: 8, sigma: 6 }));
    const etd1 = run.alternatives.find(({ candidate }) => candidate.integrator === 'etd1');
    expect(run.chosen.integrator).toBe('etdrk2');
    expect(etd1?.ratio).toBeGreaterThan(1);
    expect(run.schemeReason).toMatch(/etd1 costs \d\.\d\d times as much/);
  });
});

describe('the step is the longest that keeps to the error and divides the tick', () => {
  test.each([0.03, 0.01, 0.003, 0.001])('at an error of %d', (error) => {
    const run = planned(scenario(), { error });
    for (const { candidate } of run.alternatives) {
      const parts = run.plan.schedule.tick / candidate.dt;
      expect(Math.abs(parts - Math.round(parts))).toBeLessThan(1e-9 * parts);
      if (candidate.errors.every(({ value }) => value !== null)) expect(candidate.keeps).toBe(true);
    }
    expect(checkPhysics(run.scenario, null)).toEqual([]);
    expect(run.plan.dt).toBe(run.chosen.dt);
  });

  test('the reference schemes: 2 tol/max L of the linear problem', () => {
    const run = planned(scenario({ coupling: 0, sample: 0.001 }), { error: 0.004 });
    const largest = run.plan.problem.sde.linear.reduce((most, rate) => Math.max(most, rate));
    for (const name of ['euler-maruyama', 'semi-implicit']) {
      const one = run.alternatives.find(({ candidate }) => candidate.integrator === name)?.candidate;
      expect(one?.worst).toBeLessThanOrEqual(0.004);
      // S(k;dt)/S = 1/(1 ± x/2); the tick is divided into whole parts
      expect(((one?.dt ?? 0) * largest) / 2 / 0.004).toBeGreaterThan(0.85);
      expect(((one?.dt ?? 0) * largest) / 2 / 0.004).toBeLessThan(1.01);
    }
  });

  test('functions of two times want a step below the relaxation time', () => {
    const k = 3.4;
    const run = planned(
      scenario({ coupling: 0, ...observing({ quantity: 'intermediate-scattering', k: [k], lags: 8 }) }),
    );
    expect(run.chosen.dt * 0.8 * 1.7 * k * k).toBeLessThanOrEqual(1);
    expect(run.chosen.limit).toMatch(/^1\/L at k = 3\.4/);
  });

  test('what was never measured is said, and the automatic limit taken', () => {
    const run = planned(scenario(observing({ quantity: 'energy' })));
    expect(run.chosen.keeps).toBe(false);
    expect(expectedOf(run)[0]).toMatchObject({ systematic: null, basis: expect.stringContaining('half the step') });
    expect(run.chosen.scaled).toBeLessThanOrEqual(3);
  });
});

describe('units: the plan of a scenario in other units is the plan in other units', () => {
  const scale: Units = { length: 3.2, time: 0.045, energy: 17 };
  test.each<[string, Given]>([
    ['two-point functions', {}],
    ['two times, fine steps', { sample: 0.5 }],
    ['an external potential', { terms: [cosine] }],
    ['cumulants', observing({ quantity: 'cumulants' }, { quantity: 'structure-factor' })],
    ['attraction', { coupling: -0.6 }],
  ])('%s', (_what, given) => {
    const terms = (energy: number): readonly object[] | undefined =>
      given.terms?.map(() => ({
        term: 'external',
        potential: { type: 'cosine', amplitude: 0.5 * energy, waves: [1, 0] },
      }));
    const of = (units: Units, grid: 'keep' | 'auto'): RunPlan => {
      const scaled = terms(units.energy);
      return planned(scenario({ ...given, units, ...(scaled === undefined ? {} : { terms: scaled }) }), { grid });
    };
    for (const grid of ['keep', 'auto'] as const) {
      const [a, b] = [of(natural, grid), of(scale, grid)];
      expect(b.grid.cells).toStrictEqual(a.grid.cells);
      expect(b.grid.dealias).toBe(a.grid.dealias);
      expect(b.chosen.integrator).toBe(a.chosen.integrator);
      expect(b.chosen.dt / scale.time).toBeCloseTo(a.chosen.dt, 9);
      expect(b.chosen.scaled).toBeCloseTo(a.chosen.scaled, 9);
      expect(b.alternatives.map(({ ratio }) => ratio)).toStrictEqual(
        a.alternatives.map(({ ratio }) => expect.closeTo(ratio, 9)),
      );
      const [one, other] = [expectedOf(a), expectedOf(b)];
      one.forEach(({ systematic, shells }, i) => {
        expect(other[i].systematic).toBeCloseTo(systematic ?? Number.NaN, 10);
        shells?.shells.forEach(({ k, relative }, j) => {
          const same = other[i].shells?.shells[j];
          expect((same?.k ?? 0) * scale.length).toBeCloseTo(k, 9);
          expect(same?.relative).toBeCloseTo(relative, 9);
        });
      });
    }
  });
});

describe('the grid', () => {
  test('is kept unless asked, and what would be better is said', () => {
    const given = scenario({ cells: 48, sigma: 9, particles: 40, sample: 0.25 });
    const kept = planned(given);
    const cells = settingsOf(kept, given).find(({ path }) => path === 'box.cells');
    expect(cells).toMatchObject({ value: [48, 48], changed: false });
    expect(cells?.reason).toMatch(/--grid auto would take 32 × 16 cells, dealias none, at 0\.\d+ times the cost/);
    const auto = planned(given, { grid: 'auto' });
    expect(
      settingsOf(auto, given)
        .filter(({ changed }) => changed)
        .map(({ path }) => path),
    ).toContain('box.cells');
    // K_c σ ≥ 8 on every axis, for less work
    const cutoffs = auto.plan.fft.grid.cutoffs('none');
    expect(Math.min(...cutoffs) * 9 * 0.75).toBeGreaterThanOrEqual(8);
    expect(auto.chosen.work / kept.chosen.work).toBeCloseTo(kept.freeRatio, 9);
    expect(kept.freeRatio).toBeLessThan(0.5);
  });

  test('the mask goes where only without it the cells resolve the potential', () => {
    // σ = 2.7 cells: K_c σ = 5.7 with the mask, 8.5 without; along the wider cells 7.1, so that h must be square
    const square = { ...scenario({ sigma: 2.7, particles: 30 }) };
    const given = {
      ...square,
      box: { ...square.box, length: [12, 12] },
      density: 53,
      'free-energy': [
        { term: 'ideal-gas' },
        { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.01, sigma: 2.025 } },
      ],
    };
    expect(planned(given).grid).toMatchObject({ dealias: 'none', cells: [16, 16] });
    // not at the price of too few particles
    expect(planned({ ...given, density: 3 }).grid).toMatchObject({
      dealias: 'two-thirds',
      gridReason: expect.stringContaining('too coarse'),
    });
  });

  test('covers every k that is asked for, up to 0.8 K_c in an inhomogeneous system', () => {
    const ask = { quantity: 'intermediate-scattering', k: [1.7], lags: 4 };
    const given = scenario({ coupling: 1, sigma: 16, cells: 32, more: { observe: [ask] } });
    const auto = planned(given, { grid: 'auto' });
    expect(Math.min(...auto.plan.fft.grid.cutoffs(auto.grid.dealias))).toBeGreaterThanOrEqual(1.7);
    expect(auto.grid.cells).not.toStrictEqual(given.box.cells);
    const inside = planned(scenario({ coupling: 1, sigma: 16, cells: 32, terms: [cosine], more: { observe: [ask] } }), {
      grid: 'auto',
    });
    expect(Math.min(...inside.plan.fft.grid.cutoffs(inside.grid.dealias))).toBeGreaterThanOrEqual(1.7 / 0.8);
  });

  test('is not proposed where it cannot be: too dilute, or a wave that it would not resolve', () => {
    const dilute = planned(scenario({ particles: 0.4, sigma: 1 }), { grid: 'auto' });
    expect(dilute).toMatchObject({ free: null, refused: expect.stringContaining('too dilute for a field') });
    expect(dilute.grid.cells).toStrictEqual([16, 16]);
    const wave = { term: 'external', potential: { type: 'cosine', amplitude: 0.01, waves: [9, 0] } };
    const fine = planned(scenario({ coupling: 1, sigma: 16, cells: 32, terms: [wave] }), { grid: 'auto' });
    expect(fine).toMatchObject({ free: null, refused: expect.stringContaining('9 periods') });
  });

  test('third moments keep the mask and K_c', () => {
    const auto = planned(
      scenario({ cells: 48, sigma: 9, particles: 40, more: { observe: [{ quantity: 'cumulants' }] } }),
      { grid: 'auto' },
    );
    expect(auto.grid).toMatchObject({ dealias: 'two-thirds', cells: [64, 64].map(() => expect.any(Number)) });
    expect(auto.plan.fft.grid.cutoffs('two-thirds').every((k) => k >= (2 * Math.PI) / 3 / 0.9 - 1e-9)).toBe(true);
  });
});

test('only what changes is set, and it gives the chosen step to dk run', () => {
  const given = scenario({ sample: 0.25, field: { integrator: 'etd1' } });
  const run = planned(given);
  const settings = settingsOf(run, given);
  expect(settings.map(({ path }) => path)).toStrictEqual([
    'field.integrator',
    'field.step',
    'field.dealias',
    'box.cells',
  ]);
  expect(settings.filter(({ changed }) => changed).map(({ path }) => path)).toStrictEqual(['field.step']);
  expect(settings.every(({ reason }) => reason.length > 10)).toBe(true);
  expect(run.scenario.field).toMatchObject({
    integrator: two['field.integrator'],
    dealias: two['field.dealias'],
    step: run.chosen.dt,
  });
  expect(buildPlan(run.scenario, null).dt).toBe(run.chosen.dt);
});
