import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backends, createFft } from '../../src/core/fft/backends.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { Grid } from '../../src/core/grid.ts';
import { Gaussians } from '../../src/core/random.ts';

/** Primes times two, powers of two, and what lies between. */
const lines = [2, 4, 6, 8, 10, 12, 14, 18, 22, 26, 30, 34, 36, 64, 100, 106].map((n) => [n]);
const planes = [
  [6, 10],
  [8, 6],
  [2, 14],
  [22, 4],
];
const rooms = [
  [4, 6, 10],
  [12, 8, 6],
  [2, 10, 4],
];
const sides = [2.7, 0.43, 5.9];

const all = Object.keys(backends).flatMap((backend) =>
  [...lines, ...planes, ...rooms]
    .filter((cells) => backends[backend].missing(gridOf(cells)) === null)
    .map((cells) => ({ backend, cells })),
);

function gridOf(cells: readonly number[]): Grid {
  return new Grid(sides.slice(0, cells.length), cells);
}

describe.each(all)('$backend, $cells cells', ({ backend, cells }) => {
  const grid = gridOf(cells);
  const make = () => createFft(grid, backend);

  test('forward and inverse are the sums that define them', () => {
    const fft = make();
    const field = noise(fft, 1);
    const spectrum = fft.allocSpectrum();
    fft.forward(field, spectrum);
    const truth = naive(grid, field);
    expect(worst(spectrum, truth)).toBeLessThan(1e-13 * rms(truth));
    const back = fft.allocReal();
    const exact = fft.allocSpectrum();
    exact.set(truth);
    fft.inverse(exact, back);
    expect(worst(back, field)).toBeLessThan(1e-13 * rms(field));
  });

  test('inverse of forward is the field, inputs are left as they were', () => {
    const fft = make();
    const field = noise(fft, 2);
    const before = field.slice();
    const spectrum = fft.allocSpectrum();
    const back = fft.allocReal();
    // what the arrays held must not matter
    spectrum.fill(7);
    back.fill(-3);
    fft.forward(field, spectrum);
    expect(field).toEqual(before);
    const kept = spectrum.slice();
    fft.inverse(spectrum, back);
    expect(spectrum).toEqual(kept);
    expect(worst(back, field)).toBeLessThan(1e-13 * rms(field));
  });

  test('Parseval: Σρ² = Σ weight |ρ̂|²/size', () => {
    const fft = make();
    const field = noise(fft, 3);
    const spectrum = fft.allocSpectrum();
    fft.forward(field, spectrum);
    let modes = 0;
    for (let m = 0; m < grid.modes; m++) {
      modes += grid.weight(m) * (spectrum[2 * m] * spectrum[2 * m] + spectrum[2 * m + 1] * spectrum[2 * m + 1]);
    }
    const cellsSum = field.reduce((sum, v) => sum + v * v, 0);
    expect(Math.abs(modes / grid.size / cellsSum - 1)).toBeLessThan(1e-13);
  });

  test('linear', () => {
    const fft = make();
    const [f, g] = [noise(fft, 4), noise(fft, 5)];
    const sum = fft.allocReal();
    for (let j = 0; j < sum.length; j++) sum[j] = 1.7 * f[j] - 0.3 * g[j];
    const [fHat, gHat, sumHat] = [fft.allocSpectrum(), fft.allocSpectrum(), fft.allocSpectrum()];
    fft.forward(f, fHat);
    fft.forward(g, gHat);
    fft.forward(sum, sumHat);
    const expected = fHat.map((value, i) => 1.7 * value - 0.3 * gHat[i]);
    expect(worst(sumHat, expected)).toBeLessThan(1e-13 * rms(expected));
  });

  test('inverse ignores imaginary parts of self-conjugate modes', () => {
    const fft = make();
    const field = noise(fft, 6);
    const spectrum = fft.allocSpectrum();
    fft.forward(field, spectrum);
    let touched = 0;
    for (let m = 0; m < grid.modes; m++) {
      const own = cells.every((n, a) => grid.modeNumber(m, a) === 0 || 2 * Math.abs(grid.modeNumber(m, a)) === n);
      if (!own) continue;
      expect(Math.abs(spectrum[2 * m + 1]), 'forward gives none').toBeLessThan(1e-13 * rms(spectrum));
      spectrum[2 * m + 1] = 5 + touched;
      touched++;
    }
    expect(touched).toBe(2 ** grid.dim);
    const back = fft.allocReal();
    fft.inverse(spectrum, back);
    expect(worst(back, field)).toBeLessThan(1e-13 * (rms(field) + rms(spectrum)));
  });
});

describe.each(Object.keys(backends))('%s', (backend) => {
  const served = (cells: readonly number[]) => backends[backend].missing(gridOf(cells)) === null;

  test.each([1000, 998, 1024, 1458].filter((n) => served([n])))('shift theorem at n = %i', (n) => {
    const grid = new Grid([3.3], [n]);
    const fft = createFft(grid, backend);
    const field = noise(fft, 7);
    const [hat, shiftedHat] = [fft.allocSpectrum(), fft.allocSpectrum()];
    fft.forward(field, hat);
    const shifted = fft.allocReal();
    for (const by of [1, 7, 389]) {
      for (let j = 0; j < n; j++) shifted[(j + by) % n] = field[j];
      fft.forward(shifted, shiftedHat);
      let largest = 0;
      for (let m = 0; m <= n / 2; m++) {
        const angle = (2 * Math.PI * ((m * by) % n)) / n;
        const [c, s] = [Math.cos(angle), -Math.sin(angle)];
        const re = c * hat[2 * m] - s * hat[2 * m + 1] - shiftedHat[2 * m];
        const im = c * hat[2 * m + 1] + s * hat[2 * m] - shiftedHat[2 * m + 1];
        largest = Math.max(largest, Math.abs(re), Math.abs(im));
      }
      expect(largest, `by ${by} cells`).toBeLessThan(1e-12 * rms(hat));
    }
  });

  test('shift theorem in a plane, by different numbers of cells along its axes', () => {
    const grid = new Grid([3.3, 0.8], [50, 500]);
    const fft = createFft(grid, backend);
    const field = noise(fft, 8);
    const shifted = fft.allocReal();
    const [nx, ny] = grid.cells;
    const [bx, by] = [3, 211];
    for (let j = 0; j < grid.size; j++) {
      const [x, y] = [Math.floor(j / ny), j % ny];
      shifted[((x + bx) % nx) * ny + ((y + by) % ny)] = field[j];
    }
    const [hat, shiftedHat] = [fft.allocSpectrum(), fft.allocSpectrum()];
    fft.forward(field, hat);
    fft.forward(shifted, shiftedHat);
    const expected = new Float64Array(hat.length);
    for (let m = 0; m < grid.modes; m++) {
      const turns = (grid.modeNumber(m, 0) * bx) / nx + (grid.modeNumber(m, 1) * by) / ny;
      const angle = -2 * Math.PI * (turns - Math.round(turns));
      expected[2 * m] = Math.cos(angle) * hat[2 * m] - Math.sin(angle) * hat[2 * m + 1];
      expected[2 * m + 1] = Math.cos(angle) * hat[2 * m + 1] + Math.sin(angle) * hat[2 * m];
    }
    expect(worst(shiftedHat, expected)).toBeLessThan(1e-12 * rms(hat));
  });

  test('a plane wave fills one mode, for any even counts', () => {
    const even = fc.integer({ min: 1, max: 9 }).map((half) => 2 * half);
    fc.assert(
      fc.property(fc.array(even, { minLength: 1, maxLength: 3 }), fc.nat(), (cells, pick) => {
        fc.pre(served(cells));
        const grid = gridOf(cells);
        const fft = createFft(grid, backend);
        const m = pick % grid.modes;
        const n = cells.map((_, a) => grid.modeNumber(m, a));
        const field = fft.allocReal();
        for (let j = 0; j < grid.size; j++) {
          const turns = n.reduce((sum, value, a) => sum + (value * grid.position(j, a)) / grid.lengths[a], 0);
          field[j] = Math.cos(2 * Math.PI * turns);
        }
        const hat = fft.allocSpectrum();
        fft.forward(field, hat);
        for (let q = 0; q < grid.modes; q++) {
          const same = cells.every((count, a) => (grid.modeNumber(q, a) - n[a]) % count === 0);
          const mirror = cells.every((count, a) => (grid.modeNumber(q, a) + n[a]) % count === 0);
          const value = ((same ? 0.5 : 0) + (mirror ? 0.5 : 0)) * grid.size;
          expect(Math.abs(hat[2 * q] - value)).toBeLessThan(1e-12 * grid.size);
          expect(Math.abs(hat[2 * q + 1])).toBeLessThan(1e-12 * grid.size);
        }
      }),
      { seed: 11, numRuns: 60, maxSkipsPerRun: 20 },
    );
  });

  test('two instances of one grid do not disturb each other, and arrays start at zero', () => {
    const grid = new Grid([1.2, 3.4], [10, 12]);
    const [one, two] = [createFft(grid, backend), createFft(grid, backend)];
    expect(one.allocReal()).toEqual(new Float64Array(grid.size));
    expect(one.allocSpectrum()).toEqual(new Float64Array(2 * grid.modes));
    const [f, g] = [noise(one, 1), noise(two, 2)];
    const [fHat, gHat, again] = [one.allocSpectrum(), two.allocSpectrum(), one.allocSpectrum()];
    one.forward(f, fHat);
    two.forward(g, gHat);
    one.forward(f, again);
    expect(again).toEqual(fHat);
    const back = one.allocReal();
    two.inverse(gHat, two.allocReal());
    one.inverse(fHat, back);
    expect(worst(back, f)).toBeLessThan(1e-13 * rms(f));
  });
});

function noise(fft: Fft, seed: number): Float64Array {
  const out = fft.allocReal();
  // a mean away from zero, as densities have
  const gaussians = new Gaussians(seed);
  for (let j = 0; j < out.length; j++) out[j] = 0.8 + gaussians.next();
  return out;
}

/** The half spectrum by the definition; the phase is reduced in integers, so that cos and sin see no large angles. */
function naive(grid: Grid, field: Float64Array): Float64Array {
  const out = new Float64Array(2 * grid.modes);
  const { cells, dim } = grid;
  const common = cells.reduce((p, n) => p * n, 1);
  const index = Array.from({ length: grid.size }, (_, j) => {
    const place = new Array<number>(dim).fill(0);
    for (let rest = j, a = dim - 1; a >= 0; a--) {
      place[a] = rest % cells[a];
      rest = Math.floor(rest / cells[a]);
    }
    return place;
  });
  for (let m = 0; m < grid.modes; m++) {
    for (let j = 0; j < grid.size; j++) {
      let turns = 0;
      for (let a = 0; a < dim; a++) turns += grid.modeNumber(m, a) * index[j][a] * (common / cells[a]);
      const angle = (2 * Math.PI * (turns % common)) / common;
      out[2 * m] += field[j] * Math.cos(angle);
      out[2 * m + 1] -= field[j] * Math.sin(angle);
    }
  }
  return out;
}

function worst(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}
