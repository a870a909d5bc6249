import { expect, test } from 'vitest';
import { besselJ0, besselJ1 } from '../../../src/core/bessel.ts';

/** mpmath, 40 digits. */
const table = [
  [0, 1.0],
  [0.5, 0.9384698072408129],
  [1, 0.7651976865579666],
  [2, 0.22389077914123567],
  [3, -0.26005195490193345],
  [5, -0.1775967713143383],
  [7.5, 0.2663396578803784],
  [8, 0.1716508071375539],
  [10, -0.24593576445134835],
  [16, -0.1748990739836292],
  [24.5, 0.0236974337340679],
  [25, 0.09626678327595811],
  [26, 0.15599931552242113],
  [50, 0.055812327669251816],
  [100, 0.019985850304223122],
  [1000, 0.024786686152420176],
  [54321, -0.0016617188038973243],
] as const;

test('J0 agrees with its table to 1e-15', () => {
  for (const [x, value] of table) {
    expect(Math.abs(besselJ0(x) - value), `x = ${x}`).toBeLessThan(1e-15);
    expect(besselJ0(-x)).toBe(besselJ0(x));
  }
});

/** mpmath, 40 digits. */
const tableOfJ1 = [
  [0, 0],
  [1e-6, 4.999999999999375e-7],
  [0.5, 0.2422684576748739],
  [1, 0.4400505857449335],
  [2, 0.5767248077568734],
  [3.8, 0.0128210029267317],
  [5, -0.32757913759146523],
  [7, -0.004682823482345833],
  [7.5, 0.1352484275797055],
  [8, 0.23463634685391463],
  [10, 0.04347274616886144],
  [16, 0.09039717566130419],
  [24.5, -0.1589784118193281],
  [25, -0.1253502495802899],
  [26, 0.015045730586915811],
  [50, -0.09751182812517514],
  [100, -0.07714535201411216],
  [1000, 0.004728311907089524],
  [54321, 0.0029930231637174285],
] as const;

test('J1 agrees with its table to 1e-15, near 0 to 1e-15 of itself', () => {
  for (const [x, value] of tableOfJ1) {
    expect(Math.abs(besselJ1(x) - value), `x = ${x}`).toBeLessThan(1e-15 * Math.min(1, x) + 1e-300);
    expect(besselJ1(-x) + besselJ1(x)).toBe(0);
  }
});

test('the zeros of J0', () => {
  for (const x of [2.404825557695773, 5.520078110286311, 8.653727912911013, 30.634606468431976]) {
    expect(Math.abs(besselJ0(x))).toBeLessThan(2e-15);
  }
});

test('Bessel’s equation holds across the joints at 8 and 25', () => {
  const h = 0.02;
  for (let x = 1; x < 40; x += 0.0937) {
    const sum = (w: readonly number[], sign: number) =>
      w.reduce((s, c, i) => s + c * (besselJ0(x + (i + 1) * h) + sign * besselJ0(x - (i + 1) * h)), 0);
    const first = sum([4 / 5, -1 / 5, 4 / 105, -1 / 280], -1) / h;
    const second = (sum([8 / 5, -1 / 5, 8 / 315, -1 / 560], 1) - (205 / 72) * besselJ0(x)) / (h * h);
    expect(Math.abs(second + first / x + besselJ0(x))).toBeLessThan(2e-11);
  }
});
