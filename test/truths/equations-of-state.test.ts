import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import type { Dimension } from '../../src/core/grid.ts';
import type { Functional } from '../../src/physics/functionals/functional.ts';
import { functionals } from '../../src/physics/functionals/index.ts';

const kT = 0.7;

function make(name: string, values: Record<string, ParameterValue>, dim: Dimension, density: number): Functional {
  return functionals[name].create(values, { dim, lengths: [3.1, 2.7, 4.3].slice(0, dim), kT, density });
}

/** Z and S(0) of the term beside the ideal gas. */
function bulk(term: Functional, rho: number): { z: number; s0: number } {
  const z = 1 + (rho * term.bulk.slope(rho) - term.bulk.f(rho)) / (rho * kT);
  const s0 = kT / (kT + rho * term.curvature(0, [rho], 0, 0));
  return { z, s0 };
}

/** A value that is printed with so many decimals. */
function printed(value: number, text: string): void {
  const decimals = text.split('.')[1].length;
  expect(value.toFixed(decimals)).toBe(text);
}

describe('hard disks, σ ≠ 1', () => {
  const sigma = 1.3;
  const density = (eta: number) => (4 * eta) / (Math.PI * sigma * sigma);

  test('scaled-particle: Z = 1/(1 − η)², S(0) = (1 − η)³/(1 + η)', () => {
    for (const [eta, s0] of [
      [0.2, '0.42667'],
      [0.4, '0.15429'],
      [0.6, '0.04000'],
    ] as const) {
      const of = bulk(make('scaled-particle', { sigma }, 2, density(eta)), density(eta));
      expect(of.z).toBeCloseTo(1 / (1 - eta) / (1 - eta), 12);
      printed(of.s0, s0);
    }
  });

  test('henderson', () => {
    for (const [eta, z] of [
      [0.2, '1.5703'],
      [0.4, '2.8333'],
      [0.6, '6.5312'],
    ] as const) {
      // 6.53125 exactly: the last digit hangs on the last bit
      const value = bulk(make('henderson', { sigma }, 2, density(eta)), density(eta)).z;
      expect(Math.abs(value - Number(z))).toBeLessThanOrEqual(0.5000001e-4);
      expect(value).toBeCloseTo((1 + (eta * eta) / 8) / (1 - eta) / (1 - eta), 12);
    }
  });
});

describe('hard spheres, σ ≠ 1', () => {
  const sigma = 0.8;
  const density = (eta: number) => (6 * eta) / (Math.PI * sigma * sigma * sigma);
  const table = [
    { eta: 0.1, z: '1.5213', cs: '0.45686', py: '0.45563', peak: 1.09, at: 5.909 },
    { eta: 0.3, z: '3.9738', cs: '0.09760', py: '0.09379', peak: 1.5155, at: 6.338 },
    { eta: 0.4, z: '6.9259', cs: '0.04306', py: '0.04000', peak: 2.0476, at: 6.639 },
    { eta: 0.49, z: '12.1556', cs: '0.01929', py: '0.01726', peak: 3.0664, at: 6.9669 },
  ];

  test.each(table)('Carnahan–Starling and Percus–Yevick at η = $eta', ({ eta, z, cs, py, peak, at }) => {
    const rho = density(eta);
    const local = bulk(make('carnahan-starling', { sigma }, 3, rho), rho);
    printed(local.z, z);
    printed(local.s0, cs);
    const closure = make('ramakrishnan-yussouff', { closure: 'percus-yevick', sigma }, 3, rho);
    printed(bulk(closure, rho).s0, py);
    const s = (q: number) => kT / (kT + rho * closure.curvature(q / sigma, [rho], 0, 0));
    expect(Math.abs(s(at) - peak)).toBeLessThan(6e-5);
    expect(s(at)).toBeGreaterThan(s(at - 0.01));
    expect(s(at)).toBeGreaterThan(s(at + 0.01));
    // closed form and quadrature meet
    expect(Math.abs(s(2 - 1e-9) / s(2 + 1e-9) - 1)).toBeLessThan(1e-8);
  });
});

describe('hard rods, σ ≠ 1', () => {
  const sigma = 1.4;

  test.each([0.3, 0.5, 0.7])('the closure is exact: Tonks gas at η = %d', (eta) => {
    const rho = eta / sigma;
    const closure = make('ramakrishnan-yussouff', { closure: 'percus-yevick', sigma }, 1, rho);
    const a = eta / (1 - eta);
    for (const q of [1e-6, 0.3, 1, Math.PI, 4.7919, 2 * Math.PI, 23.7]) {
      const inverse = 1 + (2 * a * Math.sin(q)) / q + (2 * a * a * 2 * Math.sin(q / 2) * Math.sin(q / 2)) / (q * q);
      const s = kT / (kT + rho * closure.curvature(q / sigma, [rho], 0, 0));
      expect(Math.abs(s * inverse - 1)).toBeLessThan(1e-12);
    }
  });
});

test('van der Waals: critical point bρ_c = 1/3, kT_c = 8a/27b, P_c = a/27b²', () => {
  const b = 0.6;
  const a = (27 * b * kT) / 8;
  const rho = 1 / (3 * b);
  const term = make('van-der-waals', { a, b }, 2, rho);
  const stiffness = (x: number) => kT + x * term.curvature(0, [x], 0, 0);
  expect(Math.abs(stiffness(rho))).toBeLessThan(1e-14);
  expect(Math.abs(stiffness(rho * 1.001) - stiffness(rho * 0.999)) / (0.002 * kT)).toBeLessThan(1e-5);
  expect(bulk(term, rho).z * rho * kT).toBeCloseTo(a / (27 * b * b), 12);
});

test('Flory–Huggins: critical point φ_c = 1/(1 + √N), χ_c = (1 + 1/√N)²/2, and the osmotic pressure', () => {
  const segments = 9;
  const volume = 0.4;
  const chi = (1 + 1 / 3) * (1 + 1 / 3) * 0.5;
  const rho = 1 / 4 / (segments * volume);
  const term = make('flory-huggins', { segments, volume, chi }, 3, rho);
  const stiffness = (x: number) => kT + x * term.curvature(0, [x], 0, 0);
  expect(Math.abs(stiffness(rho))).toBeLessThan(1e-13);
  expect(Math.abs(stiffness(rho * 1.001) - stiffness(rho * 0.999)) / (0.002 * kT)).toBeLessThan(1e-5);
  const phi = 0.37;
  const x = phi / (segments * volume);
  const osmotic = phi / segments - Math.log(1 - phi) - phi - chi * phi * phi;
  expect((bulk(term, x).z * x * volume).toFixed(12)).toBe(osmotic.toFixed(12));
});

test('virial: P/kT = ρ + Σ B_n ρⁿ', () => {
  const term = make('virial', { coefficients: [0.7, -0.2, 0.05] }, 2, 0.5);
  const rho = 1.3;
  expect(bulk(term, rho).z * rho).toBeCloseTo(rho + rho * rho * (0.7 + rho * (-0.2 + rho * 0.05)), 13);
});

describe('beyond the domain', () => {
  const cases = [
    { name: 'van-der-waals', values: { a: 0.7, b: 0.6 }, dim: 2 as Dimension },
    { name: 'carnahan-starling', values: { sigma: 0.8 }, dim: 3 as Dimension },
    { name: 'henderson', values: { sigma: 1.3 }, dim: 2 as Dimension },
    { name: 'flory-huggins', values: { segments: 3, volume: 0.2, chi: 0.8 }, dim: 1 as Dimension },
  ];

  test.each(
    cases,
  )('$name: P has two continuous derivatives at 0.98 of the limit, and f, f′, f″ belong together', (one) => {
    const { local, fullDensity: full = Number.NaN } = make(one.name, one.values, one.dim, 0.1);
    if (local === undefined) throw new TypeError('not local');
    const m = 0.98 * full;
    const pressure = (rho: number) => rho * local.slope(rho) - local.f(rho);
    const rise = (rho: number) => rho * local.curvature(rho);
    const gap = full - m;
    for (const of of [local.f, local.slope, local.curvature, pressure, rise]) {
      const size = Math.abs(of(m)) + kT;
      expect(Math.abs(of(m + 1e-9 * gap) - of(m - 1e-9 * gap)) / size).toBeLessThan(1e-7);
    }
    const bend = (h: number) => (-3 * rise(m) + 4 * rise(m + h) - rise(m + 2 * h)) / (2 * h);
    expect(Math.abs(bend(-1e-4 * gap) / bend(1e-4 * gap) - 1)).toBeLessThan(1e-6);
    for (const rho of [m + gap, 1.3 * full, 4 * full]) {
      const h = 1e-3 * rho;
      const slope = (f: (x: number) => number) => {
        return (8 * (f(rho + h) - f(rho - h)) - (f(rho + 2 * h) - f(rho - 2 * h))) / (12 * h);
      };
      expect(Math.abs(slope(local.f) / local.slope(rho) - 1)).toBeLessThan(1e-8);
      expect(Math.abs(slope(local.slope) / local.curvature(rho) - 1)).toBeLessThan(1e-8);
      expect(local.curvature(rho)).toBeGreaterThan(0);
    }
    // where noise makes a density negative, an excess term is silent
    for (const rho of [-1e-3, -0.4, -full]) {
      expect(local.curvature(rho)).toBe(0);
      expect(local.slope(rho)).toBe(local.slope(0));
      expect(Math.abs(pressure(rho))).toBeLessThan(1e-14);
    }
  });
});
