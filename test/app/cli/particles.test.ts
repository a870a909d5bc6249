import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeNpy } from '../../../src/app/output/npy.ts';
import { readTable } from '../../../src/app/output/table.ts';
import { column } from '../../../src/core/curve.ts';
import { dk, dkHere, scratch } from '../../support/dk.ts';

const folder = scratch();
afterAll(() => folder.remove());

/** Repulsive disks, dense enough to matter; a second of computing. */
const DISKS = {
  name: 'disks',
  box: { length: [9, 8], cells: [24, 24] },
  dynamics: { kT: 0.8, mu: 1.25 },
  density: 0.5,
  'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'wca', epsilon: 0.9, sigma: 1.1 } }],
  time: { warmup: 0.2, duration: 1.6, sample: 0.05 },
  ensemble: { replicas: 3, seed: 5 },
  observe: [
    { quantity: 'structure-factor' },
    { quantity: 'intermediate-scattering', k: [0.9, 2.4], lags: 8 },
    { quantity: 'mean-square-displacement', lags: 8 },
    { quantity: 'pair-correlation', bins: 40 },
    { quantity: 'density-histogram' },
    { quantity: 'density-profile' },
    { quantity: 'energy' },
  ],
};

function scenario(name: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const file = folder.in(`${name}.json`);
  writeFileSync(file, JSON.stringify({ ...DISKS, name, ...changes }));
  return file;
}

function curve(run: string, name: string) {
  return readTable(readFileSync(folder.in(run, 'curves', `${name}.csv`), 'utf8'), name);
}

/** All files below curves/ and particles/, as text. */
function bytes(run: string): Readonly<Record<string, string>> {
  const names = ['curves', 'particles'].flatMap((sub) => readdirSync(folder.in(run, sub)).map((f) => `${sub}/${f}`));
  return Object.fromEntries(names.map((name) => [name, readFileSync(folder.in(run, name), 'utf8')]));
}

describe('a run of particles', () => {
  test('leaves curves, figures, a trajectory and a manifest, and says what it did', async () => {
    const file = scenario('disks');
    const { code, stdout, stderr } = await dk(folder.path, 'particles', file, '--out', 'a', '--workers', '2');
    // so short a run has too few samples for its error bars, and says so
    expect(stderr.split('\n').filter((line) => !line.startsWith('  warning    '))).toEqual(['']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/N = 36 in 9 × 8, ρ = 0.5, η = 0.475; wca/);
    expect(stdout).toMatch(/leimkuhler-matthews \(wasm\), D = 1 \(μ = 1.25, kT = 0.8\)/);
    expect(stdout).toMatch(/start {6}replica 0: a lattice/);
    expect(stdout).toMatch(/energy {5}u = .* Z = .* T_conf = /);
    const names = ['structure-factor', 'intermediate-scattering', 'mean-square-displacement', 'pair-correlation'];
    for (const name of [...names, 'density-histogram', 'density-profile', 'energy', 'energy-mean']) {
      expect(existsSync(folder.in('a', 'curves', `${name}.csv`)), name).toBe(true);
    }
    for (const name of names) expect(existsSync(folder.in('a', 'figures', `${name}.png`)), name).toBe(true);
    expect(readdirSync(folder.in('a', 'particles'))).toEqual(['trajectory.lammpstrj']);
    expect(readFileSync(folder.in('a', 'particles', 'trajectory.lammpstrj'), 'utf8').match(/TIMESTEP/g)?.length).toBe(
      32,
    );
    const manifest = JSON.parse(readFileSync(folder.in('a', 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ status: 'done', code: 0, engine: 'particles', seed: 5 });
    expect(manifest.regime).toMatchObject({ particles: 36, integrator: 'leimkuhler-matthews', dimension: 2 });
    expect(manifest.timing.steps).toBe(3 * Math.round(1.8 / manifest.timestep));
    expect(manifest.replicas.length).toBe(3);
  });

  test('modes are those of the two-thirds mask; the theory of a core is empty', () => {
    const s = curve('a', 'structure-factor');
    expect(column(s, 'k').values.at(-1)).toBeCloseTo(Math.hypot((2 * Math.PI * 7) / 9, (2 * Math.PI * 7) / 8), 12);
    expect(column(s, 'modes').values.reduce((sum, n) => sum + n, 0)).toBe((15 * 15 - 1) / 2);
    expect(column(s, 'theory').values.every(Number.isNaN)).toBe(true);
    expect(column(s, 'predicted').values.every(Number.isNaN)).toBe(true);
  });

  test('is the same, byte for byte, on one thread, and from its resolved.json; another seed is another run', async () => {
    const again = await dkHere(folder.path, 'particles', scenario('disks'), '--out', 'b', '--workers', '1', '--quiet');
    expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(bytes('b')).toEqual(bytes('a'));
    await dkHere(folder.path, 'particles', 'a/resolved.json', '--out', 'c', '--workers', '1', '--quiet');
    expect(bytes('c')).toEqual(bytes('a'));
    await dkHere(folder.path, 'particles', scenario('disks'), '--out', 'd', '--seed', '6', '--workers', '1', '--quiet');
    expect(bytes('d')['curves/structure-factor.csv']).not.toBe(bytes('a')['curves/structure-factor.csv']);
  });

  test('its trajectory measured by dk analyze gives its own numbers, digit for digit', async () => {
    const file = scenario('one', { ensemble: { replicas: 1, seed: 9 } });
    expect((await dkHere(folder.path, 'particles', file, '--out', 'one', '--quiet')).code).toBe(0);
    const { timestep } = JSON.parse(readFileSync(folder.in('one', 'manifest.json'), 'utf8'));
    const flags = ['--timestep', String(timestep), '--kmax', '7', '--k', '0.9,2.4', '--lags', '8', '--quiet'];
    const dump = 'one/particles/trajectory.lammpstrj';
    const { code, stderr } = await dkHere(folder.path, 'analyze', dump, ...flags, '--out', 'measured');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    for (const [name, value] of [
      ['structure-factor', 'S'],
      ['structure-factor-modes', 'S'],
      ['intermediate-scattering', 'F'],
      ['mean-square-displacement', 'msd'],
    ]) {
      const [own, measured] = [curve('one', name), curve('measured', name)];
      expect(Array.from(column(measured, value).values), name).toEqual(Array.from(column(own, value).values));
      expect(Array.from(column(measured, 'stderr').values), name).toEqual(Array.from(column(own, 'stderr').values));
    }
    // bins of its own: the same pairs are counted, up to the same distance
    const [own, measured] = [curve('one', 'pair-correlation'), curve('measured', 'pair-correlation')];
    const counted = (c: typeof own): number => {
      const [r, g] = [column(c, 'r').values, column(c, 'g').values];
      return r.reduce((sum, at, i) => sum + g[i] * at * (r[1] - r[0]), 0);
    };
    expect(counted(measured)).toBeCloseTo(counted(own), 10);
  });

  test('--dry-run tells the plan and writes nothing', async () => {
    const { code, stdout } = await dkHere(folder.path, 'particles', scenario('dry'), '--dry-run', '--out', 'dry');
    expect(code).toBe(0);
    expect(stdout).toMatch(/step {7}.*set by stiffness of the pair potential/);
    expect(stdout).toMatch(/cost {7}\d+ steps × 3 replica\(s\)/);
    expect(existsSync(folder.in('dry'))).toBe(false);
  });

  test('extended XYZ, more replicas, an interval of its own; or none', async () => {
    const trajectory = { format: 'extxyz', every: 0.4, replicas: 2 };
    await dkHere(folder.path, 'particles', scenario('xyz', { output: { trajectory } }), '--out', 'xyz', '--quiet');
    expect(readdirSync(folder.in('xyz', 'particles'))).toEqual(['trajectory-1.extxyz', 'trajectory.extxyz']);
    const text = readFileSync(folder.in('xyz', 'particles', 'trajectory.extxyz'), 'utf8');
    const times = Array.from(text.matchAll(/Time=([\d.]+)/g), (found) => Number(found[1]));
    expect(times.map((t) => Number(t.toFixed(12)))).toEqual([0.6, 1, 1.4, 1.8]);
    const none = scenario('none', { output: { trajectory: { format: 'none' } } });
    await dkHere(folder.path, 'particles', none, '--out', 'none', '--quiet');
    expect(existsSync(folder.in('none', 'particles'))).toBe(false);
  });

  test('begins from the last frame of a trajectory, which goes along', async () => {
    const file = scenario('on', { particles: { start: 'a/particles/trajectory.lammpstrj' } });
    expect((await dkHere(folder.path, 'particles', file, '--out', 'on', '--quiet')).code).toBe(0);
    const start = readFileSync(folder.in('on', 'particles', 'start.lammpstrj'), 'utf8');
    const last = readFileSync(folder.in('a', 'particles', 'trajectory.lammpstrj'), 'utf8')
      .split('ITEM: TIMESTEP')
      .at(-1);
    const places = (text = ''): readonly string[] => text.split('ITEM: ATOMS')[1].trim().split('\n').slice(1);
    const plain = (row: string): string => row.split(' ').slice(0, 5).join(' ');
    expect(places(start).map(plain)).toEqual(places(last).map(plain));
    mkdirSync(folder.in('elsewhere'));
    const { code } = await dkHere(
      folder.in('elsewhere'),
      'particles',
      '../on/resolved.json',
      '--out',
      '../on2',
      '--quiet',
    );
    expect(code).toBe(0);
    expect(bytes('on2')['curves/structure-factor.csv']).toBe(bytes('on')['curves/structure-factor.csv']);
  });
});

describe('a start that follows field.initial', () => {
  const gas = {
    box: { length: 6.4, cells: 16 },
    density: 5,
    'free-energy': [{ term: 'ideal-gas' }],
    time: { duration: 0.2, sample: 0.05 },
    ensemble: { replicas: 2, seed: 3 },
    observe: [{ quantity: 'structure-factor' }],
    output: { trajectory: { replicas: 2 } },
  };
  const said = async (initial: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const file = scenario('profile', { ...gas, field: { initial }, ...more });
    const { code, stdout, stderr } = await dkHere(folder.path, 'particles', file, '--out', 'profile', '--overwrite');
    expect(code, stderr).toBe(0);
    return stdout;
  };
  const step = { type: 'step', amplitude: 0.5 };

  test('annealed, quenched, or as particles.start says: in the head of the run, at its end and in the manifest', async () => {
    const annealed = await said({ profile: step, fluctuations: 'poisson' });
    expect(annealed).toMatch(/start {6}annealed: independent particles on the step profile of field.initial/);
    expect(annealed).toMatch(/start {6}replica 0: annealed, independent particles on the step profile/);
    const quenched = await said({ profile: step });
    expect(quenched).toMatch(
      /start {6}quenched: one smooth arrangement on the step profile of field.initial for every/,
    );
    expect(quenched).toMatch(
      /start {6}replica 0: quenched, one smooth arrangement on the step profile for every replica/,
    );
    const manifest = JSON.parse(readFileSync(folder.in('profile', 'manifest.json'), 'utf8'));
    expect(manifest.regime.start).toBe('quenched');
    expect(await said({ fluctuations: 'poisson' })).toMatch(/start {6}annealed: .* uniform profile/);
    expect(await said({ profile: step }, { particles: { start: 'random' } })).toMatch(/start {6}random\n/);
    expect(await said({})).toMatch(/start {6}random\n/);
  });

  test('overlaps are removed from it where particles repel each other', async () => {
    const pair = [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'wca', epsilon: 0.9, sigma: 0.4 } }];
    const output = await said({ profile: step, fluctuations: 'poisson' }, { 'free-energy': pair, density: 1 });
    expect(output).toMatch(/replica 0: annealed.* overlaps removed by \d+ steps|replica 0: annealed.*no overlaps/);
  });

  test('from a file, which goes along', async () => {
    const values = Float64Array.from({ length: 16 }, (_, j) => (j < 4 ? 20 : 0));
    writeFileSync(folder.in('quarter.npy'), encodeNpy(values, [16]));
    const output = await said({ profile: 'quarter.npy', fluctuations: 'poisson' });
    expect(output).toMatch(/annealed: independent particles on the file profile/);
    const resolved = JSON.parse(readFileSync(folder.in('profile', 'resolved.json'), 'utf8'));
    expect(resolved.field.initial.profile).toEqual({ type: 'file', file: 'fields/initial.npy' });
    const before = bytes('profile');
    const again = await dkHere(folder.in('profile'), 'particles', 'resolved.json', '--out', '../again', '--quiet');
    expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(bytes('again')).toEqual(before);
    const many = await dk(
      folder.path,
      'particles',
      'again/resolved.json',
      '--out',
      'again2',
      '--workers',
      '2',
      '--quiet',
    );
    expect(many.code).toBe(0);
    expect(bytes('again2')).toEqual(before);
    // a start of one's own does not look at it
    expect(await said({ profile: 'nowhere.npy' }, { particles: { start: 'random' } })).toMatch(/start {6}random\n/);
  });
});

describe('an animation', () => {
  const frames = (file: string): number => {
    // a graphic control extension leads every frame: 21 F9 04
    const gif = readFileSync(file);
    let count = 0;
    for (let i = 0; i < gif.length - 2; i++) if (gif[i] === 0x21 && gif[i + 1] === 0xf9 && gif[i + 2] === 4) count++;
    return count;
  };

  test('has a frame per frame of the trajectory; --frames writes each as a PNG; dk plot draws it again', async () => {
    const file = scenario('film', { ensemble: { replicas: 1 }, output: { trajectory: { every: 0.2 } } });
    const { code, stdout } = await dkHere(folder.path, 'particles', file, '--frames', '--out', 'film');
    expect(code).toBe(0);
    expect(stdout).toMatch(/figures\/particles.gif, figures\/frames \(8 PNGs\)/);
    expect(frames(folder.in('film', 'figures', 'particles.gif'))).toBe(8);
    expect(readdirSync(folder.in('film', 'figures', 'frames')).length).toBe(8);
    const before = readFileSync(folder.in('film', 'figures', 'particles.gif'));
    expect((await dkHere(folder.path, 'plot', 'film')).stdout).toMatch(/film\/figures\/particles.gif/);
    expect(readFileSync(folder.in('film', 'figures', 'particles.gif')).equals(before)).toBe(true);
  });

  test('is for two dimensions', async () => {
    const box = { length: [6, 6, 6], cells: [12, 12, 12] };
    const { code, stderr } = await dkHere(folder.path, 'particles', scenario('deep', { box }), '--movie');
    expect(code).toBe(2);
    expect(stderr).toMatch(/output.movie: an animation shows two dimensions, the box has 3/);
  });
});

describe('tables', () => {
  const rows = Array.from({ length: 81 }, (_, i) => [i / 20, 1.5 * Math.exp(-((i / 20) ** 2))]);
  const from = (file: string) => ({
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'tabulated', file } }],
    observe: [{ quantity: 'structure-factor' }],
    ensemble: { replicas: 1, seed: 2 },
  });

  test('a potential from a CSV file, for particles and for the field; resolved.json needs the file no more', async () => {
    writeFileSync(folder.in('u.csv'), `# a comment\nu,r\n${rows.map(([r, u]) => `${u},${r}`).join('\n')}\n`);
    const file = scenario('table', from('u.csv'));
    expect((await dkHere(folder.path, 'particles', file, '--out', 'table', '--quiet')).code).toBe(0);
    const resolved = JSON.parse(readFileSync(folder.in('table', 'resolved.json'), 'utf8'));
    expect(resolved['free-energy'][1].potential).toMatchObject({ file: '', r: rows.map(([r]) => r) });
    expect((await dkHere(folder.path, 'run', 'table/resolved.json', '--dry-run', '--quiet')).code).toBe(0);
    // the spline through it is the Gaussian core that it was made from
    const theory = Array.from(column(curve('table', 'structure-factor'), 'theory').values);
    const k = column(curve('table', 'structure-factor'), 'k').values;
    theory.forEach((s, i) => {
      expect(s).toBeCloseTo(1 / (1 + (0.5 * 1.5 * Math.PI * Math.exp(-k[i] * k[i] * 0.25)) / 0.8), 3);
    });
  });

  test('pairs nearer than the table reaches are counted and reported', async () => {
    const from = async (first: number) => {
      writeFileSync(
        folder.in('beyond.csv'),
        `r,u\n${rows.flatMap(([r, u]) => (r < first ? [] : `${r},${u}`)).join('\n')}\n`,
      );
      const free = [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'tabulated', file: 'beyond.csv' } }];
      const changes = { 'free-energy': free, observe: [{ quantity: 'energy' }], ensemble: { replicas: 2, seed: 2 } };
      const file = scenario('beyond', changes);
      const { code, stderr } = await dkHere(folder.path, 'particles', file, '--out', 'beyond', '--overwrite');
      expect(code, stderr).toBe(0);
      const { replicas } = JSON.parse(readFileSync(folder.in('beyond', 'manifest.json'), 'utf8'));
      return { stderr, seen: replicas.map((r: { extrapolated: unknown }) => r.extrapolated) };
    };
    const near = await from(0.8);
    expect(near.stderr).toMatch(
      /warning {4}the table of the potential starts at r = 0.8; particles came as near as 0.\d+ in \d+ of 64 samples: u is extrapolated there/,
    );
    // the trajectory holds the same samples of replica 0
    const frames = readFileSync(folder.in('beyond', 'particles', 'trajectory.lammpstrj'), 'utf8')
      .split('ITEM: TIMESTEP')
      .slice(1);
    const distances = frames.map((frame) => {
      const at = frame
        .split('ITEM: ATOMS')[1]
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(' ').map(Number));
      let nearest = Number.POSITIVE_INFINITY;
      at.forEach(([, , x, y], i) => {
        for (const [, , u, v] of at.slice(0, i)) {
          const [dx, dy] = [Math.abs(x - u), Math.abs(y - v)];
          nearest = Math.min(nearest, Math.hypot(Math.min(dx, 9 - dx), Math.min(dy, 8 - dy)));
        }
      });
      return nearest;
    });
    expect(near.seen[0]).toEqual({
      below: 0.8,
      samples: distances.filter((r) => r < 0.8).length,
      looks: 32,
      nearest: expect.closeTo(Math.min(...distances), 12),
    });
    const none = await from(0);
    expect(none.stderr).not.toMatch(/extrapolated/);
    expect(none.seen).toEqual([null, null]);
  });

  test('columns without names, and what is wrong in a file', async () => {
    const message = async (text: string | null, name: string): Promise<string> => {
      if (text !== null) writeFileSync(folder.in(name), text);
      const { code, stderr } = await dkHere(folder.path, 'particles', scenario('bad-table', from(name)), '--dry-run');
      return `${code} ${stderr}`;
    };
    const plain = rows.map((row) => row.join(' ')).join('\n');
    expect(await message(plain, 'plain.txt')).toMatch(/^0 /);
    expect(await message(null, 'nowhere.csv')).toMatch(
      /^2 .*free-energy\[1\].potential.file: cannot read nowhere.csv: there is no such file/,
    );
    expect(await message('r,v\n0,1\n', 'v.csv')).toMatch(/v.csv:1: there is no column 'u' among r, v/);
    expect(await message('r,u\n0,1\n0.5,nan\n', 'nan.csv')).toMatch(/nan.csv:3: 'nan' in column 'u' is not a number/);
    expect(await message('r,u\n0,1\n0.5,2\n0.4,3\n1,0\n', 'back.csv')).toMatch(
      /r must exceed the 0.5 of the row before/,
    );
    expect(await message('r,u\n', 'empty.csv')).toMatch(/holds no rows of r, u/);
  });
});

describe('bad input is refused before anything is written', () => {
  const refused = async (changes: Readonly<Record<string, unknown>>): Promise<string> => {
    const { code, stderr } = await dkHere(folder.path, 'particles', scenario('refused', changes), '--out', 'refused');
    expect(code, stderr).toBe(2);
    expect(existsSync(folder.in('refused'))).toBe(false);
    return stderr;
  };
  const pair = (potential: Readonly<Record<string, unknown>>) => ({
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential }],
  });
  const dumped = (rows: readonly string[], box = ['0 9', '0 8', '0 1']): string => {
    const name = folder.in('start.lammpstrj');
    const head = `ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n${rows.length}\nITEM: BOX BOUNDS pp pp pp\n${box.join('\n')}\n`;
    writeFileSync(name, `${head}ITEM: ATOMS id type x y z\n${rows.map((row, i) => `${i + 1} 1 ${row} 0\n`).join('')}`);
    return name;
  };
  const negative = (): string => {
    const values = new Float64Array(576).fill(0.5);
    values.set([-1, 2], 3);
    writeFileSync(folder.in('negative.npy'), encodeNpy(values, [24, 24]));
    return 'negative.npy';
  };
  const lattice = Array.from({ length: 36 }, (_, i) => `${1.5 * (i % 6)} ${1.3 * Math.floor(i / 6)}`);

  test.each([
    [
      'density above close packing',
      { ...pair({ type: 'hard-disks', sigma: 1.6 }) },
      /density: 36 disks .* above close packing, 0.9069/,
    ],
    [
      'hard spheres in two dimensions',
      pair({ type: 'hard-spheres' }),
      /'hard-spheres' live in 3D, the box has 2; take hard-disks/,
    ],
    [
      'a scheme for hard disks',
      { ...pair({ type: 'hard-disks' }), particles: { integrator: 'heun' } },
      /leave out heun/,
    ],
    [
      'a term without particles',
      { 'free-energy': [{ term: 'ideal-gas' }, { term: 'polynomial', coefficients: [0, 0, 1] }] },
      /'polynomial' is no interaction of particles/,
    ],
    [
      'an order parameter',
      { field: { kind: 'order-parameter' } },
      /field.kind: an order parameter is not made of particles/,
    ],
    [
      'another mobility',
      { dynamics: { mobility: { type: 'crowded', 'rho-max': 3 } } },
      /dynamics.mobility: independent particles/,
    ],
    ['no particle at all', { density: 0.001 }, /density: 0.001 times the volume is less than one particle/],
    [
      'distances beyond half of the box',
      { observe: [{ quantity: 'pair-correlation', 'r-max': 4.5 }] },
      /observe\[0\]: r-max 4.5 exceeds half/,
    ],
    [
      'a step that does not fit',
      { particles: { step: 0.0007 } },
      /particles.step: 0.0007 does not fit a whole number of times/,
    ],
    ['an unknown scheme', { particles: { integrator: 'leimkuhler' } }, /did you mean 'leimkuhler-matthews'/],
    [
      'theory of a core',
      { expect: [{ curve: 'structure-factor', equals: 'theory', within: 0.1 }] },
      /expect\[0\].equals: a pair potential without a Fourier transform/,
    ],
    [
      'a quenched start in two dimensions without an axis of its own',
      { field: { initial: { profile: { type: 'cosine', amplitude: 0.5, waves: [1, 1] } } } },
      /field.initial.fluctuations: a quenched start of particles needs one dimension or a profile along one axis; write fluctuations: poisson/,
    ],
    [
      'hard disks on a profile',
      { ...pair({ type: 'hard-disks' }), field: { initial: { profile: { type: 'step', amplitude: 0.5 } } } },
      /field.initial.profile: hard particles start in equilibrium or from a file of positions/,
    ],
    [
      'a droplet that takes more than there is',
      {
        field: {
          initial: { profile: { type: 'droplet', inside: 2.2, radius: 2, width: 2 }, fluctuations: 'poisson' },
        },
      },
      /field.initial.profile.*: the outside would be -.*: particles need a density/,
    ],
    [
      'an array below zero',
      { field: { initial: { profile: negative(), fluctuations: 'poisson' } } },
      /field.initial.profile: value 3 of the array \(in C order\) is -1: particles need a density/,
    ],
    [
      'theory of S(k,t) from a profile',
      {
        ...pair({ type: 'gaussian-core', epsilon: 0.1, sigma: 1 }),
        field: { initial: { profile: { type: 'step', amplitude: 0.5 } } },
        observe: [{ quantity: 'structure-factor', average: 'replicas', times: [0.1] }],
        expect: [{ curve: 'structure-factor-transient', equals: 'theory', within: 0.1 }],
      },
      /expect\[0\].equals: the theory of S\(k,t\) needs independent particles at a uniform start/,
    ],
    [
      'a start without a file',
      { particles: { start: 'nowhere.lammpstrj' } },
      /particles.start: .*there is no such file/,
    ],
  ])('%s', async (_, changes, message) => {
    expect(await refused(changes)).toMatch(message);
  });

  test('start positions that do not fit', async () => {
    expect(await refused({ particles: { start: dumped(lattice.slice(1)) } })).toMatch(
      /particles.start: the file has 35 particles, the density makes 36; write density: 0.486/,
    );
    expect(await refused({ particles: { start: dumped(lattice, ['0 9', '0 9', '0 1']) } })).toMatch(
      /particles.start: the file has a box of 9 × 9, the scenario one of 9 × 8/,
    );
    const broken = lattice.with(3, 'nan 0.2');
    expect(await refused({ particles: { start: dumped(broken) } })).toMatch(/particles.start: .*start.lammpstrj:13/);
    const touching = { ...pair({ type: 'hard-disks' }), particles: { start: dumped(lattice.with(1, '0.9 0')) } };
    expect(await refused(touching)).toMatch(/particles 0 and 1 overlap: their distance is 0.9, the diameter 1/);
  });

  test('two particles on one point', async () => {
    const file = scenario('on-top', { particles: { start: dumped(lattice.with(1, lattice[0])) } });
    const { code, stderr } = await dkHere(folder.path, 'particles', file, '--out', 'on-top', '--quiet');
    expect(code).toBe(1);
    expect(stderr).toMatch(/particles 0 and 1 are at one point/);
  });

  test('a field has no mean field of a core, and dk run says so', async () => {
    const { code, stderr } = await dkHere(folder.path, 'run', scenario('core', { observe: [] }), '--dry-run');
    expect(code).toBe(2);
    expect(stderr).toMatch(/free-energy\[1\].potential: the potential 'wca' has no Fourier transform in 2D/);
  });
});

test('a step that is too long stops the run with particle, partner, distance and advice, and keeps what there is', async () => {
  const file = scenario('fast', { particles: { step: 0.025 }, ensemble: { replicas: 1, seed: 5 } });
  const { code, stderr } = await dkHere(folder.path, 'particles', file, '--out', 'fast');
  expect(code).toBe(1);
  expect(stderr).toMatch(/particles.step 0.025 is longer than the limit .* of an automatic step/);
  expect(stderr).toMatch(/forces would move particle \d+ by .*distance.*a step of .* would do/);
  expect(JSON.parse(readFileSync(folder.in('fast', 'manifest.json'), 'utf8'))).toMatchObject({
    status: 'failed',
    code: 1,
  });
});

test('a box smaller than the range sums over all images', async () => {
  // one particle among its own images, which do not move relative to it: free diffusion, the energy of the lattice sum
  const file = scenario('small', {
    box: { length: [1.5, 1.5], cells: [8, 8] },
    density: 1 / 2.25,
    'free-energy': [
      { term: 'ideal-gas' },
      { term: 'pair', potential: { type: 'gaussian-core', epsilon: 2, sigma: 1 } },
    ],
    observe: [{ quantity: 'energy' }],
    ensemble: { replicas: 1, seed: 1 },
  });
  expect((await dkHere(folder.path, 'particles', file, '--out', 'small', '--quiet')).code).toBe(0);
  let sum = 0;
  for (let i = -8; i <= 8; i++) {
    for (let j = -8; j <= 8; j++) if (i !== 0 || j !== 0) sum += 0.5 * 2 * Math.exp(-2.25 * (i * i + j * j));
  }
  expect(column(curve('small', 'energy-mean'), 'u').values[0]).toBeCloseTo(sum, 10);
});
