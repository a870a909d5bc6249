import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { addAnalyze } from '../../../src/app/cli/analyze.ts';
import { Command, CommanderError } from '../../../src/app/cli/commander.ts';
import { encodeNpy } from '../../../src/app/output/npy.ts';
import { readTable } from '../../../src/app/output/table.ts';
import { UsageError } from '../../../src/app/usage-error.ts';
import { column } from '../../../src/core/curve.ts';

const folder = mkdtempSync(join(tmpdir(), 'dk-analyze-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const DUMP = fixture('scaled-two-species-offset.lammpstrj');

/** Runs `dk analyze` in this process as the command line does: exit code, stdout, stderr. */
async function analyze(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr, code] = ['', '', -1];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  const program = new Command('dk').exitOverride();
  addAnalyze(program, (value) => {
    code = value;
  });
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(['analyze', ...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommanderError)) throw error;
    code = 2;
    if (error instanceof UsageError) stderr += `${error.message}\n`;
  } finally {
    vi.restoreAllMocks();
  }
  return { code, stdout, stderr };
}

const read = (out: string, name: string): string => readFileSync(join(out, name), 'utf8');
const header = (text: string): string | undefined => text.split('\n').find((line) => !line.startsWith('#'));

describe('a trajectory', () => {
  const out = join(folder, 'two-species');

  test('says what it has read and writes curves, figures and a manifest', async () => {
    const { code, stdout, stderr } = await analyze(
      DUMP,
      '--out',
      out,
      '--k',
      '1.2,3',
      '--kmax',
      '4',
      '--timestep',
      '0.005',
      '--by-type',
    );
    expect([code, stderr]).toEqual([0, '']);
    const shown = stdout
      .replaceAll(DUMP, 'FILE')
      .replaceAll(out, 'OUT')
      .replace(/± [\d.e-]+/g, '± …');
    // a golden test of what is printed
    expect(shown).toMatchInlineSnapshot(`
      "FILE: trajectory
        frames     11 of 11, 0.25 time units apart
        particles  120 (type 1: 90, type 2: 30)
        box        7 × 7.5 × 7.25, origin (-3, 1, -2.25)
        k          364 modes in 124 shells, 0.8378 … 6.011 (|n| ≤ 4)
        S(k)       2.55 ± … at the smallest k = 0.8378
        S(k)       2.69 ± … at the smallest k = 0.8378, type 1
        S(k)       0.179 ± … at the smallest k = 0.8378, type 2
        F(k,t)     k served by the nearest shells: 1.2 by 1.20537, 3 by 3.00573; lags up to 4 frames
        written    OUT: curves, figures, manifest.json
      "
    `);
    expect(readdirSync(out).sort()).toEqual(['curves', 'figures', 'manifest.json']);
    expect(readdirSync(join(out, 'curves')).sort()).toEqual([
      'intermediate-scattering.csv',
      'mean-square-displacement.csv',
      'pair-correlation.csv',
      'self-intermediate-scattering.csv',
      'structure-factor-direction.csv',
      'structure-factor-errors.csv',
      'structure-factor-modes.csv',
      'structure-factor-partial.csv',
      'structure-factor.csv',
      'type-1',
      'type-2',
    ]);
    expect(readdirSync(join(out, 'figures', 'type-2')).sort()).toContain('structure-factor.png');
    const manifest = JSON.parse(read(out, 'manifest.json'));
    expect(manifest).toMatchObject({ program: 'dean-kawasaki', status: 'done', code: 0, files: [DUMP], warnings: [] });
    expect(manifest.analysis).toMatchObject({
      ...{ source: 'particles', framesRead: 11, runs: [11], particles: { 1: 90, 2: 30 }, interval: 0.25, kmax: 4 },
      ...{
        clock: 'time',
        lags: { 'intermediate-scattering': 4 },
        flat: '',
        groups: [null, '1', '2'],
        modes: { count: 364 },
      },
      box: { lengths: [7, 7.5, 7.25], origin: [-3, 1, -2.25] },
    });
  });

  test('the tables have the columns of a run; what theory would say is empty', () => {
    const s = read(out, 'curves/structure-factor.csv');
    expect(header(s)).toBe('k,S,stderr,modes,theory,predicted');
    expect(header(read(out, 'curves/structure-factor-modes.csv'))).toBe('n1,n2,n3,k,S,stderr');
    expect(header(read(out, 'curves/intermediate-scattering.csv'))).toBe('k,t,F,stderr,theory');
    const curve = readTable(s, 'structure-factor');
    expect(column(curve, 'theory').values.every(Number.isNaN)).toBe(true);
    expect(column(curve, 'stderr').values.every((e) => e > 0)).toBe(true);
    expect(column(curve, 'modes').values.reduce((sum, n) => sum + n, 0)).toBe(364);
    expect(curve.notes).toContain('measured from scaled-two-species-offset.lammpstrj');
    expect(read(out, 'curves/type-2/structure-factor.csv')).toMatch(
      'particles of type 2 alone, N = 30 of them: S_aa of Ashcroft and Langreth',
    );
    expect(
      Array.from(
        new Set(
          column(readTable(read(out, 'curves/intermediate-scattering.csv'), 'intermediate-scattering'), 't').values,
        ),
      ),
    ).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test('a result is not overwritten silently; --json and --quiet', async () => {
    const again = await analyze(DUMP, '--out', out);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toMatch(/holds a run already; add --overwrite/);
    const quiet = await analyze(DUMP, '--out', out, '--overwrite', '--quiet', '--kmax', '2');
    expect([quiet.code, quiet.stdout, quiet.stderr]).toEqual([0, '', '']);
    expect(existsSync(join(out, 'curves', 'type-1'))).toBe(false);
    const json = await analyze(DUMP, '--out', out, '--overwrite', '--json', '--kmax', '2');
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(read(out, 'manifest.json')));
  });
});

test('few frames: no error bars below four, and a warning', async () => {
  const frames = readFileSync(DUMP, 'utf8').split(/(?=ITEM: TIMESTEP)/);
  for (const [count, warning] of [
    [1, '1 frame(s): error bars need at least 4 in a run, so stderr is empty'],
    [3, '3 frame(s): error bars need at least 4 in a run, so stderr is empty'],
    [5, '5 frames: too few to see how they are correlated; error bars take them as independent'],
  ] as const) {
    const file = join(folder, 'few.lammpstrj');
    writeFileSync(file, frames.slice(0, count).join(''));
    const out = join(folder, `few-${count}`);
    const { code, stdout, stderr } = await analyze(file, '--out', out, '--kmax', '2');
    const left = '  warning    mean-square-displacement is left out: it needs at least two frames\n';
    expect([code, stderr]).toEqual([0, `${count === 1 ? left : ''}  warning    ${warning}\n`]);
    const errors = column(readTable(read(out, 'curves/structure-factor.csv'), 'structure-factor'), 'stderr').values;
    expect(errors.every(count < 4 ? Number.isNaN : (e) => e > 0)).toBe(true);
    expect(stdout.includes('no error bar')).toBe(count < 4);
    expect(existsSync(join(out, 'figures/structure-factor.svg'))).toBe(true);
  }
});

test('a wave number far from every shell is served with a warning', async () => {
  const { stdout, stderr } = await analyze(DUMP, '--out', join(folder, 'far'), '--kmax', '2', '--k', '0.1');
  expect(stderr).toBe('  warning    k = 0.1 is served by 0.837758, more than half of 2π/L away\n');
  expect(stdout).toMatch('0.1 by 0.837758');
});

test('stored fields', async () => {
  const files = [1, 2, 3, 4].map((seed) => {
    const file = join(folder, `density-${seed}.npy`);
    writeFileSync(
      file,
      encodeNpy(
        Float64Array.from({ length: 64 }, (_, j) => 3 + Math.sin(seed * j * j)),
        [8, 8],
      ),
    );
    return file;
  });
  const out = join(folder, 'fields');
  const { code, stdout } = await analyze(...files, '--box', '2,3', '--out', out, '--k', '3.2');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /4 files: stored fields\n {2}frames {5}4 of 4, 1 frames apart\n {2}content {4}∫ρ = 1\d\.\d+\n {2}box {8}2 × 3\n {2}k {10}12 modes in /,
  );
  expect(header(read(out, 'curves/structure-factor.csv'))).toBe('k,S,stderr,modes,theory,predicted');
});

describe('bad input: exit code 2, one message, nothing written', () => {
  test.each([
    [['triclinic.lammpstrj'], /triclinic\.lammpstrj:6: the box is tilted/],
    [['plain.xyz'], /plain\.xyz:1: the file tells of no box: give its sides with --box/],
    [['LAMMPS.md'], /LAMMPS\.md:1: 'Written by LAMMPS itself .*' begins neither a LAMMPS dump/],
    [['nowhere.xyz'], /cannot read .*nowhere\.xyz: there is no such file/],
    [['plain.xyz', '--box', '7,-1,7'], /expected a number > 0/],
    [['plain.xyz', '--box', '7,7,7', '--dim', '2'], /--box has 3 side\(s\), but --dim says 2/],
    [['plain.xyz', '--dim', '4'], /expected 1, 2 or 3/],
    [['plain.xyz', '--kmax', '0'], /expected a whole number ≥ 1/],
    [['plain.xyz', '--box', '7,7.5,7.25', '--kmax', '200'], /--kmax 200 makes 32240600 modes in 3D/],
    [['plain.xyz', '--mean', 'gone'], /expected kept or subtracted/],
    [['plain.xyz', 'plain.npy'], /plain\.npy is a stored field, but other files are not/],
    [['scaled-two-species-offset.lammpstrj', '--types', '1,3'], /there are no particles of type '3'; there are 1, 2/],
  ])('%s', async (args, message) => {
    const out = join(folder, 'bad');
    const { code, stdout, stderr } = await analyze(
      ...args.map((a) => (/\.\w+$/.test(a) && !/^[\d.,]+$/.test(a) ? fixture(a) : a)),
      '--out',
      out,
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });
});
