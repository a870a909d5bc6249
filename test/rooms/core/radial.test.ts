import { describe, expect, test } from 'vitest';
import { radialTransform } from '../../../src/core/radial.ts';

const waves = [0, 0.01, 0.5, 1, 2, 3.7, 8, 20, 60];

describe.each([1, 2, 3] as const)('radialTransform in %i dimensions', (dim) => {
  test('a Gaussian, to 1e-14 of û(0)', () => {
    const full = Math.PI ** (dim / 2);
    for (const k of waves) {
      const value = radialTransform((r) => Math.exp(-r * r), 7, k, dim);
      expect(Math.abs(value - full * Math.exp((-k * k) / 4)) / full).toBeLessThan(1e-14);
    }
  });

  test('an exponential, cusp at r = 0', () => {
    const exact = (k: number) => {
      const q = 1 + k * k;
      return dim === 1 ? 2 / q : dim === 2 ? (2 * Math.PI) / (q * Math.sqrt(q)) : (8 * Math.PI) / (q * q);
    };
    for (const k of waves) {
      const value = radialTransform((r) => Math.exp(-r), 55, k, dim);
      expect(Math.abs(value - exact(k)) / exact(0)).toBeLessThan(1e-13);
    }
  });

  test('a step inside the range is found', () => {
    const R = 0.7123;
    const exact = { 1: 2 * R, 2: Math.PI * R * R, 3: (4 / 3) * Math.PI * R * R * R }[dim];
    expect(radialTransform((r) => (r < R ? 1 : 0), 1, 0, dim) / exact).toBeCloseTo(1, 11);
    const k = 9.1;
    const wave = radialTransform((r) => (r < R ? 1 : 0), 1, k, dim);
    if (dim === 1) expect(wave).toBeCloseTo((2 * Math.sin(k * R)) / k, 11);
    if (dim === 3) {
      const q = k * R;
      expect(wave).toBeCloseTo((4 * Math.PI * (Math.sin(q) - q * Math.cos(q))) / (k * k * k), 11);
    }
  });

  test('is even in k, linear in u, and zero for u = 0', () => {
    const u = (r: number) => Math.exp(-r * r * r);
    const value = radialTransform(u, 4, 2.3, dim);
    expect(radialTransform(u, 4, -2.3, dim)).toBe(value);
    expect(radialTransform((r) => -2 * u(r), 4, 2.3, dim)).toBe(-2 * value);
    expect(radialTransform(() => 0, 4, 2.3, dim)).toBe(0);
  });
});

test('a divergent integral is refused, a convergent singularity is not', () => {
  expect(() => radialTransform((r) => 1 / r, 1, 0, 1)).toThrow(RangeError);
  expect(radialTransform((r) => 1 / r, 1, 0, 2)).toBeCloseTo(2 * Math.PI, 12);
  expect(radialTransform((r) => 1 / Math.sqrt(r), 1, 0, 1)).toBeCloseTo(4, 11);
});
