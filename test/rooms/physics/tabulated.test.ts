import { describe, expect, test } from 'vitest';
import { potentials } from '../../../src/physics/potentials/index.ts';

const make = (r: readonly number[], u: readonly number[]) => potentials.tabulated.create({ r, u }, undefined);
const rowsTo = (last: number, n: number) => Array.from({ length: n + 1 }, (_, i) => (i * last) / n);

describe('through the rows', () => {
  test('values at the rows, shifted so that the last is 0', () => {
    const r = [0.3, 0.5, 0.6, 1, 1.2];
    const u = [7, 3, 2.5, -1, 0.5];
    const table = make(r, u);
    r.forEach((x, i) => {
      expect(table.energy(x)).toBeCloseTo(u[i] - 0.5, 15);
    });
    expect(table.range).toBe(1.2);
    expect(table.energy(1.3)).toBe(0);
  });

  test('a cubic is met exactly, force included', () => {
    const u = (x: number) => 1 - 2 * x + 0.5 * x * x - 0.1 * x * x * x;
    const r = [0, 0.4, 0.5, 1.1, 1.9, 2];
    const table = make(r, r.map(u));
    for (const x of [0.1, 0.45, 0.9, 1.5, 1.99]) {
      expect(table.energy(x)).toBeCloseTo(u(x) - u(2), 14);
      expect(table.forceOverR(x)).toBeCloseTo((2 - x + 0.3 * x * x) / x, 13);
    }
  });

  test('order 4 in u and 3 in the force, and no limiting, for a well with a core', () => {
    const u = (x: number) => Math.exp(-2 * x) * 8 - 3 * Math.exp(-(x - 1.3) * (x - 1.3) * 3);
    const force = (x: number) => 16 * Math.exp(-2 * x) - 18 * (x - 1.3) * Math.exp(-(x - 1.3) * (x - 1.3) * 3);
    const errors = [40, 80].map((n) => {
      const r = rowsTo(4, n);
      const table = make(r, r.map(u));
      const at = rowsTo(4, 1009).slice(1, -1);
      return [
        Math.max(...at.map((x) => Math.abs(table.energy(x) - u(x) + u(4)))),
        Math.max(...at.map((x) => Math.abs(table.forceOverR(x) * x - force(x)))),
      ];
    });
    // 16 and 8 within a fifth, at h of 1/40 and less of the length of the features
    expect(errors[0][0] / errors[1][0]).toBeGreaterThan(13);
    expect(errors[0][1] / errors[1][1]).toBeGreaterThan(6.5);
  });

  test('agrees with the potential it was made from: rows at σ/20', () => {
    const sigma = 0.7;
    const gaussian = potentials['gaussian-core'].create({ epsilon: 1.3, sigma }, undefined);
    const r = rowsTo(6 * sigma, 120);
    const table = make(r, r.map(gaussian.energy));
    // 5h⁴/384 and h³/24 times |u⁗| ≤ 12 ε/σ⁴ for a spline whose end slopes are known; twice that, as they are not
    const h = 1 / 20;
    for (const x of rowsTo(4, 333).slice(1)) {
      const away = Math.abs(table.energy(x) - gaussian.energy(x));
      expect(away).toBeLessThan((2 * 5 * h * h * h * h * 12 * 1.3) / 384);
      const forces = x * Math.abs(table.forceOverR(x) - gaussian.forceOverR(x));
      expect(forces).toBeLessThan((2 * h * h * h * 12 * 1.3) / (24 * sigma));
    }
    for (const dim of [1, 2, 3] as const) {
      for (const k of [0, 1, 5, 20]) {
        const difference = (table.transform(k, dim) ?? Number.NaN) - (gaussian.transform(k, dim) ?? Number.NaN);
        expect(Math.abs(difference)).toBeLessThan(1e-6 * (gaussian.transform(0, dim) ?? Number.NaN));
      }
    }
    expect(Math.abs(table.sigma - sigma)).toBeLessThan(1e-3 * sigma);
  });

  test('is the not-a-knot spline of scipy, and has its transform (mpmath, segment by segment)', () => {
    const table = make([0, 0.1, 0.25, 0.45, 0.6, 0.9, 1.1, 1.5], [3, 2.6, 1.9, 0.4, -0.5, -0.9, -0.7, 0]);
    for (const [r, energy, force] of [
      [0.05, 2.7924528376118816, 78.57861709452148],
      [0.3, 1.5627712636470934, 24.221433313661848],
      [0.5, 0.04918574800826207, 13.146126684371007],
      [0.7, -0.805938646820323, 2.7963265841401],
      [1, -0.8212936461099636, -1.017587292219927],
      [1.3, -0.37186033244811667, -1.40026859144593],
    ]) {
      expect(table.energy(r)).toBeCloseTo(energy, 14);
      expect(table.forceOverR(r)).toBeCloseTo(force, 12);
    }
    const transforms = {
      1: [0.5747873838152845, 1.644624139219331, 0.006529220008614184, 0.0019512879268736686],
      2: [-2.4459437850175654, -0.46351202829132376, -0.019126490214675336, 0.00025186322656915386],
      3: [-6.2594178395361695, -3.242563677668268, -0.025064346038270364, 0.00015107222465431783],
    };
    for (const dim of [1, 2, 3] as const) {
      [0, 1.7, 12, 60].forEach((k, i) => {
        expect(table.transform(k, dim)).toBeCloseTo(transforms[dim][i], 13);
      });
    }
  });

  test('does not overshoot beside a steep core or a plateau', () => {
    const r = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3];
    const table = make(r, [1e6, 1e3, 10, 1, 0.1, 0, 0, 0, 0]);
    for (let x = 0.5; x < 1.3; x += 0.001) {
      expect(table.energy(x), `u(${x})`).toBeGreaterThanOrEqual(0);
      expect(table.forceOverR(x), `force at ${x}`).toBeGreaterThanOrEqual(-1e-9);
    }
    const step = make(rowsTo(2, 8), [1, 1, 1, 1, 0, 0, 0, 0, 0]);
    for (let x = 0; x < 2; x += 0.01) {
      expect(step.energy(x)).toBeLessThanOrEqual(1);
      expect(step.energy(x)).toBeGreaterThanOrEqual(0);
    }
    expect(step.forceOverR(0)).toBeCloseTo(0, 15);
  });
});

describe('outside of the rows', () => {
  test('below the first the force goes on, and there is no transform', () => {
    const table = make([0.5, 0.6, 0.8, 1, 1.2], [9, 5, 2, 1, 0]);
    const force = table.forceOverR(0.5) * 0.5;
    expect(table.extrapolatedBelow).toBe(0.5);
    for (const x of [0.01, 0.2, 0.4999]) {
      expect(table.forceOverR(x) * x).toBeCloseTo(force, 12);
      expect(table.energy(x)).toBeCloseTo(9 + force * (0.5 - x), 12);
    }
    expect(table.transform(1, 2)).toBeNull();
    expect(table.noTransform).toContain('r = 0.5');
  });

  test('from 0 on there is a transform, and nothing is extrapolated', () => {
    const table = make(rowsTo(1, 4), [1, 0.8, 0.3, 0.1, 0]);
    expect(table.extrapolatedBelow).toBeUndefined();
    expect(table.noTransform).toBeUndefined();
    expect(table.transform(1, 2)).not.toBeNull();
  });

  test('every r finds its segment, rows near each other or not', () => {
    const r = [0, 1e-6, 2e-6, 0.3, 0.30001, 7, 7.5, 20];
    const u = [5, 4.9, 4.8, 2, 1.99, 0.5, 0.4, 0];
    const table = make(r, u);
    r.forEach((x, i) => {
      expect(table.energy(x)).toBeCloseTo(u[i], 9);
      expect(table.energy(x * (1 - 1e-12))).toBeCloseTo(u[i], 9);
    });
    for (let x = 0; x < 20; x += 0.0317) expect(table.energy(x)).toBeLessThanOrEqual(5);
  });
});

describe('refuses', () => {
  test.each([
    ['too few rows', [0, 1, 2], [2, 1, 0], /3 rows; at least 4/],
    ['lists of different length', [0, 1, 2, 3], [2, 1, 0], /r has 4 numbers and u has 3/],
    ['a row that does not go on', [0, 0.5, 0.5, 3], [3, 2, 1, 0], /row 3 .*r = 0\.5.*exceed the 0\.5/],
    ['a row that goes back', [0, 0.5, 1, 0.9], [3, 2, 1, 0], /row 4/],
    ['a negative distance', [-0.1, 0.5, 1, 2], [3, 2, 1, 0], /row 1 .*negative/],
    ['u that is not a number', [0, 0.5, 1, 2], [3, Number.NaN, 1, 0], /row 2 .*finite/],
    ['r that is infinite', [0, 0.5, 1, Number.POSITIVE_INFINITY], [3, 2, 1, 0], /row 4 .*finite/],
    ['a constant', [0, 0.5, 1, 2], [3, 3, 3, 3], /no interaction/],
  ])('%s', (_, r, u, message) => {
    expect(() => make(r, u)).toThrow(RangeError);
    expect(() => make(r, u)).toThrow(message);
  });
});
