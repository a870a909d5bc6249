import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { column } from '../../../src/core/curve.ts';
import { dk, dkHere, scratch } from '../../support/dk.ts';
import { runScenario } from '../../support/run-scenario.ts';

/** Same seed, same bytes, whoever computes and whoever watches; another seed or replica, independent noise. */

const here = scratch();
const head = `name: same
box: { length: [3, 2], cells: [12, 8] }
density: 300
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 0.01, sigma: 1.2 } }
field: { initial: { fluctuations: poisson } }
time: { warmup: 0.2, duration: 1, sample: 0.1 }
ensemble: { replicas: 4, seed: 5 }
output: { snapshots: [0, 0.5] }
observe:
`;
const first = '  - { quantity: structure-factor }\n  - { quantity: intermediate-scattering, k: [2, 3], lags: 4 }\n';
const more = '  - { quantity: energy }\n  - { quantity: density-profile }\n  - { quantity: density-histogram }\n';
let reference: Record<string, string>;

beforeAll(async () => {
  writeFileSync(here.in('s.yaml'), head + first);
  writeFileSync(here.in('more.yaml'), head + more + first);
  expect(await dkHere(here.path, 'run', 's.yaml', '--workers', '1', '--out', 'one')).toMatchObject({ code: 0 });
  reference = digests(here.in('one'));
});
afterAll(here.remove);

/** All that a run writes but its manifest, which tells times and the command. */
function digests(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    return statSync(join(folder, name)).isFile() && name !== 'manifest.json';
  });
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.sort().map((name) => [name, digest(name)]));
}

describe('the same bytes', () => {
  test.each([1, 2, 4])('with %i worker(s), from the command line, in another folder', async (workers) => {
    const out = `deep/down/w${workers}`;
    expect(await dk(here.path, 'run', 's.yaml', '--workers', String(workers), '--out', out)).toMatchObject({ code: 0 });
    expect(digests(here.in(out))).toStrictEqual(reference);
  });

  test('when more is observed at the same times', async () => {
    expect(await dkHere(here.path, 'run', 'more.yaml', '--workers', '1', '--out', 'more')).toMatchObject({ code: 0 });
    const all = digests(here.in('more'));
    for (const [name, digest] of Object.entries(reference)) {
      if (/^(curves|fields|figures)\//.test(name)) expect([name, all[name]]).toStrictEqual([name, digest]);
    }
    expect(Object.keys(all)).toContain('curves/energy.csv');
  });

  test('not with another seed', async () => {
    const other = ['run', 's.yaml', '--workers', '1', '--seed', '6', '--out', 'seed'];
    expect(await dkHere(here.path, ...other)).toMatchObject({ code: 0 });
    const all = digests(here.in('seed'));
    for (const name of Object.keys(reference).filter((key) => /^(curves|fields)\//.test(key))) {
      expect([name, all[name]]).not.toStrictEqual([name, reference[name]]);
    }
  });
});

describe('replicas', () => {
  // 2·40 independent real amplitudes in each field: the correlation of two has a standard error of 1/√80
  const modes = 40;
  const replicas = 24;
  const fields: Float64Array[][] = [[], []];

  beforeAll(async () => {
    const source = {
      name: 'streams',
      box: { length: [4, 4], cells: [14, 14] },
      density: 100,
      'free-energy': [{ term: 'ideal-gas' }],
      field: { initial: { fluctuations: 'poisson' } },
      time: { duration: 2, sample: 0.5 },
      observe: [{ quantity: 'density-profile', average: 'replicas', times: [0, 2] }],
    };
    await runScenario(source, {
      replicas,
      each(curves) {
        const rho = curves.filter(({ name }) => name === 'density-profile').flatMap((c) => [column(c, 'rho').values]);
        for (const t of [0, 1]) fields[t].push(rho[0].slice(196 * t, 196 * (t + 1)).map((value) => value - 100));
      },
    });
  });

  function correlation(a: Float64Array, b: Float64Array): number {
    const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, i) => sum + value * y[i], 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  test.each([
    ['at the start', 0],
    ['after the noise has renewed every mode', 1],
  ])('are uncorrelated %s', (_when, t) => {
    const scores: number[] = [];
    for (let i = 0; i < replicas; i++) {
      for (let j = 0; j < i; j++) scores.push(correlation(fields[t][i], fields[t][j]) * Math.sqrt(2 * modes));
    }
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4.5);
    // mean and variance of the scores of all pairs, 4.5 standard errors
    const n = scores.length;
    expect(Math.abs(scores.reduce((sum, z) => sum + z, 0) / Math.sqrt(n))).toBeLessThan(4.5);
    expect(Math.abs(scores.reduce((sum, z) => sum + z * z - 1, 0) / Math.sqrt(2 * n))).toBeLessThan(4.5);
  });

  test('and the noise is not that of the start', () => {
    const scores = fields[0].flatMap((a) => fields[1].map((b) => correlation(a, b) * Math.sqrt(2 * modes)));
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4.5);
  });
});
