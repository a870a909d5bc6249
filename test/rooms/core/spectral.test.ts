import { describe, expect, test } from 'vitest';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { addDerivative, divergence, gradient, laplacian, project } from '../../../src/core/spectral.ts';

const grids = [new Grid([2.5], [16]), new Grid([0.7, 3.1], [12, 10]), new Grid([4.2, 0.9, 1.7], [8, 12, 10])].map(
  (grid) => ({ grid, cells: grid.cells }),
);

describe.each(grids)('$cells', ({ grid }) => {
  const { dim, lengths } = grid;
  const fft = createFft(grid);

  /** Π_a cos(2π n_a x_a/L_a + phase_a), and its derivatives. */
  const waves = [2, 3, 1].slice(0, dim);
  const phases = [0.4, -1.1, 2.2].slice(0, dim);
  const angle = (j: number, a: number) => (2 * Math.PI * waves[a] * grid.position(j, a)) / lengths[a] + phases[a];
  const product = (j: number, along = -1) =>
    waves.reduce((value, n, a) => {
      if (a !== along) return value * Math.cos(angle(j, a));
      return (-value * (2 * Math.PI * n) * Math.sin(angle(j, a))) / lengths[a];
    }, 1);

  test('gradient and Laplacian of a product of cosines', () => {
    const field = fft.allocReal();
    for (let j = 0; j < grid.size; j++) field[j] = product(j);
    const hat = fft.allocSpectrum();
    fft.forward(field, hat);
    const kept = hat.slice();
    const out = fft.allocSpectrum();
    const back = fft.allocReal();
    let square = 0;
    for (let a = 0; a < dim; a++) {
      const k = (2 * Math.PI * waves[a]) / lengths[a];
      square += k * k;
      gradient(grid, hat, a, out);
      fft.inverse(out, back);
      for (let j = 0; j < grid.size; j++) expect(Math.abs(back[j] - product(j, a))).toBeLessThan(1e-12 * k);
    }
    laplacian(grid, hat, out);
    fft.inverse(out, back);
    for (let j = 0; j < grid.size; j++) expect(Math.abs(back[j] + square * field[j])).toBeLessThan(1e-12 * square);
    expect(hat).toEqual(kept);
  });

  test('divergence of gradient is the Laplacian, Nyquist modes included', () => {
    const hat = noise(grid, 3);
    const parts = Array.from({ length: dim }, (_, a) => {
      const out = fft.allocSpectrum();
      gradient(grid, hat, a, out);
      return out;
    });
    const [once, twice] = [fft.allocSpectrum(), fft.allocSpectrum()];
    once.fill(5);
    divergence(grid, parts, once);
    laplacian(grid, hat, twice);
    // (k·k)·x against k·(k·x), a sum of dim terms of one sign: 3 + dim roundings
    for (let i = 0; i < once.length; i++)
      expect(Math.abs(once[i] - twice[i])).toBeLessThan(1e-15 * Math.abs(twice[i]) + 1e-300);
  });

  test('gradient may be taken in place; addDerivative adds it', () => {
    const hat = noise(grid, 4);
    for (let a = 0; a < dim; a++) {
      const out = fft.allocSpectrum();
      gradient(grid, hat, a, out);
      const own = hat.slice();
      gradient(grid, own, a, own);
      expect(own).toEqual(out);
      const sum = noise(grid, 5);
      const expected = sum.map((value, i) => value + out[i]);
      addDerivative(grid.k[a], hat, sum);
      expect(sum).toEqual(expected);
    }
  });

  test('Nyquist has no derivative along its own axis', () => {
    const hat = noise(grid, 6);
    for (let a = 0; a < dim; a++) {
      const out = fft.allocSpectrum();
      gradient(grid, hat, a, out);
      for (let m = 0; m < grid.modes; m++) {
        const nyquist = 2 * Math.abs(grid.modeNumber(m, a)) === grid.cells[a];
        const zero = nyquist || grid.modeNumber(m, a) === 0;
        expect(Math.abs(out[2 * m]) + Math.abs(out[2 * m + 1]) === 0, `mode ${m}, axis ${a}`).toBe(zero);
      }
    }
  });

  test('projection keeps the resolved modes bit by bit and nothing else, and is idempotent', () => {
    for (const dealias of ['two-thirds', 'none'] as const) {
      const resolved = grid.resolved(dealias);
      const hat = noise(grid, 7);
      const cut = hat.slice();
      project(resolved, cut);
      const inside = new Set(resolved);
      for (let m = 0; m < grid.modes; m++) {
        expect(cut[2 * m]).toBe(inside.has(m) ? hat[2 * m] : 0);
        expect(cut[2 * m + 1]).toBe(inside.has(m) ? hat[2 * m + 1] : 0);
      }
      const twice = cut.slice();
      project(resolved, twice);
      expect(twice).toEqual(cut);
    }
  });
});

function noise(grid: Grid, seed: number): Float64Array {
  const out = new Float64Array(2 * grid.modes);
  new Gaussians(seed).fill(out);
  return out;
}
