import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '../../../src/app/output/table.ts';
import { type Curve, column } from '../../../src/core/curve.ts';
import { dk, dkHere, scratch } from '../../support/dk.ts';

/** `dk theory`: curves and figures without a simulation. */

const here = scratch();

beforeAll(() => {
  const box = 'box: { length: [8, 8], cells: [32, 32] }\ntime: { duration: 1, sample: 0.1 }\n';
  const gas = '  - { term: ideal-gas }\n';
  writeFileSync(
    here.in('soft.yaml'),
    `name: soft\n${box}dynamics: { kT: 2, mu: 0.5 }\ndensity: 10\nfree-energy:\n${gas}  - { term: pair, potential: { type: gaussian-core, epsilon: 0.3, sigma: 1.5 } }
observe: [{ quantity: intermediate-scattering, k: [1.6], lags: 4, sample: 0.05 }]\n`,
  );
  writeFileSync(
    here.in('spinodal.yaml'),
    `name: spinodal\n${box}dynamics: { kT: 0.01, mobility: { type: constant, value: 3 } }\ndensity: 0.2\nfield: { kind: order-parameter }
free-energy: [{ term: double-well, a: 2 }, { term: square-gradient, kappa: 0.25 }]\n`,
  );
  writeFileSync(
    here.in('wave.yaml'),
    `name: wave\n${box}density: 10\nfree-energy:\n${gas}  - { term: external, potential: { type: cosine, amplitude: 1, waves: [1, 0] } }\n`,
  );
});
afterAll(here.remove);

function curve(folder: string, name: string): Curve {
  return readTable(readFileSync(here.in(folder, 'curves', `${name}.csv`), 'utf8'), name);
}

function digests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
    .sort();
}

test('writes k,theory and k,t,theory with their figures, and no field', async () => {
  const { code, stdout, stderr } = await dk(here.path, 'theory', 'soft.yaml');
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^soft: theory of the uniform state\n {2}stable +S = .+ at the smallest k = 0\.7854\n {2}bulk +ρ = 10: P = [\s\S]+\n {2}written +runs\/soft-theory/,
  );
  const folder = here.in('runs', 'soft-theory');
  const names = ['dispersion', 'equation-of-state', 'intermediate-scattering', 'structure-factor'];
  expect(readdirSync(join(folder, 'curves')).sort()).toStrictEqual(names.map((name) => `${name}.csv`));
  expect(readdirSync(join(folder, 'figures')).sort()).toStrictEqual(
    names.flatMap((n) => [`${n}.png`, `${n}.svg`]).sort(),
  );
  expect(readdirSync(folder).sort()).toStrictEqual([
    'curves',
    'figures',
    'manifest.json',
    'resolved.json',
    'scenario.yaml',
  ]);

  // S = 1/(1 + ρV̂/kT), V̂ = ε π σ² e^{−k²σ²/4}; F = S e^{−Dk²t/S}, D = μkT = 1
  const s = (k: number): number => 1 / (1 + (10 * 0.3 * Math.PI * 2.25 * Math.exp((-k * k * 2.25) / 4)) / 2);
  const structure = curve('runs/soft-theory', 'structure-factor');
  expect([...structure.keys, structure.value].map(({ name }) => name)).toStrictEqual(['k', 'theory']);
  structure.keys[0].values.forEach((k, i) => {
    expect(structure.value.values[i]).toBeCloseTo(s(k), 12);
  });
  const scattering = curve('runs/soft-theory', 'intermediate-scattering');
  expect([...scattering.keys, scattering.value].map(({ name }) => name)).toStrictEqual(['k', 't', 'theory']);
  const [k, t] = scattering.keys.map(({ values }) => values);
  expect(new Set(k)).toStrictEqual(new Set([Math.PI / 2]));
  t.forEach((lag, i) => {
    expect(lag).toBeCloseTo(0.05 * i, 12);
    expect(scattering.value.values[i]).toBeCloseTo(s(k[i]) * Math.exp((-k[i] * k[i] * lag) / s(k[i])), 12);
  });
});

test('an unstable state: the growth rate is the analytic one', async () => {
  const { code, stdout } = await dkHere(here.path, 'theory', 'spinodal.yaml', '--json', '--out', 'growth');
  expect(code).toBe(0);
  const summary = JSON.parse(stdout);
  // ω = −M k²(a(3φ² − 1) + κk²), M = 3, a = 2, φ = 0.2, κ = 1/4
  const omega = (k: number): number => -3 * k * k * (2 * (3 * 0.04 - 1) + 0.25 * k * k);
  const dispersion = curve('growth', 'dispersion');
  let best = 0;
  dispersion.keys[0].values.forEach((k, i) => {
    expect(dispersion.value.values[i]).toBeCloseTo(omega(k), 9);
    if (omega(k) > omega(best)) best = k;
  });
  expect(summary).toMatchObject({ unstable: true, structureFactor: null, inhomogeneous: false });
  expect(summary.fastestK).toBe(best);
  expect(summary.fastestGrowth).toBeCloseTo(omega(best), 9);
  // left empty where L < 0
  const structure = curve('growth', 'structure-factor');
  const theory = column(structure, 'theory').values;
  structure.keys[0].values.forEach((k, i) => {
    expect(Number.isNaN(theory[i])).toBe(omega(k) > 0);
  });
  const text = await dkHere(here.path, 'theory', 'spinodal.yaml', '--out', 'growth', '--overwrite');
  expect(text.stdout).toMatch(/^ {2}unstable +fastest growth ω = 9\.\d+ at k = .+, wavelength .+$/m);
});

test('with an external potential S(k) is left empty, and that is said', async () => {
  const { code, stdout } = await dkHere(here.path, 'theory', 'wave.yaml', '--out', 'wave');
  expect(code).toBe(0);
  expect(stdout).toContain('S(k)       left empty: with an external potential');
  expect(column(curve('wave', 'structure-factor'), 'theory').values.every(Number.isNaN)).toBe(true);
});

test('dk plot draws them again, an existing folder stays, --quiet is silent', async () => {
  const quiet = await dkHere(here.path, 'theory', 'soft.yaml', '--quiet', '--out', 'quiet');
  expect(quiet).toStrictEqual({ code: 0, stdout: '', stderr: '' });
  const before = digests(here.in('quiet'));
  expect(await dkHere(here.path, 'plot', 'quiet')).toMatchObject({ code: 0, stderr: '' });
  expect(digests(here.in('quiet'))).toStrictEqual(before);
  const again = await dkHere(here.path, 'theory', 'soft.yaml', '--out', 'quiet');
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain('quiet holds a run already; add --overwrite');
  expect(digests(here.in('quiet'))).toStrictEqual(before);
});
