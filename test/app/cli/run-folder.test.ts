import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../../src/app/scenario/decide.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { type DkResult, dk, dkHere, scratch } from '../../support/dk.ts';

/** The run folder: exactly these files, these columns, readable by anyone. */

const here = scratch();
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const text = `# kept as it stands, comments and all
name: folder
summary: Small soft particles
units: { length: σ, time: τ, energy: kT }
box: { length: [3, 2], cells: [12, 8] }
density: 300
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 0.01, sigma: 1.2 } }
time: { warmup: 0.2, duration: 2, sample: 0.1 }
ensemble: { replicas: 2, seed: 5 }
observe:
  - { quantity: structure-factor }
  - { quantity: structure-factor, average: replicas, times: [0.1, 0.2] }
  - { quantity: intermediate-scattering, k: [2, 3], lags: 4, sample: 0.05 }
  - { quantity: density-profile }
  - { quantity: energy }
  - { quantity: density-histogram }
output: { snapshots: [1] }
`;
const run = here.in('runs', 'folder');
let result: DkResult;

beforeAll(async () => {
  writeFileSync(here.in('s.yaml'), text);
  result = await dk(here.path, 'run', 's.yaml');
});
afterAll(here.remove);

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

/** Contents of all files below a folder whose names pass, as one digest each. */
function digests(folder: string, passes: (name: string) => boolean = () => true): Record<string, string> {
  const names = files(folder).filter(passes);
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}
const results = (name: string): boolean => /^(curves|fields)\//.test(name);

/** Read as anyone would: comment lines, a header, rows of text. */
function csv(folder: string, name: string): { notes: string[]; header: string; rows: string[][] } {
  const lines = readFileSync(join(folder, 'curves', `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const notes = lines.filter((line) => line.startsWith('# '));
  const [header, ...rows] = lines.slice(notes.length);
  return { notes, header, rows: rows.map((row) => row.split(',')) };
}

describe('what is in it', () => {
  test('exactly the promised files', () => {
    expect(result.code).toBe(0);
    const curves = ['density-histogram', 'density-profile', 'density-profile-modes', 'energy'];
    curves.push('intermediate-scattering', 'structure-factor', 'structure-factor-errors', 'structure-factor-modes');
    curves.push('domain-length', 'structure-factor-direction', 'structure-factor-transient');
    const drawn = curves.filter((name) => !/-(errors|modes)$/.test(name));
    const alone = ['density-profile-modes', 'intermediate-scattering', 'structure-factor'];
    alone.push('structure-factor-direction', 'structure-factor-transient');
    const fields = ['density-0001', 'density-final'];
    expect(files(run)).toStrictEqual(
      [
        ...curves.map((name) => `curves/${name}.csv`),
        ...alone.map((name) => `replicas/${name}.csv`),
        ...fields.map((name) => `fields/${name}.npy`),
        ...[...drawn, ...fields].flatMap((name) => [`figures/${name}.svg`, `figures/${name}.png`]),
        ...['manifest.json', 'resolved.json', 'scenario.yaml'],
      ].sort(),
    );
  });

  test.each([
    ['structure-factor', 'k,S,stderr,modes,theory,predicted'],
    ['structure-factor-modes', 'n1,n2,k,S,stderr'],
    ['structure-factor-transient', 't,k,S,stderr,theory'],
    ['domain-length', 't,length,stderr'],
    ['intermediate-scattering', 'k,t,F,stderr,theory'],
    ['density-profile', 't,x,y,rho,stderr'],
    ['energy', 't,F,stderr,pressure,pressure-stderr'],
  ])('%s.csv: %s', (name, header) => {
    const table = csv(run, name);
    expect(table.header).toBe(header);
    expect(table.notes.length).toBeGreaterThan(0);
    expect(table.rows.length).toBeGreaterThan(0);
    const columns = header.split(',').length;
    for (const row of table.rows) {
      expect(row).toHaveLength(columns);
      // as many digits as the double has: reading and writing it again changes nothing
      for (const cell of row) if (cell !== '') expect(String(Number(cell))).toBe(cell);
    }
  });

  test('a row of structure-factor.csv is one exact |k|, the modes add up to all that are resolved', () => {
    const { rows } = csv(run, 'structure-factor');
    const singles = csv(run, 'structure-factor-modes').rows;
    // |n1| ≤ 3, |n2| ≤ 2, one of each ±n, without 0
    expect(singles).toHaveLength((7 * 5 - 1) / 2);
    expect(rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(singles.length);
    for (const [n1, n2, k] of singles.map((row) => row.map(Number))) {
      expect(k).toBeCloseTo(2 * Math.PI * Math.hypot(n1 / 3, n2 / 2), 10);
    }
    for (const [k, s, , count] of rows.map((row) => row.map(Number))) {
      const own = singles.map((row) => row.map(Number)).filter((row) => Math.abs(row[2] - k) < 1e-9 * k);
      expect(own).toHaveLength(count);
      expect(own.reduce((sum, row) => sum + row[3], 0) / count).toBeCloseTo(s, 10);
    }
  });

  test('the wished wavenumbers are served by the nearest shells, and the file says which', () => {
    const { notes, rows } = csv(run, 'intermediate-scattering');
    const served = [...new Set(rows.map(([k]) => k))];
    expect(notes.join('\n')).toContain(`asked for k = 2, 3; served by the nearest shells k = ${served.join(', ')}`);
    expect(served.map(Number)[0]).toBeCloseTo((2 * Math.PI) / 3, 10);
    expect(rows.slice(0, 5).map(([, t]) => Number(t))).toStrictEqual(
      [0, 0.05, 0.1, 0.15, 0.2].map((t) => expect.closeTo(t, 12)),
    );
  });

  test('manifest.json: versions, seed, status, timing, validity', () => {
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const lock = createHash('sha256').update(readFileSync(join(repository, 'package-lock.json')));
    expect(manifest).toMatchObject({
      program: 'dean-kawasaki',
      version,
      node: process.version,
      lock: `sha256:${lock.digest('hex')}`,
      backend: 'wasm',
      command: 'dk run s.yaml',
      seed: 5,
      status: 'done',
      code: 0,
      messages: [],
      validity: { grade: 'green', epsilon: 0, negativeFraction: 0 },
      fields: [
        { file: 'density-0001.npy', time: 1 },
        { file: 'density-final.npy', time: expect.closeTo(2.2, 12) },
      ],
    });
    const { steps, wallSeconds, cpuSeconds, cpuMsPerStep } = manifest.timing;
    expect(steps).toBe(2 * Math.round(2.2 / manifest.regime.step));
    expect(wallSeconds).toBeGreaterThan(0);
    expect(cpuSeconds).toBeGreaterThanOrEqual(0);
    expect(cpuMsPerStep).toBeCloseTo((1000 * cpuSeconds) / steps, 12);
    expect(manifest.replicas).toHaveLength(2);
  });

  test('scenario.yaml is the scenario, byte by byte', () => {
    expect(readFileSync(join(run, 'scenario.yaml'), 'utf8')).toBe(text);
  });

  test('results are printed on stdout, warnings on stderr', () => {
    for (const word of ['done', 'grade      green', 'S(k)', 'S/theory', 'written    runs/folder']) {
      expect(result.stdout).toContain(word);
    }
    expect(result.stdout).not.toContain('warning');
    expect(result.stderr).toMatch(/^( {2}warning .+\n)*$/);
  });
});

describe('fields/*.npy', () => {
  test('by the letter of the format', () => {
    const bytes = readFileSync(join(run, 'fields', 'density-final.npy'));
    expect([...bytes.subarray(0, 8)]).toStrictEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
    const end = 10 + bytes.readUInt16LE(8);
    expect(end % 64).toBe(0);
    expect(bytes.subarray(10, end).toString('latin1')).toMatch(
      /^\{'descr': '<f8', 'fortran_order': False, 'shape': \(12, 8\), \} *\n$/,
    );
    expect(bytes.length - end).toBe(8 * 12 * 8);
    let sum = 0;
    for (let at = end; at < bytes.length; at += 8) sum += bytes.readDoubleLE(at);
    expect(sum / 96).toBeCloseTo(300, 9);
  });

  const numpy = spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
  test.skipIf(!numpy)('NumPy reads them (skipped where python3 has no numpy)', () => {
    const script =
      'import sys, numpy\na = numpy.load(sys.argv[1])\nprint(a.shape, a.dtype, repr(float(a[11, 7])), round(a.mean(), 9))';
    const file = join(run, 'fields', 'density-final.npy');
    const bytes = readFileSync(file);
    const last = bytes.readDoubleLE(bytes.length - 8);
    const { stdout } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(`(12, 8) float64 ${last} 300.0`);
  });
});

describe('a run can be repeated', () => {
  test('resolved.json has every default, is a scenario, and gives the same bytes', async () => {
    const resolved = readFileSync(join(run, 'resolved.json'), 'utf8');
    const { scenario } = loadScenario(text, { file: 's.yaml' });
    expect(JSON.parse(resolved)).toStrictEqual(decide(scenario));
    expect(loadScenario(resolved, { file: 'resolved.json' }).scenario).toStrictEqual(decide(scenario));
    const again = await dkHere(here.path, 'run', join(run, 'resolved.json'), '--out', 'again', '--workers', '1');
    expect(again.code).toBe(0);
    expect(digests(here.in('again'), results)).toStrictEqual(digests(run, results));
  });

  test('options of the command line are in resolved.json', async () => {
    const args = ['--set', 'density=160', '--seed', '9', '--replicas', '1', '--set', 'time.duration=1'];
    const { code } = await dkHere(here.path, 'run', 's.yaml', ...args, '--out', 'options', '--quiet');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(here.in('options', 'resolved.json'), 'utf8'))).toMatchObject({
      density: 160,
      ensemble: { seed: 9, replicas: 1 },
      time: { duration: 1 },
    });
    expect(readFileSync(here.in('options', 'scenario.yaml'), 'utf8')).toBe(text);
  });

  test('a profile from a file goes with the run', async () => {
    mkdirSync(here.in('deep'));
    const field = '{ initial: { profile: start.npy } }';
    writeFileSync(here.in('deep', 'start.npy'), readFileSync(join(run, 'fields', 'density-final.npy')));
    writeFileSync(here.in('deep', 's.yaml'), `${text}field: ${field}\n`);
    const small = ['--replicas', '1', '--set', 'time.duration=1', '--quiet'];
    expect(await dkHere(here.path, 'run', 'deep/s.yaml', ...small, '--out', 'first')).toMatchObject({ code: 0 });
    expect(await dkHere(here.path, 'run', 'first/resolved.json', ...small, '--out', 'second')).toMatchObject({
      code: 0,
    });
    expect(digests(here.in('second'), results)).toStrictEqual(digests(here.in('first'), results));
    const [first, second] = ['first', 'second'].map((name) => readFileSync(here.in(name, 'resolved.json'), 'utf8'));
    expect(JSON.parse(second)).toStrictEqual(JSON.parse(first));
  });
});

describe('--json and --quiet', () => {
  test('--json prints the manifest and nothing else', async () => {
    const { code, stdout } = await dkHere(here.path, 'run', 's.yaml', '--json', '--out', 'json', '--workers', '1');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(JSON.parse(readFileSync(here.in('json', 'manifest.json'), 'utf8')));
  });

  test('--quiet prints nothing on success', async () => {
    const quiet = await dkHere(here.path, 'run', 's.yaml', '--quiet', '--out', 'quiet', '--workers', '1');
    expect(quiet).toStrictEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('warnings go to stderr', async () => {
    const args = ['--set', 'time.duration=1', '--set', 'time.warmup=0', '--workers', '1', '--out', 'short'];
    const { code, stdout, stderr } = await dkHere(here.path, 'run', 's.yaml', ...args);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^ {2}warning {4}the slowest mode relaxes in 1\/L = .+; lengthen time\.warmup\n/);
    expect(stdout).not.toContain('warning');
    const uneven = await dkHere(here.path, 'run', 's.yaml', '--dry-run', '--set', 'time.duration=2.03');
    expect(uneven.stderr).toContain('the run ends at t = 2.2, not 2.23');
  });
});

describe('dk plot', () => {
  test('draws the same figures again', async () => {
    const before = digests(run);
    const { code, stdout, stderr } = await dk(here.path, 'plot', 'runs/folder');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('runs/folder/figures/structure-factor.png\n');
    expect(digests(run)).toStrictEqual(before);
  });

  test('a folder that is no run, and a run that is not whole any more', async () => {
    mkdirSync(here.in('plain'));
    for (const path of ['plain', 'nowhere', 's.yaml']) {
      const { code, stdout, stderr } = await dkHere(here.path, 'plot', path);
      expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`${path} is no run folder: it has no manifest.json of dk; name a folder that dk run`);
    }
    mkdirSync(here.in('torn'));
    writeFileSync(here.in('torn', 'manifest.json'), readFileSync(join(run, 'manifest.json')));
    const torn = await dkHere(here.path, 'plot', 'torn');
    expect(torn).toMatchObject({ code: 2, stdout: '' });
    expect(torn.stderr).toMatch(
      /^the run folder is incomplete: cannot read .*torn\/resolved\.json: there is no such file/,
    );
    mkdirSync(here.in('torn', 'curves'));
    writeFileSync(here.in('torn', 'resolved.json'), readFileSync(join(run, 'resolved.json')));
    writeFileSync(here.in('torn', 'curves', 'structure-factor.csv'), 'k,S,stderr\n1,one,0\n');
    const changed = await dkHere(here.path, 'plot', 'torn');
    expect(changed).toMatchObject({ code: 2, stdout: '' });
    expect(changed.stderr).toContain("cannot draw torn: structure-factor.csv:2: 'one' in column 'S' is not a number");
  });
});
