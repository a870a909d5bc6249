import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeNpy } from '../../../src/app/output/npy.ts';
import { type DkResult, dk, dkHere, scratch } from '../../support/dk.ts';

/**
 * Bad input: one message with place, cause and remedy; exit code 2; nothing on stdout; nothing written.
 */

const here = scratch();

/** A good scenario, block by block, in which a case spoils one. */
const good = {
  name: 'name: t',
  box: 'box: { length: [4], cells: [16] }',
  density: 'density: 40',
  energy: 'free-energy: [{ term: ideal-gas }]',
  dynamics: 'dynamics: { kT: 1 }',
  field: 'field: { kind: density }',
  time: 'time: { duration: 1, sample: 0.1 }',
  observe: 'observe: [{ quantity: structure-factor }]',
  expect: 'expect: []',
  output: 'output: { snapshots: [] }',
};
type Lines = Partial<typeof good>;

function scenario(lines: Lines): string {
  return `${Object.values({ ...good, ...lines }).join('\n')}\n`;
}

const profile = (file: string): Lines => ({ field: `field: { initial: { profile: ${file} } }` });
const start = (text: string): Lines => ({ field: `field: { initial: { profile: ${text} } }` });
const term = (text: string): Lines => ({ energy: `free-energy: [{ term: ideal-gas }, ${text}]` });
const crowded = { dynamics: 'dynamics: { mobility: { type: crowded, rho-max: 2 } }' };
const constant = { dynamics: 'dynamics: { mobility: { type: constant, value: 1 } }' };
const order = { density: 'density: 0', field: 'field: { kind: order-parameter }' };

/** What is spoilt, how, and what the message says: its place, its cause, its remedy. */
const cases: readonly (readonly [what: string, spoilt: Lines | string, says: readonly (string | RegExp)[]])[] = [
  ['unknown key', { field: 'feild: { step: 0.1 }' }, ['s.yaml:6:1: feild: unknown key', "did you mean 'field'?"]],
  ['unknown inner key', { field: 'field: { stepp: 0.1 }' }, ['s.yaml:6:10: field.stepp', "did you mean 'step'?"]],
  ['misspelt term', { energy: 'free-energy: [{ term: ideal-gass }]' }, [':4:23: ', "did you mean 'ideal-gas'?"]],
  [
    'misspelt potential',
    term('{ term: pair, potential: { type: gausian-core } }'),
    ['free-energy[1].potential.type', 'yukawa', "did you mean 'gaussian-core'?"],
  ],
  ['misspelt integrator', { field: 'field: { integrator: etdrk }' }, ["did you mean 'etdrk2'?"]],
  ['text for a number', { density: 'density: lots' }, [':3:10: density: expected a number', "the text 'lots'"]],
  [
    'a list for a block',
    { time: 'time: [1, 2]' },
    [':7:7: time: expected { warmup, duration, sample }', 'a list of 2'],
  ],
  ['odd cells', { box: 'box: { length: [4], cells: [15] }' }, [':2:29: box.cells[0]: expected an even integer', '15']],
  [
    'no cells',
    { box: 'box: { length: [4], cells: [0] }' },
    ['box.cells[0]: expected an even integer of at least 2', '0'],
  ],
  ['two cells', { box: 'box: { length: [4], cells: [2] }' }, ['box.cells: no mode but the mean', 'at least 4 cells']],
  ['too many cells', { box: 'box: { length: [4, 4], cells: [65536, 65536] }' }, ['too many', 'at most 33554432']],
  ['unequal lists', { box: 'box: { length: [4, 4], cells: [16] }' }, ['box.cells: the box has 2 sides', 'not 1']],
  [
    'infinite kT',
    { dynamics: 'dynamics: { kT: .inf }' },
    [':5:17: dynamics.kT: expected a number greater than 0', '.inf'],
  ],
  ['kT that is no number', { dynamics: 'dynamics: { kT: .nan }' }, ['dynamics.kT', '.nan']],
  ['kT 0', { dynamics: 'dynamics: { kT: 0 }' }, ['dynamics.kT: expected a number greater than 0, received 0']],
  [
    'negative density',
    { density: 'density: -3' },
    [':3:10: density: ', 'greater than 0, received -3', 'order-parameter'],
  ],
  ['density 0', { density: 'density: 0' }, ['density: a density must be greater than 0']],
  [
    'density at rho-max of the mobility',
    { density: 'density: 2', ...crowded },
    [':3:10: density: 2 must lie below 2, the full density of the mobility crowded', 'lower it, or raise rho-max'],
  ],
  [
    'density above rho-max of both',
    { density: 'density: 3', energy: 'free-energy: [{ term: lattice-gas, rho-max: 2 }]', ...crowded },
    [':3:10: density: 3 must lie below 2, the full density of the mobility crowded and lattice-gas'],
  ],
  [
    'a potential without a transform',
    term('{ term: pair, potential: { type: yukawa } }'),
    [':4:61: free-energy[1].potential', 'no Fourier transform in 1D', 'take a bounded potential such as gaussian-core'],
  ],
  [
    'ideal gas with constant mobility',
    constant,
    [':4:23: free-energy[0].term: ideal-gas', 'ln ρ', 'mobility: { type: brownian }', 'polynomial'],
  ],
  [
    'lattice gas with constant mobility',
    { density: 'density: 1', energy: 'free-energy: [{ term: lattice-gas, rho-max: 2 }]', ...constant },
    ['lattice-gas', 'mobility: { type: crowded, rho-max: 2 }'],
  ],
  [
    'double well without gradient',
    { energy: 'free-energy: [{ term: double-well }]', ...order, ...constant },
    [
      ':4:15: free-energy[0]',
      'unstable up to the cut-off',
      '{ term: square-gradient, kappa: … } with kappa at least 0.015',
    ],
  ],
  [
    'attractive polynomial without gradient',
    term('{ term: polynomial, coefficients: [0, 0, -2] }'),
    [':4:36: free-energy[1]', 'unstable up to the cut-off', 'kappa'],
  ],
  [
    'double well with too small a gradient',
    {
      energy: 'free-energy: [{ term: double-well }, { term: square-gradient, kappa: 0.014 }]',
      ...order,
      ...constant,
    },
    [':4:70: free-energy[1].kappa', 'raise kappa to at least 0.015, or use more cells'],
  ],
  [
    'order parameter with brownian mobility',
    { energy: 'free-energy: [{ term: double-well }, { term: square-gradient, kappa: 1 }]', ...order },
    [':6:16: field.kind', 'dynamics: { mobility: { type: constant, value: 1 } }', 'it is brownian now'],
  ],
  [
    'Poisson order parameter',
    {
      energy: 'free-energy: [{ term: double-well }, { term: square-gradient, kappa: 1 }]',
      ...constant,
      density: 'density: 0',
      field: 'field: { kind: order-parameter, initial: { fluctuations: poisson } }',
    },
    ['field.initial.fluctuations', 'write fluctuations: none'],
  ],
  ['YAML syntax', 'name: t\nbox: { length: [4, cells: [16] }\n', ['s.yaml:2:32: the ] or } that closes']],
  ['a tab', 'name: t\nbox:\n\tlength: 4\n', ['s.yaml:3:1: a tab as indentation; indent with spaces']],
  ['empty file', '', ['s.yaml:1:1: the file is empty; a scenario needs at least name']],
  ['nothing but comments', '# later\n', ['nothing but comments; a scenario needs']],
  ['a key twice', { output: 'density: 30' }, ["the key 'density' is given twice; keep one"]],
  [
    'step that does not fit',
    { field: 'field: { step: 0.03 }' },
    [':6:16: field.step: 0.03', 'time.sample = 0.1; 0.025 would'],
  ],
  ['step beyond the sample interval', { field: 'field: { step: 0.2 }' }, ['field.step: 0.2', '= 0.1; 0.1 would']],
  [
    'hopelessly short step',
    { field: 'field: { step: 1.0e-12 }' },
    [':6:16: field.step: 1e-12', '1e12 steps', 'at most 2e9', 'auto'],
  ],
  [
    'hopelessly hot',
    { dynamics: 'dynamics: { kT: 1.0e+15 }' },
    [':7:19: time.duration: the automatic step', 'diffusion at the cut-off', 'wrong size?'],
  ],
  [
    'times beyond the end',
    { observe: 'observe: [{ quantity: structure-factor, average: replicas, times: [0.5, 3] }]' },
    [':8:73: observe[0].times[1]: 3 lies beyond the end of the run, warmup + duration = 1'],
  ],
  ['snapshot beyond the end', { output: 'output: { snapshots: [3] }' }, ['output.snapshots[0]: 3 lies beyond the end']],
  [
    'times of a time average',
    { observe: 'observe: [{ quantity: structure-factor, times: [0.5] }]' },
    ['observe[0].times', 'average: replicas'],
  ],
  [
    'a replica average without times',
    { observe: 'observe: [{ quantity: structure-factor, average: replicas }]' },
    ['average: replicas needs times'],
  ],
  ['sample beyond the duration', { time: 'time: { duration: 1, sample: 2 }' }, ['time.sample: 2 is longer than']],
  [
    'times without a common divisor',
    { time: 'time: { duration: 1, sample: 0.1, warmup: 0.314159265 }' },
    ['time.warmup: 0.314159265', 'round it to a multiple'],
  ],
  [
    'lags longer than the run',
    { observe: 'observe: [{ quantity: intermediate-scattering, k: [1.6], lags: 64 }]' },
    [':8:64: observe[0].lags: 64 lags of 0.1', 'duration of 1; lags: 2 would'],
  ],
  [
    'a wavenumber below 0',
    { observe: 'observe: [{ quantity: intermediate-scattering, k: [-1], lags: 2 }]' },
    ['observe[0].k[0]: a wavenumber must be greater than 0, received -1', '1.571 to 7.854'],
  ],
  [
    'a wavenumber beyond the grid',
    { observe: 'observe: [{ quantity: intermediate-scattering, k: [1.6, 100], lags: 2 }]' },
    ['observe[0].k[1]: 100 lies beyond the resolved modes', '1.571 to 7.854'],
  ],
  [
    'one measurement twice',
    { observe: 'observe: [{ quantity: structure-factor }, { quantity: structure-factor, mean: kept }]' },
    ['observe[1].quantity: observe[0] writes structure-factor.csv already; keep one'],
  ],
  [
    'missing profile',
    profile('missing.npy'),
    [':6:30: field.initial.profile: cannot read missing.npy: there is no such file'],
  ],
  ['profile of another shape', profile('shape.npy'), ['the shape [8], box.cells is [16]', 'must be equal']],
  ['profile of another mean', profile('mean.npy'), ['the mean 3, density is 40; write density: 3']],
  ['profile that is no array', profile('text.npy'), ['cannot read text.npy: not an .npy file', 'numpy.save']],
  ['profile that is not finite', profile('nan.npy'), ['value 3 of the array (in C order) is NaN']],
  ['profile that is a folder', profile('folder.npy'), ['cannot read folder.npy: it is a folder']],
  [
    'amplitude above 1',
    start('{ type: cosine, amplitude: 1.5, waves: [1] }'),
    ['field.initial.profile.amplitude', 'makes the density negative; at most 1'],
  ],
  [
    'too many waves',
    start('{ type: cosine, amplitude: 0.5, waves: [1, 0] }'),
    ['field.initial.profile.waves: the box has 1 side', 'not 2'],
  ],
  [
    'waves beyond the grid',
    start('{ type: cosine, amplitude: 0.5, waves: [9] }'),
    ['field.initial.profile.waves: 9 periods on 16 cells are not resolved', '5 at most', 'more cells'],
  ],
  ['no wave', start('{ type: cosine, amplitude: 0.5, waves: [0] }'), ['[0] is no wave']],
  [
    'too many waves of a potential',
    term('{ term: external, potential: { type: cosine, amplitude: 1, waves: [1, 2] } }'),
    ['free-energy[1].potential: waves [1, 2] must have one integer per side of the box, 1, not 2'],
  ],
  [
    'potential beyond the grid',
    term('{ term: external, potential: { type: cosine, amplitude: 1, waves: [9] } }'),
    ['free-energy[1].potential.waves: 9 periods on 16 cells are not resolved'],
  ],
  [
    'a droplet that is too dense',
    start('{ type: droplet, inside: 500, radius: 1, width: 0.1 }'),
    ['field.initial.profile.inside: 500', 'the outside would be negative; at most about 80'],
  ],
  [
    'expectation of what is not measured',
    { expect: 'expect: [{ curve: density-profile, equals: 1, within: 0.1 }]' },
    [":9:19: expect[0].curve: 'density-profile' is not measured", 'measured are structure-factor'],
  ],
  [
    'expectation without a theory',
    {
      observe: 'observe: [{ quantity: density-profile }]',
      expect: 'expect: [{ curve: density-profile, equals: theory, within: 0.1 }]',
    },
    ["expect[0].equals: density-profile has no column 'theory'; write a number"],
  ],
  [
    'expectation of a theory that an external potential spoils',
    {
      ...term('{ term: external, potential: { type: cosine, amplitude: 1, waves: [1] } }'),
      expect: 'expect: [{ curve: structure-factor, equals: theory, within: 0.1 }]',
    },
    ['expect[0].equals: with an external potential the theory is left empty; give a number'],
  ],
  [
    'expectation beyond all wavenumbers',
    { expect: 'expect: [{ curve: structure-factor, k: [100, 200], equals: theory, within: 0.1 }]' },
    ['expect[0].k: no measured wavenumber lies in [100, 200]'],
  ],
  [
    'expectation of a mode that is not written',
    {
      observe: 'observe: [{ quantity: density-profile }]',
      expect: 'expect: [{ mode: [5], equals: 0, within: 0.1 }]',
    },
    ['expect[0].mode: [5] is not measured; |n| is at most 4'],
  ],
  [
    'a mixture',
    { density: 'species: [{ name: a, density: 3 }]' },
    ['species: the field engine integrates one species'],
  ],
  ['a negative seed', { output: 'ensemble: { seed: -1 }' }, ['ensemble.seed: expected an integer of at least 0']],
  // names become folders
  ['name that climbs', { name: 'name: ../x' }, [':1:7: name: ', "'../x'", 'first a letter or digit']],
  ['name from the root', { name: 'name: /etc' }, ["'/etc'"]],
  ['name with a slash', { name: 'name: a/b' }, ["'a/b'"]],
  ['name of dots', { name: 'name: ".."' }, ["'..'"]],
  ['name longer than a file name may be', { name: `name: ${'a'.repeat(300)}` }, ['255 bytes', '--out']],
];

beforeAll(() => {
  const cells = new Float64Array(16).fill(40);
  writeFileSync(here.in('shape.npy'), encodeNpy(cells.slice(0, 8), [8]));
  writeFileSync(here.in('mean.npy'), encodeNpy(new Float64Array(16).fill(3), [16]));
  writeFileSync(
    here.in('nan.npy'),
    encodeNpy(
      Float64Array.from(cells, (v, i) => (i === 3 ? Number.NaN : v)),
      [16],
    ),
  );
  writeFileSync(here.in('text.npy'), 'not an array');
  mkdirSync(here.in('folder.npy'));
  writeFileSync(here.in('good.yaml'), scenario({}));
});
afterAll(here.remove);

/** Runs `dk run` where it must refuse; gives what it said. */
async function refused(run: (cwd: string, ...args: string[]) => Promise<DkResult>, ...args: string[]): Promise<string> {
  const before = readdirSync(here.path, { recursive: true });
  const { code, stdout, stderr } = await run(here.path, 'run', ...args);
  expect(stderr).not.toContain('internal error');
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
  expect(readdirSync(here.path, { recursive: true })).toStrictEqual(before);
  return stderr;
}

/** One message: a line, with the line of the file and its caret below when it has a place there. */
function mistakes(stderr: string): number {
  return stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\s+\d* \| /.test(line)).length;
}

describe('a scenario that is wrong', () => {
  test.each(cases)('%s', async (_what, spoilt, says) => {
    writeFileSync(here.in('s.yaml'), typeof spoilt === 'string' ? spoilt : scenario(spoilt));
    const stderr = await refused(dkHere, 's.yaml');
    if (process.env.DK_SHOW !== undefined) process.stdout.write(`${_what}\n${stderr}\n`);
    for (const part of says) expect(stderr).toContain(part);
    expect(mistakes(stderr)).toBe(1);
  });

  test('all mistakes are told at once', async () => {
    writeFileSync(
      here.in('s.yaml'),
      scenario({ density: 'density: -1', dynamics: 'dynamics: { kT: hot }', name: 'nam: t' }),
    );
    expect(mistakes(await refused(dkHere, 's.yaml'))).toBe(3);
  });
});

describe('arguments that are wrong', () => {
  test.each<[string, string[], string[]]>([
    ['a file that is missing', ['none.yaml'], ['cannot read none.yaml: there is no such file', 'scenario file']],
    ['a folder for a file', ['folder.npy'], ['cannot read folder.npy: it is a folder']],
    [
      '--set of an unknown path',
      ['good.yaml', '--set', 'field.stp=1'],
      ['--set field.stp=1: field.stp: unknown key', "'step'"],
    ],
    ['--set of an unknown block', ['good.yaml', '--set', 'nope.x=1'], ['--set nope.x=1: nope: unknown key']],
    ['--set beyond a list', ['good.yaml', '--set', 'free-energy.3.term=pair'], ['beyond this list of 1; give index 0']],
    [
      '--set without =',
      ['good.yaml', '--set', 'density'],
      ['--set density: write path=value, such as --set field.step=0.01'],
    ],
    [
      '--set of a wrong value',
      ['good.yaml', '--set', 'density=lots'],
      ['--set density=lots: density: expected a number'],
    ],
    [
      '--set of physics that fails',
      ['good.yaml', '--set', 'field.step=0.03'],
      ['--set field.step=0.03: field.step: 0.03'],
    ],
    ['--seed -1', ['good.yaml', '--seed', '-1'], ["'-1' is invalid", 'whole number ≥ 0', 'dk COMMAND --help']],
    ['--seed without a number', ['good.yaml', '--seed', 'x'], ["'x' is invalid"]],
    ['--replicas 0', ['good.yaml', '--replicas', '0'], ['whole number ≥ 1']],
    ['--workers 0', ['good.yaml', '--workers', '0'], ['whole number ≥ 1']],
    [
      '--out below a file',
      ['good.yaml', '--out', 'good.yaml/run'],
      ['cannot write good.yaml/run', 'a file stands in the way', '--out'],
    ],
    [
      '--out that is a file',
      ['good.yaml', '--out', 'good.yaml'],
      ['cannot write good.yaml', 'a file stands in the way'],
    ],
    ['--out of nothing', ['good.yaml', '--out', ''], ['--out needs the name of a folder']],
  ])('%s', async (_what, args, says) => {
    const stderr = await refused(dk, ...args);
    for (const part of says) expect(stderr).toContain(part);
  });
});

describe('folders that are in the way', () => {
  test('a run is replaced only with --overwrite', async () => {
    const run = await dkHere(here.path, 'run', 'good.yaml', '--out', 'mine', '--quiet');
    expect(run).toStrictEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync(here.in('mine', 'notes.txt'), 'mine');
    writeFileSync(here.in('mine', 'curves', 'old.csv'), 'k,S\n');
    const manifest = readFileSync(here.in('mine', 'manifest.json'), 'utf8');
    expect(await refused(dkHere, 'good.yaml', '--out', 'mine')).toContain(
      'mine holds a run already; add --overwrite to replace it, or choose another folder with --out',
    );
    expect(readFileSync(here.in('mine', 'manifest.json'), 'utf8')).toBe(manifest);
    const again = await dkHere(here.path, 'run', 'good.yaml', '--out', 'mine', '--overwrite', '--quiet');
    expect(again.code).toBe(0);
    expect(existsSync(here.in('mine', 'curves', 'old.csv'))).toBe(false);
    expect(readFileSync(here.in('mine', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test.each([
    ['a folder of something else', 'other', 'notes.txt', 'mine'],
    ['another program’s manifest.json', 'app', 'manifest.json', '{ "name": "my web app" }'],
    ['a broken manifest.json', 'broken', 'manifest.json', '{'],
  ])('%s is left alone, with --overwrite too', async (_what, folder, file, text) => {
    mkdirSync(here.in(folder));
    writeFileSync(here.in(folder, file), text);
    for (const more of [[], ['--overwrite']]) {
      expect(await refused(dkHere, 'good.yaml', '--out', folder, ...more)).toContain(
        `${folder} exists and is no run folder`,
      );
      expect(readFileSync(here.in(folder, file), 'utf8')).toBe(text);
    }
    expect(await refused(dkHere, 'good.yaml', '--out', '.', '--overwrite')).toContain('. exists and is no run folder');
  });

  test('an empty folder is taken', async () => {
    mkdirSync(here.in('empty'));
    expect((await dkHere(here.path, 'run', 'good.yaml', '--out', 'empty', '--quiet')).code).toBe(0);
  });
});
