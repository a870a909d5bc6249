import { describe, expect, test } from 'vitest';
import { incompleteBeta, studentQuantile, studentTail } from '../../../src/analysis/statistics.ts';

describe('incomplete beta function', () => {
  test('integers: the binomial sum', () => {
    for (const [a, b] of [
      [1, 1],
      [3, 2],
      [7, 12],
      [30, 5],
    ]) {
      for (const x of [0, 0.01, 0.2, 0.5, 0.77, 0.999, 1]) {
        // I_x(a, b) = P(at least a of a + b − 1 succeed)
        const n = a + b - 1;
        let [sum, choose] = [0, 1];
        for (let j = 0; j <= n; j++) {
          if (j >= a) sum += choose * x ** j * (1 - x) ** (n - j);
          choose *= (n - j) / (j + 1);
        }
        expect(Math.abs(incompleteBeta(x, a, b) - sum)).toBeLessThan(1e-13);
      }
    }
  });

  test('halves: (2/π) asin √x; and the mirror', () => {
    for (const x of [1e-6, 0.1, 0.4, 0.9]) {
      expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 13);
      expect(incompleteBeta(x, 130.5, 0.5)).toBeCloseTo(1 - incompleteBeta(1 - x, 0.5, 130.5), 13);
    }
  });
});

describe("Student's t", () => {
  test('one and two degrees of freedom in closed form', () => {
    for (const x of [0, 0.3, 1, 4, 50]) {
      expect(studentTail(x, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(x), 12);
      expect(studentTail(x, 2)).toBeCloseTo(1 - x / Math.sqrt(2 + x * x), 12);
    }
  });

  test('quantiles of the tables', () => {
    for (const [p, freedom, value] of [
      [0.05, 1, 12.7062047],
      [0.05, 10, 2.2281389],
      [0.01, 5, 4.032143],
      [0.3173105, Number.POSITIVE_INFINITY, 1],
      [0.05, Number.POSITIVE_INFINITY, 1.959964],
      [6.334248e-5, Number.POSITIVE_INFINITY, 4],
    ]) {
      expect(Math.abs(studentQuantile(p, freedom) / value - 1), `p ${p} ν ${freedom}`).toBeLessThan(1e-5);
    }
    for (const freedom of [1.7, 8, 333])
      expect(studentTail(studentQuantile(0.013, freedom), freedom)).toBeCloseTo(0.013, 12);
  });

  test('levels outside 0 … 1 are refused', () => {
    for (const [p, freedom] of [
      [0, 5],
      [1, 5],
      [0.1, 0],
      [0.1, Number.NaN],
    ]) {
      expect(() => studentQuantile(p, freedom)).toThrow(RangeError);
    }
  });
});
