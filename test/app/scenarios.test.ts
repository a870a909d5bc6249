import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/app/cli/main.ts';

/** Scenarios for particles: a field of them would need a mean field that does not exist. */
const PARTICLES: ReadonlySet<string> = new Set(['lecture.yaml', 'wca-2d-dense.yaml', 'hard-rods-1d.yaml']);
const SHORTER: Readonly<Record<string, readonly string[]>> = {
  'wca-2d-dense.yaml': ['time.duration=12', 'ensemble.replicas=2'],
};
/** Scenarios that both engines run, the particles possibly for a shorter time. */
const BOTH: Readonly<Record<string, readonly string[]>> = {
  'coulomb-2d.yaml': ['time.duration=4'],
  'relaxation-quenched.yaml': [],
  'cosine-potential.yaml': ['time.duration=300'],
  'harmonic-trap.yaml': [],
  'two-temperatures.yaml': [],
  'gaussian-core-2d.yaml': [
    'time.duration=0.6',
    'time.warmup=0.2',
    'ensemble.replicas=2',
    'observe.1.lags=8',
    'expect=[]',
  ],
};

/** Scenarios for both engines at once, with the exit code of their verdict; shortened where a verdict takes minutes. */
const COMPARED: Readonly<Record<string, readonly [code: number, ...sets: string[]]>> = {
  'wca-against-gaussian-core.yaml': [3],
  'hard-rods-percus.yaml': [0],
  'relaxation-annealed.yaml': [0, 'ensemble.replicas=200', 'compare.tolerance=0.25'],
  'relaxation-quenched.yaml': [0, 'ensemble.replicas=200', 'compare.tolerance=0.25'],
  'ideal-gas-compare.yaml': [
    0,
    'time.duration=30',
    'compare.tolerance=0.08',
    'compare.rate-tolerance=0.16',
    'expect=[]',
  ],
  'gaussian-core-weak.yaml': [
    0,
    'time.duration=24',
    'compare.tolerance=0.15',
    'compare.rate-tolerance=0.3',
    'expect=[]',
  ],
};
/** Not for a field alone: positions are observed too, or minutes are needed. */
const TOGETHER: ReadonlySet<string> = new Set(['gaussian-core-weak.yaml', 'gaussian-core-1d.yaml']);

/** Every scenario is documentation, example and validation: its `expect` block decides the exit code. */
describe('scenarios', () => {
  const out = mkdtempSync(join(tmpdir(), 'dk-scenarios-'));
  const files = readdirSync('scenarios').filter((name) => name.endsWith('.yaml'));
  const run = async (command: string, file: string, sets: readonly string[] = [], code = 0): Promise<void> => {
    const folder = join(out, `${command}-${file}`);
    const flags = ['--quiet', '--out', folder, '--workers', '2', ...sets.flatMap((set) => ['--set', set])];
    expect(await main([command, join('scenarios', file), ...flags])).toBe(code);
    expect(readdirSync(join(folder, 'figures')).length).toBeGreaterThan(0);
  };
  for (const file of files.filter((name) => !PARTICLES.has(name) && !TOGETHER.has(name)))
    test(file, () => run('run', file));
  for (const file of files.filter((name) => PARTICLES.has(name))) {
    test(`${file}, particles`, () => run('particles', file, SHORTER[file]));
  }
  for (const [file, sets] of Object.entries(BOTH)) {
    test(`${file}, particles too`, () => run('particles', file, sets));
  }
  for (const [file, [code, ...sets]] of Object.entries(COMPARED)) {
    test(`${file}, compared`, () => run('compare', file, sets, code));
  }
});
