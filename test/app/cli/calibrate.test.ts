import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../../src/app/output/table.ts';
import { column } from '../../../src/core/curve.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { percusYevick } from '../../../src/physics/functionals/percus-yevick.ts';
import { dkHere, scratch } from '../../support/dk.ts';

/** `dk calibrate`: from a table, from a run, from a trajectory; and what a scenario makes of the result. */

const here = scratch();
const [sigma, density, kT] = [1.3, 0.4, 0.7];
const direct = percusYevick(1, sigma, density);
const truth = (k: number, rho = density) => 1 / (1 - rho * percusYevick(1, sigma, rho)(k));

function tableOf(rho: number, seed: number): string {
  const normals = new Gaussians(seed, 0);
  const rows = Array.from({ length: 200 }, (_, i) => {
    const k = 0.06 * (i + 3);
    const s = truth(k, rho) * (1 + 0.01 * normals.next());
    return `${k},${s},${0.01 * s}`;
  });
  return `# a table of ours\nk,S,stderr\n${rows.join('\n')}\n`;
}

beforeAll(() => {
  writeFileSync(here.in('s.csv'), tableOf(density, 1));
  writeFileSync(here.in('thin.csv'), `# density: 0.3\n${tableOf(0.3, 2)}`);
  writeFileSync(here.in('far.csv'), eight(50, 1, 0.01));
  writeFileSync(here.in('negative.csv'), eight(1, -1, 0.01));
  writeFileSync(here.in('noise.csv'), eight(1, 1, 0.6));
  writeFileSync(here.in('same.csv'), `# density: ${density}\n${tableOf(density, 3)}`);
});
afterAll(here.remove);

/** Eight rows of a constant S. */
const eight = (first: number, s: number, error: number): string =>
  `# density: ${density}\nk,S,stderr\n${Array.from({ length: 8 }, (_, i) => `${first + i},${s},${error}`).join('\n')}\n`;

describe('from a table', () => {
  test('writes the functional with its state point, and says how it fares at held-out densities', async () => {
    const flags = ['--density', String(density), '--kT', String(kT), '--dim', '2', '--out', 'c', '--json'];
    const held = ['--against', 'same.csv', '--against', 'thin.csv'];
    const { code, stdout, stderr } = await dkHere(here.path, 'calibrate', 's.csv', ...flags, ...held);
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    const { calibration } = JSON.parse(stdout);
    expect(calibration).toMatchObject({ density, kT, rows: 200, dropped: 0 });
    expect(Math.abs(calibration.atZero.S - truth(1e-6))).toBeLessThan(4 * calibration.atZero.stderr);
    const [same, thin] = calibration.against;
    // the same density, other numbers: their own errors; another density: an error that is not hidden
    expect(same.deviation).toBeLessThan(1.3);
    expect(same.rms).toBeLessThan(0.015);
    expect(thin.deviation).toBeGreaterThan(5);
    expect(thin.rms).toBeGreaterThan(0.05);
    const c = readTable(readFileSync(here.in('c', 'curves', 'direct-correlation.csv'), 'utf8'), 'direct-correlation');
    const k = column(c, 'k').values;
    const worst = k.reduce((most, wave, i) => {
      if (wave > calibration.range[1]) return most;
      return Math.max(most, Math.abs(column(c, 'c').values[i] - direct(wave)) / column(c, 'stderr').values[i]);
    }, 0);
    expect(worst).toBeLessThan(5);
    for (const name of ['direct-correlation', 'structure-factor']) {
      expect(existsSync(here.in('c', 'figures', `${name}.png`))).toBe(true);
    }
  });

  test('a scenario names it: linear dynamics by itself, theory with a band, S of the field that of the table', async () => {
    const theory = await dkHere(here.path, 'theory', 'c/scenario.yaml', '--out', 'theory', '--quiet');
    expect(theory).toStrictEqual({ code: 0, stdout: '', stderr: '' });
    const s = readTable(readFileSync(here.in('theory', 'curves', 'structure-factor.csv'), 'utf8'), 'structure-factor');
    const k = column(s, 'k').values;
    k.forEach((wave, i) => {
      if (wave < 0.2 || wave > 11) return;
      const band = column(s, 'theory-stderr').values[i];
      const value = column(s, 'theory').values[i];
      expect(band / value).toBeGreaterThan(1e-4);
      expect(Math.abs(value - truth(wave))).toBeLessThan(5 * band);
    });
    const plain = readFileSync(here.in('c', 'scenario.yaml'), 'utf8').replace(/^field:.*$/m, '');
    expect(plain).toContain('table: curves/direct-correlation.csv');
    writeFileSync(here.in('c', 'auto.yaml'), plain);
    const run = await dkHere(here.path, 'run', 'c/auto.yaml', '--out', 'auto', '--set', 'time.duration=20');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('linear dynamics, additive noise: ramakrishnan-yussouff (renormalised)');
    const resolved = JSON.parse(readFileSync(here.in('auto', 'resolved.json'), 'utf8'));
    expect(resolved.field.dynamics).toBe('linear');
    const term = resolved['free-energy'][1];
    expect(term).toMatchObject({ table: '', density });
    expect(term.stderr.length).toBe(term.k.length);
  });

  test('away from its state point, and with full dynamics, the program warns', async () => {
    const run = (...set: readonly string[]) => {
      return dkHere(here.path, 'run', 'c/scenario.yaml', '--dry-run', ...set.flatMap((one) => ['--set', one]));
    };
    const away = await run('density=0.5');
    expect(away.stderr).toContain('is an expansion about the density 0.4; at 0.5 it says nothing reliable');
    expect((await run('dynamics.kT=0.9')).stderr).toContain('about the temperature kT = 0.7; at 0.9 it says nothing');
    const full = await run('field.dynamics=full', 'field.noise.at=full');
    expect(full.stderr).toContain('full dynamics leaves it');
    expect(full.stderr).toContain('counts fluctuations twice');
    expect((await run()).stderr).not.toMatch(/expansion|twice/);
  });
});

describe('from our own runs and trajectories', () => {
  beforeAll(async () => {
    writeFileSync(
      here.in('soft.yaml'),
      `name: soft\nbox: { length: [9, 8], cells: [32, 32] }\ndynamics: { kT: 1.3, mu: 0.8 }\ndensity: 2
free-energy: [{ term: ideal-gas }, { term: pair, potential: { type: gaussian-core, epsilon: 0.4, sigma: 1.2 } }]
time: { warmup: 1, duration: 12, sample: 0.1 }\nobserve: [{ quantity: structure-factor }]
output: { trajectory: { format: lammps } }\n`,
    );
    expect((await dkHere(here.path, 'particles', 'soft.yaml', '--out', 'soft', '--quiet')).code).toBe(0);
  });

  test('a run folder knows its density and temperature', async () => {
    const { code, stdout } = await dkHere(here.path, 'calibrate', 'soft', '--out', 'soft-c', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).calibration).toMatchObject({ density: 2, kT: 1.3 });
  });

  test('a trajectory gives the same', async () => {
    const flags = ['--kmax', '9', '--out', 'soft-t', '--json'];
    const { code, stdout } = await dkHere(here.path, 'calibrate', 'soft/particles/trajectory.lammpstrj', ...flags);
    expect(code).toBe(0);
    const { calibration } = JSON.parse(stdout);
    expect(calibration.density).toBeCloseTo(2, 12);
    const other = JSON.parse(readFileSync(here.in('soft-c', 'manifest.json'), 'utf8')).calibration;
    // the same particles, other frames and modes
    const error = Math.hypot(calibration.atZero.stderr, other.atZero.stderr);
    expect(Math.abs(calibration.atZero.S - other.atZero.S)).toBeLessThan(4 * error);
  });
});

describe('without standard errors', () => {
  test('of a table: one relative error, from the scatter, and that is said', async () => {
    writeFileSync(
      here.in('bare.csv'),
      `# density: ${density}\n# kT: ${kT}\n# dim: 3\n${tableOf(density, 4).replace(/,[^,]*$/gm, '')}`,
    );
    const { code, stdout } = await dkHere(here.path, 'calibrate', 'bare.csv', '--out', 'bare', '--json');
    expect(code).toBe(0);
    const { calibration, warnings } = JSON.parse(stdout);
    expect(calibration).toMatchObject({ density, kT, errors: 'from the scatter about the fit' });
    expect(warnings).toStrictEqual([
      expect.stringMatching(/^bare\.csv has no standard errors: .* (0\.9\d*|1|1\.[01]\d*) % by/),
    ]);
    const s = readTable(readFileSync(here.in('bare', 'curves', 'structure-factor.csv'), 'utf8'), 'structure-factor');
    // 1 % noise; 200 rows tell it to 1/√400
    column(s, 'stderr').values.forEach((error, i) => {
      expect(Math.abs(error / column(s, 'S').values[i] / 0.01 - 1)).toBeLessThan(4 / 20);
    });
    // '# dim: 3'
    expect(readFileSync(here.in('bare', 'scenario.yaml'), 'utf8')).toMatch(/length: \[[^,]+, [^,]+, [^,]+\]/);
  });

  test('of a trajectory of one frame, in a box of --box', async () => {
    const normals = new Gaussians(5, 0);
    const atoms = Array.from({ length: 300 }, () => `A ${[0, 1, 2].map(() => 5 * normals.uniform()).join(' ')}`);
    writeFileSync(here.in('one.xyz'), `300\nplain\n${atoms.join('\n')}\n`);
    const missing = await dkHere(here.path, 'calibrate', 'one.xyz', '--kmax', '8', '--out', 'one');
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('--box') });
    // shells of a cube have many modes: S of one frame is not all noise
    const flags = ['--kmax', '8', '--box', '5,5,5', '--k-range', '3,10', '--out', 'one', '--json'];
    const { code, stdout, stderr } = await dkHere(here.path, 'calibrate', 'one.xyz', ...flags);
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    const { calibration, warnings } = JSON.parse(stdout);
    expect(calibration.density).toBeCloseTo(300 / 125, 12);
    expect(warnings).toContainEqual(expect.stringContaining('one.xyz has no standard errors'));
  });
});

test('no dimension, no scenario; a source with a colon and a hash does not break one', async () => {
  writeFileSync(here.in('a: b #c.csv'), `# density: ${density}\n${tableOf(density, 5)}`);
  const without = await dkHere(here.path, 'calibrate', 'a: b #c.csv', '--out', 'odd');
  expect(without.code).toBe(0);
  expect(without.stderr).toMatch(/no scenario\.yaml: a: b #c\.csv does not say its dimension; give --dim/);
  expect(existsSync(here.in('odd', 'scenario.yaml'))).toBe(false);
  expect(existsSync(here.in('odd', 'curves', 'direct-correlation.csv'))).toBe(true);
  const flags = ['--dim', '1', '--out', 'odd', '--overwrite', '--quiet'];
  expect((await dkHere(here.path, 'calibrate', 'a: b #c.csv', ...flags)).code).toBe(0);
  expect(await dkHere(here.path, 'run', 'odd/scenario.yaml', '--dry-run')).toMatchObject({ code: 0 });
});

test('errors that are too large by far are noticed', async () => {
  const text = tableOf(density, 7).replace(
    /^(.*),(.*),(\d.*)$/gm,
    (_row, k, s, error) => `${k},${s},${5 * Number(error)}`,
  );
  writeFileSync(here.in('large.csv'), `# density: ${density}\n# dim: 2\n${text}`);
  const { code, stdout } = await dkHere(here.path, 'calibrate', 'large.csv', '--out', 'large');
  expect(code).toBe(0);
  expect(stdout).toMatch(/χ²\/ndof = 0\.\d+: the errors of the measurement seem too large/);
});

test('a run folder that is damaged, or has not ended', async () => {
  const folder = (name: string, status: string, resolved: string): string => {
    mkdirSync(here.in(name, 'curves'), { recursive: true });
    writeFileSync(here.in(name, 'curves', 'structure-factor.csv'), tableOf(density, 6));
    writeFileSync(here.in(name, 'manifest.json'), JSON.stringify({ program: 'dean-kawasaki', status }));
    writeFileSync(here.in(name, 'resolved.json'), resolved);
    return name;
  };
  for (const [text, says] of [
    ['{}', 'resolved.json is damaged: box.length and dynamics.kT'],
    ['[1]', 'resolved.json is damaged: an object'],
    ['{', 'resolved.json is no JSON'],
  ]) {
    const broken = await dkHere(here.path, 'calibrate', folder('broken', 'done', text), '--out', 'never');
    expect(broken).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  }
  const resolved = { density, box: { length: [9, 8] }, dynamics: { kT }, field: { kind: 'density' } };
  const early = await dkHere(
    here.path,
    'calibrate',
    folder('early', 'failed', JSON.stringify(resolved)),
    '--out',
    'early-c',
  );
  expect(early).toMatchObject({ code: 0, stderr: expect.stringContaining('(status: failed)') });
});

describe('what is wrong is said, with what to do', () => {
  test.each([
    { what: 'no density', args: ['s.csv'], says: 's.csv does not say its density; give --density' },
    { what: 'no such file', args: ['none.csv', '--density', '1'], says: 'cannot read none.csv: there is no such file' },
    { what: 'no run', args: ['.'], says: 'is no run folder' },
    { what: 'few rows', args: ['s.csv', '--density', '1', '--k-range', '1,1.2'], says: 'at least 8 are needed' },
    {
      what: 'a range that is none',
      args: ['s.csv', '--density', '1', '--k-range', '3'],
      says: 'two numbers, low before high',
    },
    {
      what: 'no density of a held-out table',
      args: ['same.csv', '--against', 's.csv'],
      says: "s.csv does not say its density; write a line '# density: …' into it",
    },
    {
      what: 'no wavenumber in common',
      args: ['same.csv', '--against', 'far.csv'],
      says: '--against far.csv: its wavenumbers, 50 to 57, have none in common with',
    },
    { what: 'no S above 0', args: ['negative.csv'], says: 'negative.csv: no S(k) is positive' },
    { what: 'no S above its error', args: ['noise.csv'], says: 'noise.csv: of 8 wavenumbers, 0 have an S(k)' },
    { what: 'a box that is none', args: ['same.csv', '--box', '3,x'], says: 'greater than 0' },
    { what: 'two tables', args: ['s.csv', 'thin.csv'], says: 'one run folder or one table at a time' },
  ])('$what', async ({ args, says }) => {
    const { code, stderr } = await dkHere(here.path, 'calibrate', ...args, '--out', 'never');
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(existsSync(here.in('never'))).toBe(false);
  });
});
