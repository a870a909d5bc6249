import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Audited } from '../../../src/app/check/audit-plugin.ts';
import { auditScenario } from '../../../src/app/check/audit-scenario.ts';
import type { Check } from '../../../src/app/check/check.ts';
import { checkLines } from '../../../src/app/check/lines.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { dkHere, scratch } from '../../support/dk.ts';

const here = scratch();
const root = fileURLToPath(new URL('../../../', import.meta.url));
const faults = `${root}test/fixtures/plugins/faults.js`;
const shipped = readdirSync(`${root}scenarios`).filter((name) => name.endsWith('.yaml'));

afterAll(() => here.remove());

test.each(shipped)('scenarios/%s passes', async (name) => {
  const { code, stdout, stderr } = await dkHere(here.path, 'check', `${root}scenarios/${name}`);
  expect({ code, stderr, last: stdout.trimEnd().split('\n').at(-1) }).toMatchObject({
    code: 0,
    stderr: '',
    last: expect.stringMatching(/^ok: \d+ checks passed/),
  });
});

describe('planted faults are found, and named', async () => {
  const { code, stdout } = await dkHere(here.path, 'check', faults, '--json');
  const result: { readonly verdict: string; readonly groups: readonly Audited[] } = JSON.parse(stdout);
  const find = (term: string, what: string, dim: number): Check => {
    const group = result.groups.find(({ title }) => title.startsWith(`${term} in ${dim}D`));
    const found = group?.checks.find((check) => check.what === what && (check.term === term || term === 'wrong-gamma'));
    if (found === undefined) throw new Error(`no check '${what}' of ${term}`);
    return found;
  };
  const failed = (term: string, dim: number): readonly string[] => {
    const group = result.groups.find(({ title }) => title.startsWith(`${term} in ${dim}D`));
    return group?.checks.filter((check) => check.term === term && check.state === 'FAIL').map(({ what }) => what) ?? [];
  };

  test('exit code and verdict', () => {
    expect({ code, verdict: result.verdict }).toStrictEqual({ code: 3, verdict: 'FAIL' });
    expect(result.groups).toHaveLength(15);
  });

  test.each([1, 2, 3])('f′ 1 % too large, in %i D: at every mode, by 1 %', (dim) => {
    const check = find('wrong-slope', 'F → δF/δρ, mode by mode', dim);
    expect(check).toMatchObject({ state: 'FAIL', mode: { n: expect.any(Array), k: expect.any(Number) } });
    expect(check.error).toBeCloseTo(0.01, 6);
    expect(check.bound).toBeLessThan(1e-8);
    expect(check.text).toMatch(/; (\d+) of \1 differ$/);
    expect(find('wrong-slope', 'local: f → f′ (slope)', dim).error).toBeCloseTo(0.01, 6);
    expect(failed('wrong-slope', dim)).not.toContain('response is diagonal in k');
  });

  test.each([1, 2, 3])('f″ 1 % too large, in %i D: energies and potentials are right', (dim) => {
    expect(find('wrong-curvature', 'δF/δρ → F″(k)', dim)).toMatchObject({ state: 'FAIL' });
    expect(find('wrong-curvature', 'δF/δρ → F″(k)', dim).error).toBeCloseTo(0.01, 6);
    expect(failed('wrong-curvature', dim)).toStrictEqual([
      'δF/δρ → F″(k)',
      'bulk: f → f′ → F″(0)',
      'local: f′ → f″ (curvature)',
      'flux: Q → Q′',
    ]);
  });

  test.each([
    [1, [3]],
    [2, [0, 3]],
    [3, [0, 0, 3]],
  ])('a quadratic term wrong by 2 % in one mode, in %i D: this mode and no other', (dim, n) => {
    const lengths = [2.9, 1.7, 4.3].slice(0, dim);
    const k = (2 * Math.PI * 3) / lengths[dim - 1];
    const energy = find('wrong-mode', 'F → δF/δρ, mode by mode', dim);
    expect(energy).toMatchObject({ state: 'FAIL', mode: { n } });
    expect(energy.mode?.k).toBeCloseTo(k, 12);
    expect(energy.error).toBeCloseTo(0.02, 6);
    expect(energy.text).toMatch(/; 1 of \d+ differ$/);
    const response = find('wrong-mode', 'δF/δρ → F″(k)', dim);
    expect(response).toMatchObject({ state: 'FAIL', mode: { n } });
    expect(response.error).toBeCloseTo(0.02 / 1.02, 6);
    expect(find('wrong-mode', 'F → δF/δρ, random directions', dim).state).toBe('FAIL');
  });

  test('the sign of the gradient term: twice its size', () => {
    const check = find('wrong-sign', 'F → δF/δρ, mode by mode', 2);
    expect(check.state).toBe('FAIL');
    expect(check.error).toBeCloseTo(2, 6);
  });

  test('−κk² everywhere is consistent, and has no continuum limit', () => {
    expect(failed('wrong-gamma', 2)).toStrictEqual([]);
    expect(find('wrong-gamma', 'stability', 2)).toMatchObject({
      state: 'FAIL',
      text: expect.stringContaining('falls with k'),
    });
  });

  test('the table names terms, modes and sizes; the last line is the verdict', () => {
    const table = checkLines(result.groups);
    expect(table).toContain('  wrong-mode');
    expect(table.join('\n')).toMatch(
      /^ {4}F → δF\/δρ, mode by mode +FAIL +0\.02 \(bound .*e-1\d\) +n = \(0, 3\), k = 11\.09: δF/m,
    );
    expect(table.at(-1)).toMatch(
      /^FAIL: \d+ of \d+ checks failed, of wrong-slope, wrong-curvature, wrong-mode, wrong-sign, \d+ skipped$/,
    );
  });
});

test('terms that are right pass', async () => {
  const right = `${root}test/fixtures/plugins/three-body.js`;
  expect(await dkHere(here.path, 'check', right, '--quiet')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ok: \d+ checks passed\n$/),
  });
});

test('a scenario with a wrong term: so is the sum, the other term is not', async () => {
  const file = here.in('wrong.yaml');
  const text = readFileSync(`${root}scenarios/ideal-gas-1d.yaml`, 'utf8');
  writeFileSync(file, text.replace('- { term: ideal-gas }', '- { term: ideal-gas }\n  - { term: wrong-slope }'));
  const { code, stdout } = await dkHere(here.path, 'check', file, '--plugin', faults);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^ {2}sum\n {4}F → δF\/δρ, random directions +FAIL/m);
  expect(stdout).not.toMatch(/^ {2}ideal-gas\n {4}.*FAIL/m);
});

test('F rises with a step that is far too long: time, size and advice', () => {
  const { scenario } = loadScenario(
    JSON.stringify({
      name: 'long',
      box: { length: 20, cells: 32 },
      dynamics: { kT: 0.02, mobility: { type: 'constant', value: 1 } },
      density: 0.1,
      'free-energy': [
        { term: 'double-well', a: 1.3 },
        { term: 'square-gradient', kappa: 0.8 },
      ],
      field: { kind: 'order-parameter', step: 20, integrator: 'etdrk2' },
      time: { duration: 2000, sample: 20 },
    }),
    { file: 'long' },
  );
  const descent = auditScenario(scenario, null).find(({ what }) => what === 'F decreases without noise');
  expect(descent).toMatchObject({
    state: 'FAIL',
    text: expect.stringMatching(/^F rose from .* at t = \d+, step \d+: .*field\.step=5$/),
  });
});

test('bad input ends with 2', async () => {
  expect(await dkHere(here.path, 'check', 'missing.yaml')).toMatchObject({ code: 2, stdout: '' });
  expect(await dkHere(here.path, 'check', 'missing.js')).toMatchObject({ code: 2, stdout: '' });
  writeFileSync(here.in('bad.yaml'), 'name: bad\n');
  expect(await dkHere(here.path, 'check', 'bad.yaml')).toMatchObject({ code: 2, stdout: '' });
});
