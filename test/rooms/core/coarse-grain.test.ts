import { describe, expect, test } from 'vitest';
import { CoarseGrain } from '../../../src/core/coarse-grain.ts';
import { Gaussians } from '../../../src/core/random.ts';

const grids = [
  { lengths: [3.7], cells: [11] },
  { lengths: [2.3, 4.1], cells: [7, 10] },
  { lengths: [2.3, 4.1, 1.7], cells: [5, 8, 3] },
] as const;

function particles(lengths: readonly number[], count: number, seed = 5): readonly Float64Array[] {
  const gaussians = new Gaussians(seed);
  return lengths.map((length) => Float64Array.from({ length: count }, () => length * gaussians.uniform()));
}

const run = (grain: CoarseGrain, positions: readonly Float64Array[]): Float64Array => {
  const out = new Float64Array(grain.size);
  grain.density(positions, out);
  return out;
};

/** Indices of cell `at` along every axis; the last axis is the fastest. */
function indices(at: number, cells: readonly number[]): readonly number[] {
  return cells.map((n, a) => Math.floor(at / cells.slice(a + 1).reduce((p, v) => p * v, 1)) % n);
}

/** The Gaussian of standard deviation `width` summed over all images, along one axis. */
function periodicGaussian(d: number, length: number, width: number): number {
  let sum = 0;
  const most = Math.ceil((9 * width) / length) + 1;
  for (let image = -most; image <= most; image++) sum += Math.exp(-((d + image * length) ** 2) / (2 * width * width));
  return sum / Math.sqrt(2 * Math.PI * width * width);
}

describe.each(grids)('$cells cells', ({ lengths, cells }) => {
  const h = lengths.map((length, a) => length / cells[a]);
  const cellVolume = h.reduce((product, side) => product * side, 1);
  const widest = Math.max(...h);
  const positions = particles(lengths, 60);

  test.each([
    0,
    1e-200,
    0.02,
    0.5 * widest,
    1.4 * widest,
    3 * Math.max(...lengths),
  ])('the mass is exact, width %d', (width) => {
    const rho = run(new CoarseGrain(lengths, cells, width), positions);
    const mass = cellVolume * rho.reduce((sum, value) => sum + value, 0);
    // rounding of 60 particles in every cell
    expect(Math.abs(mass - 60)).toBeLessThan(60 * 60 * 2.3e-16);
    expect(Math.min(...rho)).toBeGreaterThanOrEqual(0);
  });

  test('histogram: particles per cell', () => {
    const rho = run(new CoarseGrain(lengths, cells, 0), positions);
    rho.forEach((value, at) => {
      const cell = indices(at, cells);
      let count = 0;
      for (let i = 0; i < 60; i++) {
        if (cell.every((j, a) => positions[a][i] >= j * h[a] && positions[a][i] < (j + 1) * h[a])) count++;
      }
      expect(value * cellVolume).toBeCloseTo(count, 12);
    });
    expect(run(new CoarseGrain(lengths, cells, 1e-3 * Math.min(...h)), positions)).toEqual(rho);
  });

  test.each([1, 1.7, 6])('width %d h: the periodic convolution with a Gaussian', (factor) => {
    const width = factor * widest;
    const rho = run(new CoarseGrain(lengths, cells, width), positions);
    rho.forEach((value, at) => {
      const cell = indices(at, cells);
      let want = 0;
      for (let i = 0; i < 60; i++) {
        want += cell.reduce((product, j, a) => {
          return product * periodicGaussian((j + 0.5) * h[a] - positions[a][i], lengths[a], width);
        }, 1);
      }
      // per axis and particle: what lies beyond 6 widths, e^{−18}/(√2π w) per cell and erfc(6/√2) = 2e-9 of the norm, and the sum
      // over cells in place of the integral, 2e^{−2π²(w/h)²} ≤ 6e-9 of the norm
      const peak = lengths.reduce((product, length) => product * periodicGaussian(0, length, width), 1);
      expect(Math.abs(value - want)).toBeLessThan(60 * lengths.length * 3e-8 * peak);
    });
  });

  test('moving all particles by whole cells permutes the cells', () => {
    const by = cells.map((n, a) => (a + 2) % n);
    const moved = positions.map((x, a) => x.map((v) => (v + by[a] * h[a]) % lengths[a]));
    for (const width of [0, 0.3 * widest, 1.4 * widest]) {
      const grain = new CoarseGrain(lengths, cells, width);
      const [before, after] = [run(grain, positions), run(grain, moved)];
      before.forEach((value, at) => {
        const to = indices(at, cells).reduce((index, j, a) => index * cells[a] + ((j + by[a]) % cells[a]), 0);
        // positions are rounded by 1e-15, weights change by that times 6/w
        expect(Math.abs(after[to] - value) * cellVolume).toBeLessThan(1e-12);
      });
    }
  });

  test('a particle at the border wraps', () => {
    const at = (x: number) => lengths.map((length) => Float64Array.of(x * length));
    for (const width of [0, 1.2 * widest]) {
      const grain = new CoarseGrain(lengths, cells, width);
      expect(run(grain, at(1))).toEqual(run(grain, at(0)));
    }
    const histogram = new CoarseGrain(lengths, cells, 0);
    expect(run(histogram, at(0))[0] * cellVolume).toBeCloseTo(1, 14);
    const below = lengths.map((length) => Float64Array.of(length - 1e-15 * length));
    expect(run(histogram, below)[histogram.size - 1] * cellVolume).toBeCloseTo(1, 14);
    // half of the weight of a particle on the border lies on the other side: x → −x is a symmetry
    const smooth = run(new CoarseGrain(lengths, cells, 1.2 * widest), at(0));
    smooth.forEach((value, cell) => {
      const mirror = indices(cell, cells).reduce((index, j, a) => index * cells[a] + (cells[a] - 1 - j), 0);
      expect(smooth[mirror]).toBeCloseTo(value, 12);
    });
  });

  test('of one species', () => {
    const grain = new CoarseGrain(lengths, cells, widest);
    const speciesOf = Int32Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const out = new Float64Array(grain.size);
    grain.density(positions, out, { speciesOf, species: 1 });
    expect(out).toEqual(
      run(
        grain,
        positions.map((x) => x.filter((_, i) => i % 3 === 0)),
      ),
    );
  });
});

test('what makes no grid is refused', () => {
  expect(() => new CoarseGrain([3, 4], [5], 0)).toThrow(/2 sides and 1 cell counts/);
  expect(() => new CoarseGrain([3], [0], 0)).toThrow(/cells must be ≥ 1, got 0/);
  expect(() => new CoarseGrain([3], [4.5], 0)).toThrow(/got 4.5/);
  expect(() => new CoarseGrain([3], [4], -0.1)).toThrow(/width must be ≥ 0, got -0.1/);
});
