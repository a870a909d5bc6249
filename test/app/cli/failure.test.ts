import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DkResult, dk, dkHere, scratch } from '../../support/dk.ts';

/** How a run ends when it does not end well: exit code, message, what is kept. */

const here = scratch();

/** An ideal gas; on 16 cells of 1/4 the fastest mode has L = 61.7. */
const gas = `name: gas
box: { length: [4], cells: [16] }
density: 40
free-energy: [{ term: ideal-gas }]
time: { warmup: 1, duration: 20, sample: 0.1 }
ensemble: { replicas: 2, seed: 3 }
observe: [{ quantity: structure-factor }, { quantity: energy }, { quantity: density-profile }]
`;
/** Half a particle in each cell: a good part of the density is negative. */
const dilute = `name: dilute
box: { length: [16], cells: [16] }
density: 0.5
free-energy: [{ term: ideal-gas }]
time: { duration: 40, sample: 0.5 }
`;

beforeAll(() => {
  writeFileSync(here.in('gas.yaml'), gas);
  writeFileSync(here.in('dilute.yaml'), dilute);
});
afterAll(here.remove);

interface Manifest {
  readonly status: string;
  readonly code: number;
  readonly messages: readonly string[];
  readonly validity: { readonly grade: string | null; readonly epsilon: number };
  readonly replicas: readonly { readonly time: number; readonly steps: number }[];
  readonly expect: readonly { readonly text: string; readonly state: string }[];
}

/** Runs in this process, sets by sets; gives all that is left of the run. */
async function run(file: string, out: string, sets: readonly string[], flags: readonly string[] = []) {
  const args = [...sets.flatMap((set) => ['--set', set]), ...flags, '--workers', '1', '--out', out];
  const result: DkResult = await dkHere(here.path, 'run', file, ...args);
  const manifest: Manifest = JSON.parse(readFileSync(here.in(out, 'manifest.json'), 'utf8'));
  return { ...result, manifest, curves: curvesOf(out) };
}

function curvesOf(out: string): string[] {
  return existsSync(here.in(out, 'curves')) ? readdirSync(here.in(out, 'curves')) : [];
}

describe('blow-up', () => {
  // x = L dt = 6.2, three times what the scheme stands
  const unstable = ['field.integrator=euler-maruyama', 'field.step=0.1', 'time.warmup=0'];

  test('stops, says at which step, and keeps the results so far', async () => {
    const { code, stdout, stderr, manifest, curves } = await run('gas.yaml', 'blown', unstable);
    expect(code).toBe(1);
    expect(stderr).toMatch(/warning +euler-maruyama is unstable at L dt = 6\.17: the step must stay below 0\.0324\n/);
    expect(stderr).toMatch(
      /dk: replica 0: the field blew up at step \d, t = 0\.\d+: the step is [\d.]+; at most [\d.e-]+ is advised/,
    );
    expect(stdout).toMatch(/^ {2}failed /m);
    expect(stdout).toContain('written    blown');
    expect(manifest).toMatchObject({ status: 'failed', code: 1 });
    expect(manifest.messages).toHaveLength(2);
    expect(manifest.replicas[0].steps).toBeLessThan(10);
    expect(curves).toContain('structure-factor.csv');
    expect(curves).toContain('energy.csv');
    expect(readdirSync(here.in('blown', 'fields'))).toStrictEqual(['density-final.npy']);
  });

  test('from the command line, on two workers, the same', async () => {
    const sets = unstable.flatMap((set) => ['--set', set]);
    const { code, stderr } = await dk(
      here.path,
      'run',
      'gas.yaml',
      ...sets,
      '--workers',
      '2',
      '--out',
      'threads',
      '--quiet',
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^dk: replica 0: the field blew up at step .+\ndk: replica 1: the field blew up at step .+\n$/,
    );
    expect(readFileSync(here.in('threads', 'curves', 'energy.csv'), 'utf8')).toBe(
      readFileSync(here.in('blown', 'curves', 'energy.csv'), 'utf8'),
    );
  });

  test('before the first sample: no curve, rather than one of zeros', async () => {
    const { code, manifest, curves } = await run('gas.yaml', 'early', [...unstable, 'time.sample=5']);
    expect(code).toBe(1);
    expect(manifest.status).toBe('failed');
    expect(curves).toStrictEqual([]);
  });
});

describe('the validity gate', () => {
  test('stops a run of which too much is negative, and keeps the results', async () => {
    const { code, stdout, stderr, manifest, curves } = await run('dilute.yaml', 'refused', []);
    expect(code).toBe(1);
    expect(manifest).toMatchObject({ status: 'refused', code: 1, validity: { grade: 'refused' } });
    expect(manifest.validity.epsilon).toBeGreaterThan(5e-2);
    expect(manifest.messages).toHaveLength(1);
    // looked at after 16 samples
    expect(manifest.replicas[0].time).toBeCloseTo(8, 9);
    expect(stderr).toContain('warning    n̄_eff = 0.75 < 2.5: densities will be negative');
    expect(stderr).toMatch(
      /dk: replica 0: ε = 0\.\d+ .*fewer cells or a higher density.*--force or field\.accept-grade: any/,
    );
    expect(stdout).toMatch(/^ {2}refused /m);
    expect(curves).toContain('structure-factor.csv');
  });

  test.each([
    ['--force', [], ['--force']],
    ['accept-grade: any', ['field.accept-grade=any'], []],
  ])('%s lets it through, graded all the same', async (what, sets, flags) => {
    const { code, manifest } = await run('dilute.yaml', `through ${what}`, sets, flags);
    expect(code).toBe(0);
    expect(manifest).toMatchObject({ status: 'done', code: 0, messages: [], validity: { grade: 'refused' } });
    expect(manifest.replicas[0].time).toBe(40);
  });

  test('a grade worse than the accepted one ends with 1 and says what to do', async () => {
    const { code, stdout, stderr, manifest } = await run('gas.yaml', 'yellow', [
      'density=15',
      'field.accept-grade=green',
    ]);
    expect(code).toBe(1);
    expect(manifest).toMatchObject({ status: 'refused', validity: { grade: 'yellow' } });
    expect(manifest.replicas[0].time).toBeCloseTo(21, 9);
    expect(stderr).toContain('dk: the measured grade yellow is worse than field.accept-grade: green; use fewer cells');
    expect(stdout).toMatch(/^ {2}refused /m);
    const accepted = await run('gas.yaml', 'yellow enough', ['density=15', 'field.accept-grade=yellow']);
    expect(accepted).toMatchObject({ code: 0, manifest: { status: 'done' } });
  });
});

describe('expectations', () => {
  test.each<[string, number, string, string]>([
    ['met', 0, '{curve: structure-factor, equals: theory, within: 0.5}', 'structure-factor against theory: '],
    ['not met', 3, '{curve: structure-factor, equals: 2, within: 0.1}', 'structure-factor against 2: −0.'],
    ['undecided', 4, '{curve: structure-factor, equals: theory, within: 1.0e-4}', 'structure-factor against theory: '],
    ['met', 0, '{mode: [1], equals: 0, within: 0.2}', 'Re ρ_k/N of mode [1] against 0: '],
    ['not met', 3, '{mode: [-2], equals: 0.5, within: 0.2}', 'Re ρ_k/N of mode [-2] against 0.5: −0.'],
    ['met', 0, '{grade: green}', 'grade green, expected green'],
    [
      'met',
      0,
      '{curve: structure-factor, k: [1, 4], equals: theory, within: 0.5}',
      'structure-factor (k 1…4) against theory: ',
    ],
  ])('%s → %i: %s', async (state, code, item, text) => {
    const name = `expect ${state} ${code} ${item.replaceAll(/\W+/g, '-')}`;
    const done = await run('gas.yaml', name, [`expect=[${item}]`]);
    expect(done.code).toBe(code);
    expect(done.manifest).toMatchObject({ status: 'done', code, expect: [{ state }] });
    expect(done.manifest.expect[0].text).toContain(text);
    expect(done.stdout).toContain(`  expect     ${done.manifest.expect[0].text}: ${state}\n`);
  });

  test('the worst of several counts: not met before undecided', async () => {
    const items =
      '{curve: structure-factor, equals: theory, within: 1.0e-4}, {curve: structure-factor, equals: 2, within: 0.1}';
    expect(await run('gas.yaml', 'both', [`expect=[${items}]`])).toMatchObject({ code: 3 });
  });

  test('what only a comparison can tell is left to dk compare', async () => {
    const { code, stdout } = await run('gas.yaml', 'compare', [
      'expect=[{compare: structure-factor, verdict: agree, within: 0.1}]',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('expect     structure-factor: agree is left to dk compare');
  });

  test('a failed run is failed, whatever was expected', async () => {
    const { code } = await run('dilute.yaml', 'both bad', [
      'expect=[{curve: structure-factor, equals: 9, within: 0.1}]',
    ]);
    expect(code).toBe(1);
  });
});
