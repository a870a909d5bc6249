import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dk, dkHere, scratch } from '../../support/dk.ts';

const folder = scratch();
afterAll(() => folder.remove());

/** The ideal gas in a box so small that its slowest wave decays in a tenth of a time unit. */
const IDEAL = {
  name: 'ideal',
  box: { length: [2, 1.8], cells: [8, 8] },
  dynamics: { kT: 0.4, mu: 2.5 },
  density: 100,
  'free-energy': [{ term: 'ideal-gas' }],
  field: { initial: { fluctuations: 'poisson' } },
  particles: { integrator: 'heun' },
  time: { duration: 24, sample: 0.05 },
  ensemble: { replicas: 8, seed: 3 },
  observe: [
    { quantity: 'structure-factor' },
    { quantity: 'intermediate-scattering', k: [4.6], sample: 0.01, lags: 12 },
    { quantity: 'mean-square-displacement', lags: 8 },
  ],
  compare: { tolerance: 0.08, 'rate-tolerance': 0.15, budget: '2min' },
};

function scenario(name: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const file = folder.in(`${name}.json`);
  writeFileSync(file, JSON.stringify({ ...IDEAL, name, ...changes }));
  return file;
}

function json(run: string, file: string) {
  return JSON.parse(readFileSync(folder.in(run, file), 'utf8'));
}

async function compare(name: string, changes: Readonly<Record<string, unknown>> = {}, ...flags: readonly string[]) {
  const result = await dkHere(
    folder.path,
    'compare',
    scenario(name, changes),
    '--workers',
    '1',
    '--out',
    name,
    ...flags,
  );
  return {
    ...result,
    comparison: existsSync(folder.in(name, 'comparison.json')) ? json(name, 'comparison.json') : null,
  };
}

type Band = { readonly outcome: string; readonly difference: number };
type Verdict = { readonly curve: string; readonly outcome: string; readonly bands: readonly Band[] };

function outcomeOf(comparison: { readonly verdicts: readonly Verdict[] }, curve: string): string | undefined {
  return comparison.verdicts.find((verdict) => verdict.curve === curve)?.outcome;
}

describe('field and particles of the ideal gas', () => {
  let first: Awaited<ReturnType<typeof dk>>;
  beforeAll(async () => {
    first = await dk(folder.path, 'compare', scenario('ideal'), '--out', 'ideal', '--workers', '2');
  }, 120_000);

  test('agree, exit 0, verdict on stdout', () => {
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(first.stdout).toMatch(/look 1 {5}8 replicas of either: /);
    expect(first.stdout).toMatch(/verdict {4}AGREE: Field and particles agree within 8 % for k ≤ /);
    const comparison = json('ideal', 'comparison.json');
    expect(comparison).toMatchObject({ outcome: 'agree', code: 0, tolerance: 0.08, grade: 'green' });
    expect(comparison.looks.at(-1).outcome).toBe('agree');
    const curves = comparison.verdicts.map(({ curve }: Verdict) => curve);
    expect(curves).toEqual(['density', 'structure-factor', 'structure-factor-direction', 'intermediate-scattering']);
    expect(comparison.verdicts[1].bands.length).toBeLessThanOrEqual(8);
    for (const { bands } of comparison.verdicts) for (const { outcome } of bands) expect(outcome).toBe('agree');
  });

  test('leaves curves of both, figures, a manifest and a report that needs no network', () => {
    for (const side of ['field', 'particles']) {
      for (const name of ['structure-factor', 'intermediate-scattering', 'pair-correlation-smoothed']) {
        expect(existsSync(folder.in('ideal', side, 'curves', `${name}.csv`)), name).toBe(true);
      }
    }
    expect(existsSync(folder.in('ideal', 'particles', 'trajectory.lammpstrj'))).toBe(true);
    expect(existsSync(folder.in('ideal', 'particles', 'curves', 'mean-square-displacement.csv'))).toBe(true);
    for (const name of ['compare-structure-factor', 'compare-intermediate-scattering', 'compare-snapshot']) {
      expect(existsSync(folder.in('ideal', 'figures', `${name}.png`)), name).toBe(true);
    }
    const report = readFileSync(folder.in('ideal', 'report.html'), 'utf8');
    expect(report.indexOf('Agree')).toBeLessThan(report.indexOf('<svg'));
    expect(report.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:/);
    expect(json('ideal', 'manifest.json')).toMatchObject({ status: 'done', code: 0, outcome: 'agree' });
  });

  test('a decided verdict has the same bytes for another number of workers', async () => {
    const again = await compare('again');
    expect(again.code).toBe(0);
    const text = (run: string): string =>
      readFileSync(folder.in(run, 'comparison.json'), 'utf8').replace(/"again"/, '"ideal"');
    expect(text('again')).toBe(text('ideal'));
  });

  test('from runs and a trajectory that are there already', async () => {
    const file = scenario('parts', { observe: IDEAL.observe.slice(0, 2) });
    const here = async (command: string, out: string): Promise<void> => {
      expect((await dkHere(folder.path, command, file, '--workers', '1', '--quiet', '--out', out)).code).toBe(0);
    };
    await here('run', 'parts-field');
    await here('particles', 'parts-particles');
    const sides = ['--field', 'parts-field', '--particles', 'parts-particles'];
    const { code, stdout } = await dkHere(folder.path, 'compare', file, ...sides, '--out', 'parts');
    expect([0, 4], stdout).toContain(code);
    // the same seeds, so the numbers of the first look of a comparison that simulates both
    const both = await compare('first-look', { compare: { ...IDEAL.compare, budget: '1s' } });
    const differences = ({ verdicts }: { readonly verdicts: readonly Verdict[] }): readonly number[] => {
      return verdicts[1].bands.map(({ difference }) => difference);
    };
    const stored = json('parts', 'comparison.json');
    expect(differences(stored)).toEqual(differences(both.comparison));
    expect(stored.sides.map(({ source }: { source: string }) => source)).toEqual(['parts-field', 'parts-particles']);
  });

  test('particles from a trajectory, in parts that stand in for replicas', async () => {
    const dump = 'ideal/particles/trajectory.lammpstrj';
    const { timestep } = { timestep: 0.01 };
    const plain = { observe: [{ quantity: 'structure-factor' }], compare: { tolerance: 0.6, budget: '20s' } };
    const flags = ['--particles', dump, '--timestep', String(timestep)];
    const { code, comparison, stdout } = await compare('from-dump', plain, ...flags);
    expect(code, stdout).toBe(0);
    expect(comparison.sides[1]).toMatchObject({ source: dump, replicas: 16, density: 100 });
  });
});

describe('planted faults are caught', () => {
  test('particles at another density', async () => {
    // from a run of its own, since one scenario has one density
    const thin = scenario('thin', { density: 80, observe: [{ quantity: 'structure-factor' }] });
    await dkHere(folder.path, 'particles', thin, '--workers', '1', '--quiet', '--out', 'thin');
    const { code, comparison } = await compare(
      'dense',
      { observe: [{ quantity: 'structure-factor' }] },
      '--particles',
      'thin',
    );
    expect(code).toBe(3);
    expect(outcomeOf(comparison, 'density')).toBe('differ');
  });

  test('noise of the field 10 % too strong', async () => {
    const { code, comparison } = await compare('loud', { field: { ...IDEAL.field, noise: { scale: 1.1 } } });
    expect(code).toBe(3);
    expect(outcomeOf(comparison, 'structure-factor')).toBe('differ');
    expect(outcomeOf(comparison, 'structure-factor-direction')).not.toBe('differ');
  });

  test('a mobility of the particles a quarter too large: the dynamics differ, the statics do not', async () => {
    // long enough that the fault, 25 % where 15 % are allowed, is beyond the error whatever the seed
    const time = { duration: 150, sample: 0.05 };
    const fast = scenario('fast', { time, dynamics: { kT: 0.4, mu: 3.125 } });
    await dkHere(folder.path, 'particles', fast, '--workers', '1', '--quiet', '--out', 'fast');
    const { code, comparison } = await compare('slow', { time }, '--particles', 'fast');
    expect(code).toBe(3);
    expect(outcomeOf(comparison, 'intermediate-scattering')).toBe('differ');
    expect(outcomeOf(comparison, 'structure-factor')).not.toBe('differ');
  });
});

test('too little data is inconclusive, exit 4, and says how much longer to run', async () => {
  const { code, stdout } = await compare('short', {
    time: { duration: 2, sample: 0.05 },
    compare: { tolerance: 0.005, budget: '1s' },
  });
  expect(code).toBe(4);
  expect(stdout).toMatch(/verdict {4}INCONCLUSIVE: .*run (about \d+ times as long|longer)/);
});

test('expectations are judged each at its own tolerance', async () => {
  const expectations = [
    { compare: 'structure-factor', verdict: 'agree', within: 0.1 },
    { compare: 'structure-factor', verdict: 'differ', within: 0.1 },
  ];
  const { code, stdout } = await compare('expected', { expect: expectations });
  expect(stdout).toMatch(/expect {5}structure-factor: agree within 0.1: .*: met/);
  expect(stdout).toMatch(/expect {5}structure-factor: differ within 0.1: .*: not met/);
  expect(code).toBe(3);
});

describe('bad input: exit 2, nothing written', () => {
  const refused = async (name: string, changes: Readonly<Record<string, unknown>>, ...flags: readonly string[]) => {
    const { code, stderr } = await compare(name, changes, ...flags);
    expect(code, stderr).toBe(2);
    expect(existsSync(folder.in(name))).toBe(false);
    return stderr;
  };

  test('boxes that do not match', async () => {
    const box = { length: [2, 2], cells: [8, 8] };
    expect(await refused('other-box', { box }, '--field', 'parts-field')).toMatch(
      /parts-field is in a box of 2 × 1.8, the scenario in one of 2 × 2/,
    );
    expect(await refused('other-box', { box }, '--particles', 'ideal/particles/trajectory.lammpstrj')).toMatch(
      /is in a box of 2 × 1.8, the scenario in one of 2 × 2/,
    );
  });

  test('a run of the other engine, no run at all, one of too few replicas', async () => {
    expect(await refused('swapped', {}, '--field', 'parts-particles')).toMatch(
      /is a run of the particles; --field wants/,
    );
    expect(await refused('nothing', {}, '--field', 'nowhere')).toMatch(/nowhere is no run folder/);
    const single = scenario('single', { ensemble: { replicas: 1 }, observe: [{ quantity: 'structure-factor' }] });
    await dkHere(folder.path, 'particles', single, '--quiet', '--out', 'single');
    expect(await refused('lonely', {}, '--particles', 'single')).toMatch(/has 1 replica\(s\); .* at least 4/);
  });

  test('a run without the needed observable', async () => {
    const blind = scenario('blind', { observe: [{ quantity: 'energy' }] });
    await dkHere(folder.path, 'particles', blind, '--workers', '1', '--quiet', '--out', 'blind');
    expect(await refused('unseen', {}, '--particles', 'blind')).toMatch(
      /no values of single replicas of an observable that is compared/,
    );
  });

  test('a trajectory of one frame, or timed in steps', async () => {
    const dump = readFileSync(folder.in('ideal', 'particles', 'trajectory.lammpstrj'), 'utf8');
    writeFileSync(folder.in('one.lammpstrj'), `ITEM: TIMESTEP${dump.split('ITEM: TIMESTEP')[1]}`);
    expect(await refused('one', {}, '--particles', 'one.lammpstrj')).toMatch(
      /one.lammpstrj has 1 frame\(s\); .* at least 64/,
    );
    expect(await refused('steps', {}, '--particles', 'ideal/particles/trajectory.lammpstrj')).toMatch(
      /its frames are 5 apart, intermediate-scattering is sampled every 0.01; if they are counted in steps, give .* --timestep/,
    );
  });

  test('an expectation of what is not compared; nothing that a field has too', async () => {
    const odd = { expect: [{ compare: 'energy', verdict: 'agree', within: 0.1 }] };
    expect(await refused('odd', odd)).toMatch(/expect\[0\].compare: 'energy' is not compared; these are: density,/);
    expect(await refused('blind2', { observe: [{ quantity: 'pair-correlation' }] })).toMatch(
      /observes nothing that a field has too/,
    );
  });
});
