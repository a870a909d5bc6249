import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeNpy } from '../../../src/app/output/npy.ts';
import { readTable } from '../../../src/app/output/table.ts';
import { dkHere, scratch } from '../../support/dk.ts';

/** `dk minimise`: the equilibrium profile, and starting from it. */

const here = scratch();
const [height, kappa] = [1.7, 0.6];

beforeAll(() => {
  writeFileSync(
    here.in('slab.yaml'),
    `name: slab\nbox: { length: [3, 36], cells: [8, 160] }\ntime: { duration: 1 }\ndynamics: { kT: 0.01, mobility: { type: constant, value: 3 } }\ndensity: 0.15
field: { kind: order-parameter, initial: { profile: { type: step, amplitude: 5, axis: 1 } } }
free-energy: [{ term: double-well, a: ${height} }, { term: square-gradient, kappa: ${kappa} }]\n`,
  );
  writeFileSync(
    here.in('wave.yaml'),
    `name: wave\nbox: { length: [7], cells: [32] }\ntime: { duration: 1 }\ndynamics: { kT: 0.6, mu: 2 }\ndensity: 1.3
free-energy: [{ term: ideal-gas }, { term: external, potential: { type: cosine, amplitude: 1.1, waves: [2] } }]\n`,
  );
});
afterAll(here.remove);

test('a slab: tension and width, profile along the axis that it varies along, an array to start from', async () => {
  const { code, stdout, stderr } = await dkHere(here.path, 'minimise', 'slab.yaml', '--json');
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
  const folder = here.in('runs', 'slab-minimise');
  expect(readdirSync(folder).sort()).toStrictEqual(
    ['curves', 'fields', 'figures', 'manifest.json', 'minimise.json', 'resolved.json', 'scenario.yaml'].sort(),
  );
  const summary = JSON.parse(readFileSync(`${folder}/minimise.json`, 'utf8'));
  expect(JSON.parse(stdout)).toStrictEqual(summary);
  expect(summary).toMatchObject({ converged: true, minimum: true, fixed: 'density', disturbed: false });
  expect(summary.residual).toBeLessThan(1e-10);
  expect(summary.meanDensity).toBeCloseTo(0.15, 12);
  expect(Math.abs(summary.slab.tension / (((2 * Math.SQRT2) / 3) * Math.sqrt(kappa * height)) - 1)).toBeLessThan(1e-6);
  expect(Math.abs(summary.slab.width / Math.sqrt((2 * kappa) / height) - 1)).toBeLessThan(1e-6);
  const profile = readTable(readFileSync(`${folder}/curves/density-profile.csv`, 'utf8'), 'density-profile');
  expect(profile.keys.map(({ name }) => name)).toStrictEqual(['y']);
  expect(profile.value.name).toBe('phi');
  const { values, shape } = decodeNpy(readFileSync(`${folder}/fields/equilibrium.npy`));
  expect(shape).toStrictEqual([8, 160]);
  profile.value.values.forEach((phi, j) => {
    expect(phi).toBeCloseTo(values[3 * 160 + j], 9);
  });
  expect(readdirSync(`${folder}/figures`)).toStrictEqual(['density-profile.png', 'density-profile.svg']);

  // from its own result it has nothing to do
  const start = `field.initial.profile={ type: file, file: ${folder}/fields/equilibrium.npy }`;
  const again = await dkHere(here.path, 'minimise', 'slab.yaml', '--set', start, '--out', 'again', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ converged: true, iterations: 0 });
  // dk plot draws the same again, and an existing folder stays
  const before = readFileSync(`${folder}/figures/density-profile.svg`);
  expect(await dkHere(here.path, 'plot', folder)).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(`${folder}/figures/density-profile.svg`).equals(before)).toBe(true);
  const refused = await dkHere(here.path, 'minimise', 'slab.yaml');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('holds a run already; add --overwrite');
});

test('a reservoir: --mu, also a negative one', async () => {
  const { code, stdout } = await dkHere(here.path, 'minimise', 'wave.yaml', '--mu', '-0.7', '--out', 'open');
  expect(code).toBe(0);
  const summary = JSON.parse(readFileSync(here.in('open', 'minimise.json'), 'utf8'));
  // ρ = e^{(μ − V)/kT}
  const { values } = decodeNpy(readFileSync(here.in('open', 'fields', 'equilibrium.npy')));
  values.forEach((rho, j) => {
    expect(rho).toBeCloseTo(Math.exp((-0.7 - 1.1 * Math.cos((4 * Math.PI * j) / 32)) / 0.6), 12);
  });
  expect(summary).toMatchObject({ fixed: 'mu', mu: -0.7, slab: null });
  expect(summary.pressure).toBeCloseTo((0.6 * summary.particles) / 7, 12);
  expect(stdout).toMatch(
    /^wave: profile of least free energy\n {2}converged +max\|δF\/δρ − μ\| = \S+ kT after 1 iterations/,
  );
  expect(stdout).toMatch(/^ {2}written +open: curves, figures, fields, minimise\.json$/m);
});

test('an unstable uniform state is disturbed, by the seed, and finds a lower one', async () => {
  const set = ['--set', 'field.initial.profile={ type: uniform }', '--set', 'box={ length: [12], cells: [48] }'];
  const args = ['minimise', 'slab.yaml', ...set, '--json'];
  const one = JSON.parse((await dkHere(here.path, ...args, '--seed', '4', '--out', 'noise')).stdout);
  const same = JSON.parse((await dkHere(here.path, ...args, '--seed', '4', '--out', 'noise2')).stdout);
  expect(one).toStrictEqual(same);
  expect(one).toMatchObject({ converged: true, disturbed: true });
  // uniform: (a/4)(φ² − 1)² L
  expect(one.energy).toBeLessThan((height / 4) * (0.15 ** 2 - 1) ** 2 * 12 - 0.1);
});

test('what does not converge ends with 1, keeps the profile and says what to try', async () => {
  const args = ['minimise', 'slab.yaml', '--max-iterations', '1', '--out', 'short', '--quiet'];
  const { code, stdout, stderr } = await dkHere(here.path, ...args);
  expect({ code, stdout }).toStrictEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^dk: not converged: residual \S+ after 1 iterations; try more --max-iterations, a start nearer/,
  );
  expect(JSON.parse(readFileSync(here.in('short', 'manifest.json'), 'utf8')).status).toBe('not converged');
  expect(readdirSync(here.in('short', 'fields'))).toStrictEqual(['equilibrium.npy']);
});

test.each([
  [['--mu', 'a'], 'expected a number'],
  [['--tolerance', '0'], 'expected a number greater than 0'],
  [['--max-iterations', '0'], 'expected a whole number ≥ 1'],
])('%s is refused', async (args, says) => {
  const { code, stderr } = await dkHere(here.path, 'minimise', 'slab.yaml', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});

test('a start where the free energy has no value', async () => {
  const text = readFileSync(here.in('wave.yaml'), 'utf8').replace(
    '{ term: ideal-gas }',
    '{ term: lattice-gas, rho-max: 2 }',
  );
  writeFileSync(here.in('full.yaml'), text);
  const profile = 'field.initial.profile={ type: step, amplitude: 0.9, axis: 0 }';
  const { code, stderr } = await dkHere(
    here.path,
    'minimise',
    'full.yaml',
    '--set',
    profile,
    '--out',
    'full',
    '--quiet',
  );
  expect(code).toBe(1);
  expect(stderr).toContain('the start has densities at which the free energy has no value; take a smaller amplitude');
});

test('--help has examples', async () => {
  const { code, stdout } = await dkHere(here.path, 'minimise', '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Examples:\n {2}dk minimise /);
});

test('uniform is a matter of values: a step round a mean of 0 is disturbed, and it is said that it does nothing', async () => {
  const set = ['--set', 'density=0', '--set', 'box={ length: [12], cells: [48] }'];
  const profile = ['--set', 'field.initial.profile={ type: step, amplitude: 1, axis: 0 }'];
  const { code, stdout, stderr } = await dkHere(
    here.path,
    ...['minimise', 'slab.yaml', ...set, ...profile, '--json', '--out', 'zero'],
  );
  expect(code).toBe(0);
  expect(stderr).toMatch(/^dk: field\.initial\.profile: the amplitude of a step is relative to the mean density/);
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({ converged: true, disturbed: true, singleCell: false });
  expect(summary.energy).toBeLessThan((height / 4) * 12 - 0.1);
});

test('collapse into a cell, and into a reservoir without end, are told', async () => {
  const text = readFileSync(here.in('wave.yaml'), 'utf8').replace(
    /\{ term: external.*\} \}/,
    '{ term: pair, potential: { type: gaussian-core, epsilon: -1.2, sigma: 1.1 } }',
  );
  writeFileSync(here.in('collapse.yaml'), text.replace('density: 1.3', 'density: 19'));
  const closed = await dkHere(here.path, 'minimise', 'collapse.yaml', '--quiet', '--out', 'closed');
  expect(closed.stderr).toContain(
    'the profile has a structure of one cell: F has no lower bound, or the grid is too coarse',
  );
  expect(JSON.parse(readFileSync(here.in('closed', 'minimise.json'), 'utf8')).singleCell).toBe(true);
  const open = await dkHere(here.path, 'minimise', 'collapse.yaml', '--quiet', '--mu', '3', '--out', 'endless');
  expect(open.code).toBe(1);
  expect(open.stderr).toContain('not converged: Ω has no lower bound at this μ');
});
