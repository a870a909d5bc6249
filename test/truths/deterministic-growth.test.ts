import { describe, expect, test } from 'vitest';
import type { EntrySpec } from '../../src/core/define.ts';
import { integrators } from '../../src/engines/field/integrators/index.ts';
import { linearRate } from '../../src/physics/model.ts';
import { type BuiltField, buildField, type FieldSpec } from '../support/build-model.ts';

/**
 * Without noise a small perturbation of the uniform state grows as e^{ωt}, ω = M(ρ0) k² (−f″ − κk² − û(k)),
 * whatever its sign. The amplitude ε spoils the rate by O(ε²) only.
 */
interface Case {
  readonly name: string;
  readonly spec: Omit<FieldSpec, 'integrator' | 'dt' | 'noise' | 'initial'>;
  /** M(ρ0). */
  readonly mobility: number;
  /** f″(ρ0) of all local terms. */
  readonly curvature: number;
  readonly kappa: number;
  /** û(k). */
  readonly pair?: (k: number) => number;
  readonly waves: readonly (readonly number[])[];
}

const kT = 0.6;
const mu = 1.7;
const gradient = (kappa: number): EntrySpec => ({ type: 'square-gradient', kappa });

const cases: readonly Case[] = [
  {
    name: 'order parameter: double well, constant mobility, φ0 = 0',
    spec: {
      kind: 'order-parameter',
      lengths: [20],
      cells: [48],
      density: 0,
      kT,
      mu,
      mobility: { type: 'constant', value: 0.7 },
      terms: [{ type: 'double-well', a: 1.4 }, gradient(0.9)],
    },
    mobility: 0.7,
    curvature: -1.4,
    kappa: 0.9,
    waves: [[1], [2], [3], [4], [9]],
  },
  {
    name: 'order parameter: double well off the critical composition, two dimensions',
    spec: {
      kind: 'order-parameter',
      lengths: [20, 16],
      cells: [24, 20],
      density: 0.3,
      kT,
      mu,
      mobility: { type: 'constant', value: 0.7 },
      terms: [{ type: 'double-well', a: 1.4 }, gradient(0.9)],
    },
    mobility: 0.7,
    curvature: 1.4 * (3 * 0.09 - 1),
    kappa: 0.9,
    waves: [
      [1, 0],
      [-2, 1],
      [3, 2],
    ],
  },
  {
    name: 'density: ideal gas and polynomial, brownian mobility',
    spec: {
      lengths: [20],
      cells: [48],
      density: 1.3,
      kT,
      mu,
      terms: [{ type: 'ideal-gas' }, { type: 'polynomial', coefficients: [0.2, -1, -1.5, 0.1, 0.05] }, gradient(0.8)],
    },
    mobility: 1.7 * 1.3,
    curvature: 0.6 / 1.3 - 3 + 0.6 * 1.3 + 0.6 * 1.69,
    kappa: 0.8,
    waves: [[1], [2], [3], [4], [9]],
  },
  {
    name: 'density: ideal gas and attracting Gaussian cores, brownian mobility, two dimensions',
    spec: {
      lengths: [20, 16],
      cells: [24, 20],
      density: 1.3,
      kT,
      mu,
      terms: [
        { type: 'ideal-gas' },
        { type: 'pair', potential: { type: 'gaussian-core', epsilon: -0.5, sigma: 1.4 } },
        gradient(0.3),
      ],
    },
    mobility: 1.7 * 1.3,
    curvature: 0.6 / 1.3,
    kappa: 0.3,
    pair: (k) => -0.5 * Math.PI * 1.96 * Math.exp(-0.25 * k * k * 1.96),
    waves: [
      [1, 0],
      [-2, 1],
      [3, 2],
    ],
  },
  {
    name: 'density: lattice gas, attraction, crowded mobility',
    spec: {
      lengths: [20],
      cells: [48],
      density: 1.3,
      kT,
      mu,
      mobility: { type: 'crowded', 'rho-max': 2 },
      terms: [{ type: 'lattice-gas', 'rho-max': 2 }, { type: 'polynomial', coefficients: [0, 0, -1.1] }, gradient(0.5)],
    },
    mobility: 1.7 * 1.3 * (1 - 0.65),
    curvature: (0.6 * 2) / (1.3 * 0.7) - 2.2,
    kappa: 0.5,
    waves: [[1], [2], [3], [4], [9]],
  },
];

/** ε ρ0 (density) or ε (order parameter). */
const EPSILON = 1e-5;

describe.each(cases)('$name', (c) => {
  const modes = c.waves.map((n) => ({ n }));
  const build = (integrator: string, dt: number, waves: readonly number[]): BuiltField => {
    const { lengths, cells, density } = c.spec;
    const values = new Float64Array(cells.reduce((p, n) => p * n, 1));
    const columns = cells.length === 1 ? 1 : cells[1];
    for (let j = 0; j < values.length; j++) {
      const at = cells.length === 1 ? [j] : [Math.floor(j / columns), j % columns];
      const phase = waves.reduce((s, n, a) => s + (2 * Math.PI * n * at[a]) / cells[a], 0.4);
      values[j] = density + EPSILON * Math.cos(phase);
    }
    return buildField({ ...c.spec, lengths, integrator, dt, noise: { scale: 0 }, initial: { type: 'values', values } });
  };
  const wavenumber = (waves: readonly number[]): number =>
    Math.hypot(...waves.map((n, a) => (2 * Math.PI * n) / c.spec.lengths[a]));
  const growth = (waves: readonly number[]): number => {
    const k = wavenumber(waves);
    return -c.mobility * k * k * (c.curvature + c.kappa * k * k + (c.pair?.(k) ?? 0));
  };
  /** Amplitude and phase of the mode in the spectrum. */
  const amplitude = ({ engine, grid }: BuiltField, waves: readonly number[]): readonly [number, number] => {
    const sign = waves[waves.length - 1] < 0 ? -1 : 1;
    const n = waves.map((value) => sign * value);
    for (let m = 0; m < grid.modes; m++) {
      if (n.every((value, a) => grid.modeNumber(m, a) === value)) {
        const [re, im] = [engine.state.hat[0][2 * m], engine.state.hat[0][2 * m + 1]];
        return [Math.hypot(re, im), Math.atan2(im, re)];
      }
    }
    throw new RangeError(`no mode ${waves}`);
  };

  test.each(modes)('mode $n: the rate of the equation and of the theory', ({ n }) => {
    const { model, sde, grid } = build('etdrk2', 1, n);
    expect(Math.abs(linearRate(model, wavenumber(n)) / -growth(n) - 1)).toBeLessThan(1e-12);
    const m = Array.from(sde.resolved).findIndex((mode) =>
      n.every((value, a) => grid.modeNumber(mode, a) === value * (n[n.length - 1] < 0 ? -1 : 1)),
    );
    expect(Math.abs(sde.linear[m] / -growth(n) - 1)).toBeLessThan(1e-12);
  });

  test.each(modes)('mode $n grows as e^{ωt}, whatever the step of an exponential scheme', ({ n }) => {
    const omega = growth(n);
    // e^{ωt} between e^{−2} and e^{2}
    const time = 2 / Math.abs(omega);
    for (const name of ['etdrk2', 'etd1', 'etd-ab2', 'etd-am2']) {
      for (const steps of [4, 64]) {
        const field = build(name, time / steps, n);
        const [before, phase] = amplitude(field, n);
        field.engine.advanceTo(time);
        const [after, later] = amplitude(field, n);
        expect(Math.abs(Math.log(after / before) / (omega * time) - 1), `${name}, ${steps} steps`).toBeLessThan(1e-6);
        expect(Math.abs(later - phase)).toBeLessThan(1e-6);
      }
    }
  });

  test('the rational schemes grow by their declared factor', () => {
    for (const name of ['euler-maruyama', 'semi-implicit', 'crank-nicolson']) {
      for (const n of c.waves) {
        const dt = 0.05 / Math.max(...build(name, 1, n).sde.linear.map(Math.abs));
        const field = build(name, dt, n);
        const [before] = amplitude(field, n);
        field.engine.advanceTo(64 * dt);
        const expected = 64 * Math.log(integrators[name].response.factor(-growth(n) * dt));
        expect(Math.abs(Math.log(amplitude(field, n)[0] / before) / expected - 1)).toBeLessThan(1e-6);
      }
    }
  });
});

test('the fastest mode is k_m² = −f″/2κ with ω_m = M f″²/4κ', () => {
  const c = cases[0];
  const best = Math.sqrt(-c.curvature / (2 * c.kappa));
  const { model } = buildField({
    ...c.spec,
    lengths: [(2 * Math.PI * 3) / best],
    integrator: 'etdrk2',
    dt: 1,
    noise: { scale: 0 },
  });
  const fastest = (c.mobility * c.curvature * c.curvature) / (4 * c.kappa);
  expect(Math.abs(-linearRate(model, best) / fastest - 1)).toBeLessThan(1e-12);
  for (const k of [0.9 * best, 1.1 * best]) expect(-linearRate(model, k)).toBeLessThan(fastest);
  // and the field finds it: of small perturbations of all modes it is the largest in the end
  const field = buildField({
    ...c.spec,
    lengths: [(2 * Math.PI * 3) / best],
    integrator: 'etdrk2',
    dt: 0.25,
    noise: { scale: 0 },
    initial: {
      type: 'values',
      values: Float64Array.from({ length: 48 }, (_, j) => (j === 0 ? 1e-6 : 0)),
    },
  });
  field.engine.advanceTo(16);
  const amplitudes = Array.from({ length: 15 }, (_, i) =>
    Math.hypot(field.engine.state.hat[0][2 * i + 2], field.engine.state.hat[0][2 * i + 3]),
  );
  expect(amplitudes.indexOf(Math.max(...amplitudes))).toBe(2);
  expect(Math.abs(Math.log(amplitudes[2] / 1e-6) / (16 * fastest) - 1)).toBeLessThan(1e-6);
});
