import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../../src/app/output/table.ts';
import { type Curve, column } from '../../../src/core/curve.ts';
import { dkHere, scratch } from '../../support/dk.ts';

/** `dk theory`: thermodynamics, phases, interface, and sweeps of a parameter. */

const here = scratch();
// f = kTρ(ln ρ − 1) + f_ex of the lattice gas, with an attraction −aρ²: critical at ρ_max/2, kT_c = aρ_max/2
const [attraction, full] = [1.3, 1.6];

beforeAll(() => {
  const box = 'box: { length: [6, 40], cells: [8, 64] }\ntime: { duration: 1 }\n';
  writeFileSync(
    here.in('lattice.yaml'),
    `name: lattice\n${box}dynamics: { kT: 0.8, mu: 0.5 }\ndensity: 0.7\nunits: { length: σ, energy: ε, time: τ }
free-energy:\n  - { term: lattice-gas, rho-max: ${full} }\n  - { term: polynomial, coefficients: [0, 0, ${-attraction}] }\n  - { term: square-gradient, kappa: 1.9 }\n`,
  );
  writeFileSync(
    here.in('well.yaml'),
    `name: well\n${box}dynamics: { kT: 0.01, mobility: { type: constant, value: 3 } }\ndensity: 0.2\nfield: { kind: order-parameter }
free-energy: [{ term: double-well, a: 1.7 }, { term: square-gradient, kappa: 0.6 }]\n`,
  );
});
afterAll(here.remove);

function curve(folder: string, name: string): Curve {
  return readTable(readFileSync(here.in(folder, 'curves', `${name}.csv`), 'utf8'), name);
}

function values(of: Curve, name: string): number[] {
  return Array.from(column(of, name).values);
}

describe('of one state', () => {
  test('numbers, curves and figures of a fluid with two phases', async () => {
    const { code, stdout, stderr } = await dkHere(here.path, 'theory', 'lattice.yaml', '--out', 'one');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    const { bulk } = JSON.parse(readFileSync(here.in('one', 'manifest.json'), 'utf8')).theory;
    const kT = 0.8;
    const critical = (attraction * full) / 2;
    expect(bulk.critical.kT).toBeCloseTo(critical, 12);
    expect(bulk.critical.density).toBeCloseTo(full / 2, 8);
    // particles and holes are alike: μ = −aρ_max at coexistence, densities ρ_max(1 ± m)/2 with m = tanh(m kT_c/kT)
    const [phases] = bulk.binodals;
    expect(phases.mu).toBeCloseTo(-attraction * full, 12);
    const m = (phases.high - phases.low) / full;
    expect(m).toBeCloseTo(Math.tanh((m * critical) / kT), 11);
    expect(phases.high + phases.low).toBeCloseTo(full, 11);
    // spinodal: kT ρ_max = 2aρ(ρ_max − ρ)
    const reach = 0.5 * full * Math.sqrt(1 - kT / critical);
    expect(bulk.spinodals[0].low).toBeCloseTo(full / 2 - reach, 12);
    expect(bulk.spinodals[0].high).toBeCloseTo(full / 2 + reach, 12);
    expect(bulk.pressure).toBeCloseTo(-kT * full * Math.log(1 - 0.7 / full) - attraction * 0.49, 12);
    const names = [
      'binodal',
      'dispersion',
      'equation-of-state',
      'interface',
      'phase-diagram',
      'spinodal',
      'structure-factor',
    ];
    expect(readdirSync(here.in('one', 'curves'))).toStrictEqual(names.map((name) => `${name}.csv`));
    const drawn = ['equation-of-state', 'interface', 'phase-diagram'];
    for (const name of drawn) expect(readdirSync(here.in('one', 'figures'))).toContain(`${name}.png`);

    const state = curve('one', 'equation-of-state');
    const [rho, mu, p, f] = ['rho', 'mu', 'P', 'f'].map((name) => values(state, name));
    rho.forEach((x, i) => {
      expect(p[i]).toBeCloseTo(x * mu[i] - f[i], 12);
    });
    expect(rho[values(state, 'state').indexOf(1)]).toBe(0.7);
    const face = curve('one', 'interface');
    expect(face.value.values[0]).toBeCloseTo(phases.low, 4);
    expect(bulk.interface.tension).toBeGreaterThan(0);

    for (const line of [
      /^ {2}bulk +ρ = 0\.7: P = .+, μ = .+, Z = P\/ρkT = /m,
      /dP\/dρ = .+, κ_T = .+ < 0: inside the spinodal$/m,
      /^ {2}spinodal +unstable from ρ = .+ to .+$/m,
      /^ {2}binodal +ρ = .+ and .+ coexist at μ = -2\.08, P = /m,
      /^ {2}critical +kT_c = 1\.04, ρ_c = 0\.8$/m,
      /^ {2}interface +tension γ = .+, width Δρ\/2\|ρ′\|max = .+, 10–90 % /m,
    ]) {
      expect(stdout).toMatch(line);
    }
    const diagram = curve('one', 'phase-diagram');
    values(diagram, 'kT').forEach((t, i) => {
      const high = values(diagram, 'binodal-high')[i];
      if (Number.isNaN(high)) return;
      const order = (2 * high) / full - 1;
      expect(order).toBeCloseTo(Math.tanh((order * critical) / t), t === Math.max(...values(diagram, 'kT')) ? 7 : 9);
    });
  });

  test('an order parameter has no critical temperature, its interface is a tanh', async () => {
    const { stdout } = await dkHere(here.path, 'theory', 'well.yaml', '--out', 'well', '--json');
    const { bulk } = JSON.parse(stdout);
    expect(bulk).toMatchObject({ critical: null, compressibilityFactor: null });
    expect(bulk.interface.width).toBeCloseTo(Math.sqrt((2 * 0.6) / 1.7), 12);
    expect(bulk.interface.tension).toBeCloseTo(((2 * Math.SQRT2) / 3) * Math.sqrt(0.6 * 1.7), 12);
    expect(readdirSync(here.in('well', 'curves'))).not.toContain('phase-diagram.csv');
    expect(values(curve('well', 'binodal'), 'high')).toStrictEqual([expect.closeTo(1, 12)]);
  });
});

describe('--sweep', () => {
  test('of the temperature: one row per value, the critical point, the phase diagram', async () => {
    const args = ['theory', 'lattice.yaml', '--sweep', 'dynamics.kT=0.6:1.2:13', '--out', 'sweep'];
    const { code, stdout, stderr } = await dkHere(here.path, ...args);
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('lattice: theory at 13 values of dynamics.kT from 0.6 to 1.2');
    expect(stdout).toContain('critical   dynamics.kT = 1.04 at density 0.8');
    const table = curve('sweep', 'sweep');
    const temperatures = values(table, 'dynamics.kT');
    expect(temperatures).toHaveLength(13);
    expect(temperatures[1]).toBe(0.65);
    temperatures.forEach((kT, i) => {
      const two = kT < (attraction * full) / 2;
      expect(values(table, 'P')[i]).toBeCloseTo(-kT * full * Math.log(1 - 0.7 / full) - attraction * 0.49, 11);
      expect(Number.isNaN(values(table, 'binodal-low')[i])).toBe(!two);
      expect(Number.isNaN(values(table, 'spinodal-low')[i])).toBe(!two);
      // F″ = kTρ_max/ρ(ρ_max − ρ) − 2a
      const s = kT / (0.7 * ((kT * full) / (0.7 * (full - 0.7)) - 2 * attraction));
      if (s > 0) expect(values(table, 'S0')[i]).toBeCloseTo(s, 9);
      else expect(values(table, 'S0')[i]).toBeNaN();
      expect(values(table, 'growth')[i] > 0).toBe(s < 0);
    });
    for (const name of ['sweep', 'phase-diagram'])
      expect(readdirSync(here.in('sweep', 'figures'))).toContain(`${name}.png`);
    const diagram = curve('sweep', 'phase-diagram');
    expect(values(diagram, 'critical').filter(Number.isFinite)).toStrictEqual([expect.closeTo(full / 2, 8)]);
    expect(values(diagram, 'state').filter(Number.isFinite)).toStrictEqual([0.7]);
  });

  test('of a density through what no field can have: bulk all the same, and it is said', async () => {
    // without the gradient the unstable states are refused
    const text = readFileSync(here.in('lattice.yaml'), 'utf8').replace(/ {2}- \{ term: square.*\n/, '');
    writeFileSync(here.in('bare.yaml'), text);
    const { code, stdout } = await dkHere(
      here.path,
      'theory',
      'bare.yaml',
      '--sweep',
      'density=0.1:1.5:8',
      '--out',
      'bare',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}refused +4 values, where a field could not be run; at 0\.5: free-energy/m);
    const table = curve('bare', 'sweep');
    expect(values(table, 'refused')).toStrictEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    expect(values(table, 'mu').every(Number.isFinite)).toBe(true);
    expect(readdirSync(here.in('bare', 'curves'))).toStrictEqual(['sweep.csv']);
  });

  test.each([
    ['density', 'write PATH=FROM:TO:COUNT'],
    ['density=1:2', 'write PATH=FROM:TO:COUNT'],
    ['density=a:2:3', 'write PATH=FROM:TO:COUNT'],
    ['density=1:2:1', 'a whole number from 2 to 10000, not 1'],
    ['density=1:1:4', 'FROM and TO are equal'],
    ['densty=1:2:4', "unknown key 'densty'"],
    ['density=-1:2:4', 'a density must be greater than 0'],
  ])('%s is refused', async (sweep, says) => {
    const { code, stdout, stderr } = await dkHere(
      here.path,
      'theory',
      'lattice.yaml',
      '--sweep',
      sweep,
      '--out',
      'bad',
    );
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(readdirSync(here.path)).not.toContain('bad');
  });
});

describe('an expansion about a state point', () => {
  const write = (): void => {
    writeFileSync(
      here.in('direct.yaml'),
      `name: direct\nbox: { length: [12, 11], cells: [16, 16] }\ntime: { duration: 1 }\ndynamics: { kT: 1.3, mu: 0.5 }\ndensity: 0.5\nfield: { dynamics: linear }
free-energy: [{ term: ideal-gas }, { term: ramakrishnan-yussouff, k: [0, 2, 5, 8], c: [-3, -1, 0.2, 0], density: 0.5, kT: 1.3 }]\n`,
    );
  };
  beforeAll(write);

  test('leaves P, μ and Z out', async () => {
    const { stdout, stderr } = await dkHere(here.path, 'theory', 'direct.yaml', '--out', 'direct');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ {2}bulk +ρ = 0\.5\n {13}dP\/dρ = 3\.25, κ_T = 0\.615385, S\(0\) = 0\.4$/m);
    expect(stdout).toContain('P, μ and Z are left out, S(0) and κ_T are those of the fluid');
    const state = curve('direct', 'equation-of-state');
    for (const name of ['f', 'mu', 'P', 'Z']) expect(values(state, name).every(Number.isNaN)).toBe(true);
    const near = values(state, 'rho').map((rho) => Math.abs(rho / 0.5 - 1) <= 0.01);
    expect(values(state, 'S0').map(Number.isFinite)).toStrictEqual(near);
  });

  test('and all of it away from there, with a warning; so does a sweep', async () => {
    const away = await dkHere(here.path, 'theory', 'direct.yaml', '--set', 'density=0.6', '--out', 'away', '--json');
    expect(away.stderr).toContain(
      'dk: ramakrishnan-yussouff is an expansion about the density 0.5; at 0.6 it says nothing',
    );
    const { bulk } = JSON.parse(away.stdout);
    expect(bulk).toMatchObject({ pressure: null, compressibility: null, structureFactorAtZero: null, peakK: null });
    const args = ['theory', 'direct.yaml', '--sweep', 'density=0.4:0.6:3', '--out', 'along'];
    const { stdout } = await dkHere(here.path, ...args);
    expect(stdout).toMatch(/^ {2}away +2 values have empty cells; at 0\.4: /m);
    const table = curve('along', 'sweep');
    expect(values(table, 'S0')).toStrictEqual([Number.NaN, expect.closeTo(0.4, 12), Number.NaN]);
    expect(values(table, 'P').every(Number.isNaN)).toBe(true);
  });
});

test('S(0) of a long-ranged potential is left out', async () => {
  const text = readFileSync(here.in('direct.yaml'), 'utf8').replace(
    /\{ term: rama.*\}\]/,
    '{ term: pair, potential: { type: coulomb, strength: 0.08, width: 0.4 } }]',
  );
  writeFileSync(here.in('charges.yaml'), text);
  const { stdout } = await dkHere(here.path, 'theory', 'charges.yaml', '--out', 'charges');
  expect(stdout).toMatch(/dP\/dρ = \S+, κ_T = \S+$/m);
  expect(stdout).not.toContain('S(0) =');
  expect(values(curve('charges', 'equation-of-state'), 'S0').every(Number.isNaN)).toBe(true);
});

test('no interface where κ(φ) is not positive: the line says why', async () => {
  const text = readFileSync(here.in('well.yaml'), 'utf8').replace('kappa: 0.6', 'kappa: 0.6, higher: [1]');
  writeFileSync(here.in('kappa.yaml'), text);
  const { code, stdout } = await dkHere(here.path, 'theory', 'kappa.yaml', '--out', 'kappa');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^ {2}interface +none: κ\(φ\) of square-gradient is not positive at φ = -1, between the phases/m,
  );
});

describe('what a sweep refuses', () => {
  test('a sweep without any model', async () => {
    const text = readFileSync(here.in('lattice.yaml'), 'utf8').replace('kappa: 1.9', 'kappa: 1.9, higher: [-9]');
    writeFileSync(here.in('none.yaml'), text);
    const args = ['theory', 'none.yaml', '--sweep', 'density=0.5:1.5:3', '--out', 'none'];
    const { code, stdout, stderr } = await dkHere(here.path, ...args);
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/--sweep density: no value gives a model; at 0\.5: .*must not be negative/);
    expect(readdirSync(here.path)).not.toContain('none');
  });

  test('is what a field cannot be run with, not what it is asked to observe', async () => {
    const text = readFileSync(here.in('lattice.yaml'), 'utf8');
    writeFileSync(here.in('observed.yaml'), `${text}observe: [{ quantity: pair-correlation }]\n`);
    const args = ['theory', 'observed.yaml', '--sweep', 'density=0.5:1.9:2', '--out', 'observed'];
    const { code, stdout } = await dkHere(here.path, ...args);
    expect(code).toBe(0);
    // one beyond the full lattice, which the observable does not hide
    expect(stdout).toMatch(/^ {2}refused +1 value, where a field could not be run; at 1\.9: density: /m);
    expect(values(curve('observed', 'sweep'), 'refused')).toStrictEqual([0, 1]);
  });
});
