import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import type { Dimension } from '../../src/core/grid.ts';
import { potentials } from '../../src/physics/potentials/index.ts';
import type { PairPotential } from '../../src/physics/potentials/potential.ts';

type Sample = Readonly<Record<string, ParameterValue>>;

/** What an entry needs beyond its defaults; every set is also tried with other ε and σ, where the entry has them. */
const extra: Readonly<Record<string, readonly Sample[]>> = {
  'generalised-exponential': [{}, { n: 1 }, { n: 2 }, { n: 2.5 }, { n: 3 }, { n: 16 }],
  yukawa: [{}, { kappa: 3 }, { kappa: 0.4, sigma: 0.7 }],
};

function samples(name: string): readonly Sample[] {
  const { parameters } = potentials[name];
  const sets = extra[name] ?? [{}];
  const scaled = [
    { epsilon: 2.5, sigma: 0.6 },
    { epsilon: -0.7, sigma: 1.3 },
  ].filter(({ epsilon }) => {
    const spec = parameters.epsilon;
    if (spec?.type !== 'number' || parameters.sigma?.type !== 'number') return false;
    return epsilon > (spec.above ?? Number.NEGATIVE_INFINITY) && epsilon >= (spec.min ?? Number.NEGATIVE_INFINITY);
  });
  return sets.flatMap((set, i) => (i < 2 ? [set, ...scaled.map((more) => ({ ...set, ...more }))] : [set]));
}

const all = Object.keys(potentials).flatMap((name) =>
  samples(name).map((sample) => ({ name, sample, make: () => potentials[name].create(sample, undefined) })),
);

describe.each(all)('$name $sample', ({ name, make }) => {
  test('transform is ∫u e^{−ik·r} d^d r', () => {
    const u = make();
    for (const dim of [1, 2, 3] as const) {
      if (u.transform(0, dim) === null) {
        for (const k of [0.1, 3, 100]) expect(u.transform(k, dim)).toBeNull();
        expect(u.noTransform ?? '').toMatch(/\S{3}/);
        continue;
      }
      const scale = brute((r) => Math.abs(u.energy(r)), u.range, 0, dim);
      for (const q of [0, 0.01, 0.3, 1.95, 2.05, 7, 25]) {
        const k = q / u.sigma;
        const error = Math.abs((u.transform(k, dim) ?? Number.NaN) - brute(u.energy, u.range, k, dim)) / scale;
        expect(error, `${name}, d = ${dim}, kσ = ${q}`).toBeLessThan(1e-11);
        expect(u.transform(k, dim), 'asked twice').toBe(u.transform(k, dim));
      }
    }
  });

  test('forceOverR is −u′(r)/r', () => {
    const u = make();
    for (const part of [0.03, 0.08, 0.17, 0.33, 0.5, 0.71, 0.93]) {
      const r = part * u.range;
      const force = -slope(u, r) / r;
      const tolerance = 1e-9 * (Math.abs(force) + Math.abs(u.energy(r)) / (r * r));
      expect(Math.abs(u.forceOverR(r) - force), `r = ${r}`).toBeLessThan(tolerance);
    }
  });

  test('forceOverR has its limit at r → 0, or none', () => {
    const u = make();
    const near = u.forceOverR(1e-7 * u.sigma);
    const nearer = u.forceOverR(1e-9 * u.sigma);
    const at = u.forceOverR(0);
    expect(at).not.toBeNaN();
    if (Number.isFinite(at)) expect(Math.abs(at - nearer)).toBeLessThan(1e-3 * Math.abs(u.forceOverR(0.1 * u.sigma)));
    else expect(Math.abs(nearer)).toBeGreaterThan(2 * Math.abs(near));
  });

  test('u is negligible beyond its range, and the range is positive', () => {
    const u = make();
    expect(u.range).toBeGreaterThan(0);
    expect(u.sigma).toBeGreaterThan(0);
    const scale = Math.abs(u.energy(0.25 * u.sigma));
    for (const part of [1, 1 + 1e-12, 1.01, 1.3, 2, 10, 100]) {
      expect(Math.abs(u.energy(part * u.range))).toBeLessThanOrEqual(1e-12 * scale);
      // |u′| is u times the steepness: 2e-10 for GEM-16
      expect(Math.abs(u.forceOverR(part * u.range))).toBeLessThan((1e-9 * scale) / (u.sigma * u.sigma));
    }
  });
});

test('the Gaussian core is GEM-2', () => {
  const sample = { epsilon: 1.7, sigma: 0.8 };
  const one = potentials['gaussian-core'].create(sample, undefined);
  const two = potentials['generalised-exponential'].create({ ...sample, n: 2 }, undefined);
  for (const r of [0, 0.3, 1, 2.2]) {
    expect(two.energy(r)).toBeCloseTo(one.energy(r), 14);
    expect(two.forceOverR(r)).toBeCloseTo(one.forceOverR(r), 13);
  }
  for (const dim of [1, 2, 3] as const) {
    for (const k of [0, 1, 5]) expect(two.transform(k, dim)).toBeCloseTo(one.transform(k, dim) ?? Number.NaN, 13);
  }
});

test('known values', () => {
  const make = (name: string, sample: Sample) => potentials[name].create(sample, undefined);
  expect(make('gaussian-core', { epsilon: 2, sigma: 3 }).transform(0, 3)).toBeCloseTo(54 * Math.PI ** 1.5, 10);
  expect(make('soft-sphere', {}).transform(0, 2)).toBeCloseTo(Math.PI / 12, 14);
  expect(make('soft-sphere', {}).transform(0, 3)).toBeCloseTo(Math.PI / 15, 14);
  expect(make('yukawa', { epsilon: 1.5, sigma: 2, kappa: 0.5 }).energy(2)).toBeCloseTo(1.5, 14);
  expect(make('generalised-exponential', { n: 1 }).transform(2, 3)).toBeCloseTo((8 * Math.PI) / 25, 12);
});

/** u′ by the central difference of order 8, step 1e-3 of the shorter of r and σ. */
function slope(u: PairPotential, r: number): number {
  const h = 1e-3 * Math.min(r, u.sigma);
  const odd = (m: number) => u.energy(r + m * h) - u.energy(r - m * h);
  return ((4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - (1 / 280) * odd(4)) / h;
}

/** The radial transform by tanh-sinh panels on [0, range] and [range, 2 range]; nothing in common with the source. */
function brute(u: (r: number) => number, range: number, k: number, dim: Dimension): number {
  const kernel = (r: number) => {
    if (dim === 1) return 2 * Math.cos(k * r);
    if (dim === 2) return 2 * Math.PI * r * j0(k * r);
    return k === 0 ? 4 * Math.PI * r * r : (4 * Math.PI * r * Math.sin(k * r)) / k;
  };
  const panels = Math.max(12, Math.ceil((k * range) / Math.PI));
  let sum = 0;
  for (let i = 0; i < 2 * panels; i++) {
    const half = range / panels / 2;
    for (const [x, w] of tanhSinh) {
      const r = (2 * i + 1 + x) * half;
      sum += half * w * u(r) * kernel(r);
    }
  }
  return sum;
}

const tanhSinh = Array.from({ length: 63 }, (_, j) => {
  const t = (j - 31) * 0.1;
  const inner = (Math.PI / 2) * Math.sinh(t);
  return [Math.tanh(inner), (0.1 * (Math.PI / 2) * Math.cosh(t)) / Math.cosh(inner) ** 2] as const;
});

/** J0(x) = (1/π)∫₀^π cos(x sin θ) dθ by the trapezoidal rule. */
function j0(x: number): number {
  const n = Math.ceil(x / 4 + 3 * Math.cbrt(x) + 8);
  let sum = 0.5 * (1 + Math.cos(x));
  for (let j = 1; j < n; j++) sum += Math.cos(x * Math.sin((Math.PI * j) / (2 * n)));
  return sum / n;
}
