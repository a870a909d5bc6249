import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dkHere, scratch } from '../../support/dk.ts';

/** `dk plan`: settings for a wanted error, as its user sees them. */

const here = scratch();
const scenarios = fileURLToPath(new URL('../../../scenarios/', import.meta.url));
const TEXT = `# a soft fluid in units of its own
name: soft
box: { length: [9.6, 7.2], cells: [16, 12] }   # cells of 0.6
dynamics: { kT: 0.4, mu: 2.3 }
density: 60
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 0.006, sigma: 2.4 } }
field: { backend: reference } # plain
time: { warmup: 2, duration: 40, sample: 0.4 }
ensemble: { replicas: 3, seed: 2 }
observe:
  - { quantity: structure-factor }   # all of it
  - { quantity: intermediate-scattering, k: [1.4], lags: 8 }
`;

beforeAll(() => writeFileSync(here.in('soft.yaml'), TEXT));
afterAll(here.remove);

const plan = (...args: readonly string[]) => dkHere(here.path, 'plan', ...args);

test('prints settings with reasons, errors, cost, split, alternatives and the command that runs it', async () => {
  const { code, stdout, stderr } = await plan('soft.yaml', '--workers', '2');
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
  for (const line of [
    /^soft: plan for an error of 1 %; two-point functions, uniform and stationary, ρ0F″\/kT − 1 from .+ to .+$/m,
    /^ {2}integrator etd1: .+$/m,
    /^ {2}step +0\.\d+: .*D K_c² dt = .+$/m,
    /^ {2}mask +two-thirds \(as it is\): .+$/m,
    /^ {2}cells +16 × 12 \(as it is\): the cells of the scenario are kept/m,
    /^ {2}structure-factor +≤ 0\.\d+ % +\d.* % at k = [\d.]+, .+; 1 % /m,
    /^ {2}longer +1 % at every single k: time\.duration \d+, or \d+ replicas$/m,
    /^ {2}cost +\d+ steps × 3 replica\(s\) of .+ ms: .+ of CPU, about .+ on 2 worker\(s\)/m,
    /^ {2}memory +about \d+ MB$/m,
    /^ {2}split +2 worker\(s\) × 1 thread\(s\): .+$/m,
    /^ {2}etd1 ← +two-thirds +16 × 12 .+ 1$/m,
    /^ {2}etdrk2 +none +16 × .+$/m,
  ]) {
    expect(stdout).toMatch(line);
  }
  const command = /^ {2}run +dk (run soft\.yaml --set field\.integrator=etd1 --set field\.step=\S+)/m.exec(stdout)?.[1];
  const run = await dkHere(here.path, ...(command ?? '').split(' '), '--dry-run');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/set by field\.step; etd1/);
  expect(readdirSync(here.path)).toStrictEqual(['soft.yaml']);
});

test('--error takes per cent and fractions, and a smaller one costs more', async () => {
  const of = async (...args: readonly string[]) => {
    return JSON.parse(
      (await plan('soft.yaml', '--json', '--set', 'time.sample=2', '--set', 'time.duration=200', ...args)).stdout,
    );
  };
  const [percent, fraction, fine] = [
    await of('--error', '0.4%'),
    await of('--error', '0.004'),
    await of('--error', '0.05 %'),
  ];
  expect(percent.error).toBe(0.004);
  expect(fraction.settings).toStrictEqual(percent.settings);
  expect(fine.cost.steps).toBeGreaterThan(percent.cost.steps);
  expect(fine.keepsToError).toBe(true);
  expect(fine.expected[0].systematic).toBeLessThanOrEqual(0.0005);
  for (const bad of ['0', '100%', 'little', '-1%', '1.5.2']) {
    const { code, stderr } = await plan('soft.yaml', '--error', bad);
    expect(code, bad).toBe(2);
    expect(stderr).toContain('between 0 and 1, such as 1% or 0.01');
  }
});

test('--json is data, --quiet is silence', async () => {
  const { code, stdout, stderr } = await plan('soft.yaml', '--json', '--grid', 'auto', '--seed', '9');
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
  const data = JSON.parse(stdout);
  expect(data).toMatchObject({ scenario: 'soft', error: 0.01, purpose: 'stationary', split: { threads: 1 } });
  expect(data.settings.map(({ path }: { path: string }) => path)).toStrictEqual([
    'field.integrator',
    'field.step',
    'field.dealias',
    'box.cells',
  ]);
  expect(data.expected.map(({ quantity }: { quantity: string }) => quantity)).toStrictEqual([
    'structure-factor',
    'intermediate-scattering',
  ]);
  expect(data.alternatives.length).toBeGreaterThan(7);
  expect(data.command).toMatch(/ --seed 9/);
  const many = JSON.parse((await plan('soft.yaml', '--json', '--workers', '77')).stdout);
  expect(many.split).toMatchObject({ workers: 3, threads: 1, cores: 77 });
  expect(many.command).toMatch(/ --workers 3$/);
  expect(await plan('soft.yaml', '--quiet')).toStrictEqual({ code: 0, stdout: '', stderr: '' });
});

describe('--out', () => {
  test('writes the scenario with the settings put in and everything else as it stands', async () => {
    const { code, stdout } = await plan('soft.yaml', '--out', 'planned.yaml', '--set', 'density=50', '--replicas', '4');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}written +planned\.yaml; dk run planned\.yaml$/m);
    const step = /field\.step=(\S+)/.exec(stdout)?.[1];
    const text = readFileSync(here.in('planned.yaml'), 'utf8');
    expect(text).toBe(
      TEXT.replace('density: 60', 'density: 50')
        .replace('replicas: 3', 'replicas: 4')
        .replace('{ backend: reference }', `{ backend: reference, integrator: etd1, step: ${step} }`),
    );
    // planned again nothing changes
    const again = await plan('planned.yaml', '--json');
    expect(JSON.parse(again.stdout).settings.every(({ changed }: { changed: boolean }) => !changed)).toBe(true);
    expect(JSON.parse(again.stdout).command).toBe('dk run planned.yaml');
  });

  test('leaves an existing file alone without --overwrite, and the scenario always', async () => {
    writeFileSync(here.in('kept.yaml'), 'kept');
    expect(await plan('soft.yaml', '--out', 'kept.yaml')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('add --overwrite'),
    });
    expect(readFileSync(here.in('kept.yaml'), 'utf8')).toBe('kept');
    expect(await plan('soft.yaml', '--out', './soft.yaml', '--overwrite')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is the scenario itself'),
    });
    expect(readFileSync(here.in('soft.yaml'), 'utf8')).toBe(TEXT);
    expect(await plan('soft.yaml', '--out', 'kept.yaml', '--overwrite', '--quiet')).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(readFileSync(here.in('kept.yaml'), 'utf8')).toContain('integrator: etd1');
  });
});

test('mistakes are those of the loader, with their place', async () => {
  writeFileSync(here.in('bad.yaml'), TEXT.replace('warmup: 2', 'warmup: x'));
  const { code, stdout, stderr } = await plan('bad.yaml');
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^bad\.yaml:10:17: time\.warmup: /);
  expect(stderr).toContain('^');
  expect(await plan('soft.yaml', '--grid', 'finer')).toMatchObject({ code: 2 });
  expect(await plan('none.yaml')).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot read none.yaml') });
});

test.each([
  'cosine-potential',
  'ddft-relaxation',
  'spinodal-double-well',
  'gaussian-core-dilute',
  'step-relaxation',
])('%s has a plan whose command is valid', async (name) => {
  const { code, stdout } = await plan(`${scenarios}${name}.yaml`, '--json');
  expect(code).toBe(0);
  const { settings, command } = JSON.parse(stdout);
  const sets = settings.flatMap(({ path, value }: { path: string; value: unknown }) => [
    '--set',
    `${path}=${JSON.stringify(value)}`,
  ]);
  expect(await dkHere(here.path, 'run', `${scenarios}${name}.yaml`, ...sets, '--dry-run')).toMatchObject({ code: 0 });
  expect(command).toContain('--set field.step=');
});
