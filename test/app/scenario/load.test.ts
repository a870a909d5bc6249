import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { ScenarioError } from '../../../src/app/scenario/problem.ts';
import { good } from './mistakes.ts';
import { small } from './small.ts';

const options = { file: 'good.yaml', registries: small };

/** The example of the documentation, and one with every block, against the real registries. */
const design = `
name: gaussian-core-2d
summary: Soft repulsive particles; field against particles against theory
box: { length: [8, 8], cells: [32, 32] }        # dimension = number of sides; cells per side, any even count
dynamics: { kT: 1, mu: 1 }                      # D = mu*kT
density: 80
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 0.02, sigma: 1 } }
field: { integrator: auto, step: auto, dealias: two-thirds }
time: { warmup: 5, duration: 200, sample: 0.1 } # in time units
ensemble: { replicas: 4, seed: 1 }
observe: [{ quantity: structure-factor }, { quantity: intermediate-scattering, k: [1.6, 3.1], sample: 0.02 }]
`;
const everything = `
name: everything
units: { length: σ, time: τ, energy: kT }
box: { length: [8, 4], cells: [32, 16] }
dynamics: { kT: 0.5, mu: 2, mobility: { type: crowded, rho-max: 3 } }
species: [{ name: a, density: 1 }, { name: b, density: 2 }]
free-energy:
  - { term: external, potential: { type: cosine, amplitude: 0.5, waves: [1, 0] } }
field:
  kind: density
  dynamics: linear
  integrator: etdrk2
  accuracy: three-point
  noise: { positivity: clip, scale: 0, at: linearised }
  initial: { profile: { type: cosine, amplitude: 0.9, waves: [1, 0] }, fluctuations: poisson }
  accept-grade: any
particles: { integrator: leimkuhler-matthews, step: auto, noise-scale: 1 }
time: { duration: 10 }
observe:
  - { quantity: structure-factor, sample: 0.5, average: replicas, times: [1, 2, 5], mean: subtracted }
  - { quantity: density-profile, times: [0.1, 0.2] }
compare: { tolerance: 0.02, confidence: 0.95, budget: 10min }
expect:
  - { curve: structure-factor, k: [0.5, 2], equals: theory, within: 0.005 }
  - { curve: density-histogram, equals: 3, t: [0, 1], within: 0.005 }
  - { mode: [1, 0], t: 0.1, equals: 0.45, within: 0.01 }
  - { grade: yellow }
  - { compare: structure-factor, verdict: agree, within: 0.01 }
output: { snapshots: [1, 2] }
`;

describe('what a file gives', () => {
  test('defaults are filled in', () => {
    const text =
      'name: least\nbox: { length: 8, cells: 32 }\ndensity: 2\nfree-energy: [{ term: ideal-gas }]\ntime: { duration: 100 }';
    expect(loadScenario(text, options).scenario).toStrictEqual({
      name: 'least',
      units: {},
      box: { length: [8], cells: [32] },
      dynamics: { kT: 1, mu: 1, mobility: { type: 'brownian' } },
      density: 2,
      'free-energy': [{ term: 'ideal-gas' }],
      field: {
        kind: 'density',
        dynamics: 'auto',
        integrator: 'auto',
        step: 'auto',
        dealias: 'two-thirds',
        accuracy: 'two-point',
        backend: 'auto',
        noise: { positivity: 'conservative', scale: 1, at: 'auto' },
        initial: { profile: { type: 'uniform' }, fluctuations: 'none' },
        'accept-grade': 'red',
      },
      time: { warmup: 0, duration: 100, sample: 0.5 },
      ensemble: { replicas: 1, seed: 1 },
      observe: [{ quantity: 'structure-factor', average: 'time', times: [], sample: 0.5 }],
      expect: [],
      particles: {
        integrator: 'leimkuhler-matthews',
        step: 'auto',
        backend: 'auto',
        'noise-scale': 1,
        mass: 1,
        start: { type: 'auto' },
      },
      compare: { tolerance: 0.02, confidence: 0.95, budget: '10min' },
      output: { snapshots: [], trajectory: { format: 'lammps', replicas: 1 } },
    });
  });

  test('parameters of entries get their defaults, entries within entries too', () => {
    const { scenario } = loadScenario(
      good.replace('{ type: gaussian-core, epsilon: 2 }', '{ type: scaled, of: { type: scaled, of: { type: wca } } }'),
      options,
    );
    const inner = { type: 'scaled', of: { type: 'wca', cutoff: 2 }, order: 2, rule: 'sum', label: 'none' };
    expect(scenario['free-energy'][1]).toStrictEqual({ term: 'pair', potential: { ...inner, of: inner } });
  });

  test('a profile may be the name of a file', () => {
    const { scenario } = loadScenario(
      `${good.replace('{ step: 0.01 }', '{ initial: { profile: start.npy } }')}`,
      options,
    );
    expect(scenario.field.initial.profile).toStrictEqual({ type: 'file', file: 'start.npy' });
  });

  test('JSON, CRLF, a byte order mark, anchors: all the same', () => {
    const { scenario } = loadScenario(good, options);
    expect(loadScenario(good.replaceAll('\n', '\r\n'), options).scenario).toStrictEqual(scenario);
    expect(loadScenario(`\uFEFF${good}`, options).scenario).toStrictEqual(scenario);
    expect(loadScenario(JSON.stringify(scenario, null, 2), options).scenario).toStrictEqual(scenario);
    const anchored = good.replace('length: [8, 8], cells: [32, 32]', 'length: [&L 8, *L], cells: [&n 32, *n]');
    expect(loadScenario(anchored, options).scenario).toStrictEqual(scenario);
  });

  test.each([
    ['good', good, small],
    ['the example of the design', design, undefined],
    ['one with every block', everything, undefined],
  ])('the resolved scenario is a scenario: %s', (_, text, registries) => {
    const own = registries === undefined ? { file: 'a' } : { file: 'a', registries };
    const { scenario } = loadScenario(text, own);
    expect(loadScenario(JSON.stringify(scenario), own).scenario).toStrictEqual(scenario);
  });
});

describe('what a loaded scenario knows', () => {
  const loaded = loadScenario(good, { ...options, sets: ['field.noise.scale=0.5'], seed: 7 });

  test('options win over the file', () => {
    expect(loaded.scenario.ensemble).toStrictEqual({ replicas: 1, seed: 7 });
    expect(loaded.scenario.field.noise.scale).toBe(0.5);
    expect(loaded.text).toBe(good);
  });

  test('where a path stands', () => {
    expect(loaded.place('free-energy[1].potential.epsilon')).toStrictEqual({
      label: 'good.yaml:7:62',
      line: 7,
      column: 62,
      excerpt: [
        '    7 |   - { term: pair, potential: { type: gaussian-core, epsilon: 2 } }',
        '      |                                                              ^',
      ].join('\n'),
    });
    expect(loaded.place('free-energy.1').label).toBe('good.yaml:7:5');
    expect(loaded.place('free-energy').label).toBe('good.yaml:5:1');
    // defaults stand at their parents
    expect(loaded.place('free-energy[1].potential.sigma').label).toBe('good.yaml:7:19');
    expect(loaded.place('field.initial.profile').label).toBe('good.yaml:8:1');
    expect(loaded.place('output.snapshots').label).toBe('good.yaml:1:1');
    expect(loaded.place('field.noise.scale').label).toBe('--set field.noise.scale=0.5');
    expect(loaded.place('field.noise.at').label).toBe('--set field.noise.scale=0.5');
    expect(loaded.place('ensemble.seed').label).toBe('--seed 7');
  });

  test('what was given, as opposed to a default', () => {
    const given = [
      'field.step',
      'field.noise.scale',
      'field.noise.at',
      'ensemble.seed',
      'ensemble.replicas',
      'observe',
    ];
    expect(given.map((path) => loaded.given(path))).toStrictEqual([true, true, false, true, false, false]);
  });

  test('later checks report in the same style', () => {
    const error = new ScenarioError([
      loaded.problem('field.step', 'must fit into every sample interval'),
      loaded.problem('ensemble.seed', 'is taken'),
    ]);
    expect(error.message).toMatchInlineSnapshot(`
      "good.yaml:8:16: field.step: must fit into every sample interval
          8 | field: { step: 0.01 }
            |                ^^^^
      --seed 7: ensemble.seed: is taken"
    `);
  });
});
