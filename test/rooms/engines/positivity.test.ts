import { describe, expect, test } from 'vitest';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { bounded, type Positivity, positivityPolicies } from '../../../src/engines/field/positivity.ts';

/** Density → variance density of the noise. */

const grids = [
  { lengths: [19.2], cells: [64] },
  { lengths: [7, 5], cells: [14, 10] },
  { lengths: [3, 4.4, 2], cells: [6, 8, 4] },
  { lengths: [1, 4], cells: [2, 16] },
].map(({ lengths, cells }) => ({ grid: new Grid(lengths, cells), cells }));
const names = Object.keys(positivityPolicies);

function make(name: string, grid: Grid, mean: number): Positivity {
  return positivityPolicies[name].create(createFft(grid, 'reference'), mean, resolvedCell(grid));
}

/** V over the number of resolved modes, ±k counted both. */
function resolvedCell(grid: Grid): number {
  return grid.volume / grid.resolved('two-thirds').reduce((count, m) => count + grid.weight(m), 0);
}

function variance(policy: Positivity, rho: Float64Array): Float64Array {
  const v = new Float64Array(rho.length).fill(Number.NaN);
  policy.apply(rho, v);
  return v;
}

function sum(values: Float64Array): number {
  return values.reduce((s, value) => s + value, 0);
}

function total(values: Float64Array): number {
  return values.reduce((s, value) => s + Math.abs(value), 0);
}

/** Gaussian fields of mean ρ0 and relative width, some with most cells negative. */
function randomField(grid: Grid, mean: number, width: number, gaussians: Gaussians): Float64Array {
  return Float64Array.from({ length: grid.size }, () => mean * (1 + width * gaussians.next()));
}

/** Fields of one kind that are hard to serve; the sum of each is positive. */
function degenerate(grid: Grid): readonly { readonly what: string; readonly rho: Float64Array }[] {
  const blank = (value: number): Float64Array => new Float64Array(grid.size).fill(value);
  const single = blank(-0.5 / grid.size);
  single[1] = 1;
  const exactlyOne = blank(0);
  exactlyOne[grid.size - 1] = 3;
  // half of the box negative: most negative cells have no positive neighbour
  const half = Float64Array.from({ length: grid.size }, (_, j) => (2 * j < grid.size ? 2 : -1.5));
  const deep = blank(1);
  deep[0] = -(grid.size - 1.5);
  const tiny = blank(1e-30);
  tiny[0] = 1;
  tiny[2] = -0.5;
  const nearlyEmpty = Float64Array.from({ length: grid.size }, (_, j) => (j % 2 === 0 ? 1 : -1 + 1e-9));
  const minusZero = blank(1);
  minusZero[3] = -0;
  return [
    { what: 'a single positive cell in a negative sea', rho: single },
    { what: 'a single cell', rho: exactlyOne },
    { what: 'half of the box negative', rho: half },
    { what: 'one cell below minus all the others', rho: deep },
    { what: 'almost nothing round a hole', rho: tiny },
    { what: 'hardly any sum', rho: nearlyEmpty },
    { what: 'minus zero', rho: minusZero },
  ];
}

describe.each(names)('%s', (name) => {
  test.each(grids)('v ≥ 0 and finite, for any field, on $cells', ({ grid }) => {
    const gaussians = new Gaussians(5);
    for (const width of [0.1, 0.5, 1, 3, 30]) {
      for (let n = 0; n < 20; n++) {
        const rho = randomField(grid, 1.7, width, gaussians);
        const before = rho.slice();
        const policy = make(name, grid, 1.7);
        const v = variance(policy, rho);
        expect(v.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
        expect(rho).toEqual(before);
        // the same call again gives the same: nothing is remembered
        expect(variance(policy, rho)).toEqual(v);
      }
    }
    for (const { what, rho } of degenerate(grid)) {
      for (const value of variance(make(name, grid, 1), rho)) {
        expect(value >= 0 && Number.isFinite(value), `${what}: ${value}`).toBe(true);
      }
    }
  });

  test('a field that is nowhere positive gives v = 0', () => {
    for (const { grid } of grids) {
      for (const value of [0, -1]) {
        expect(total(variance(make(name, grid, 1), new Float64Array(grid.size).fill(value)))).toBe(0);
      }
    }
  });

  test('says how many cells it changed: none in a dense field', () => {
    for (const { grid } of grids) {
      const mean = 40 / resolvedCell(grid);
      const rho = randomField(grid, mean, 0.05, new Gaussians(2));
      const v = new Float64Array(grid.size);
      expect(make(name, grid, mean).apply(rho, v)).toBe(0);
      expect(v).toEqual(rho);
    }
  });

  test('does not depend on the unit of length: v(2ρ) = 2v on cells of half the volume', () => {
    const rho = randomField(new Grid([8], [16]), 1, 1.2, new Gaussians(3));
    const v = variance(make(name, new Grid([8], [16]), 1), rho);
    const scaled = variance(
      make(name, new Grid([4], [16]), 2),
      rho.map((value) => 2 * value),
    );
    scaled.forEach((value, j) => {
      expect(Math.abs(value - 2 * v[j])).toBeLessThan(1e-14);
    });
  });
});

describe('conservative', () => {
  test.each(grids)('Σv = Σρ to 1e-12 on $cells', ({ grid }) => {
    const gaussians = new Gaussians(8);
    let negative = 0;
    for (const width of [0.4, 0.6, 1, 2, 5]) {
      for (let n = 0; n < 40; n++) {
        const rho = randomField(grid, 0.9, width, gaussians);
        if (sum(rho) <= 0.1 * grid.size) continue;
        negative += rho.filter((value) => value < 0).length;
        const v = variance(make('conservative', grid, 0.9), rho);
        expect(Math.abs(sum(v) / sum(rho) - 1)).toBeLessThan(1e-12);
      }
    }
    expect(negative).toBeGreaterThan(1000);
    for (const { what, rho } of degenerate(grid)) {
      const v = variance(make('conservative', grid, 0.9), rho);
      // Σρ itself is known to the rounding of its terms
      expect(Math.abs(sum(v) - sum(rho)), what).toBeLessThan(1e-12 * sum(rho) + 1e-15 * grid.size * total(rho));
    }
  });

  test('a negative sum gives v = 0: there is nothing to share', () => {
    for (const { grid } of grids) {
      const rho = new Float64Array(grid.size).fill(-1);
      rho[0] = 0.5 * grid.size;
      expect(total(variance(make('conservative', grid, 1), rho))).toBe(0);
    }
  });

  test('v = 0 where ρ ≤ 0, v ≤ ρ elsewhere', () => {
    const gaussians = new Gaussians(11);
    for (const { grid } of grids) {
      for (let n = 0; n < 20; n++) {
        const rho = randomField(grid, 1, 0.8, gaussians);
        if (sum(rho) <= 0) continue;
        const v = variance(make('conservative', grid, 1), rho);
        expect(v.every((value, j) => value <= Math.max(rho[j], 0) * (1 + 1e-14))).toBe(true);
      }
    }
  });

  test('a hole takes its mass from its neighbours alone, in proportion to K = [¼, ½, ¼]', () => {
    const rho = Float64Array.from([1, 1, 1, 2, -0.3, 1, 1, 1, 1, 1]);
    const v = variance(make('conservative', new Grid([10], [10]), 1), rho);
    // g = ¼·2 + ¼·1 at the hole: ¼ m/g of each neighbour's own mass
    const share = (0.25 * 0.3) / 0.75;
    [1, 1, 1, 2 * (1 - share), 0, 1 - share, 1, 1, 1, 1].forEach((value, j) => {
      expect(Math.abs(v[j] - value)).toBeLessThan(1e-14);
    });
  });

  test('shifts and mirrors of the field shift and mirror v', () => {
    for (const { grid } of grids) {
      const rho = randomField(grid, 1, 0.8, new Gaussians(13));
      const v = variance(make('conservative', grid, 1), rho);
      const mirror = (values: Float64Array): Float64Array => values.slice().reverse();
      const shift = (values: Float64Array): Float64Array => {
        // by one cell along the first axis
        const stride = grid.size / grid.cells[0];
        return values.map((_, j) => values[(j + stride) % grid.size]);
      };
      for (const move of [mirror, shift]) {
        const moved = variance(make('conservative', grid, 1), move(rho));
        move(v).forEach((value, j) => {
          expect(Math.abs(moved[j] - value)).toBeLessThan(1e-13);
        });
      }
    }
  });
});

test('clip and conservative are v = ρ where no cell is negative, to the last bit', () => {
  for (const { grid } of grids) {
    const rho = randomField(grid, 1, 0.3, new Gaussians(4)).map(Math.abs);
    rho[2] = 0;
    for (const name of ['clip', 'conservative']) expect(variance(make(name, grid, 1), rho)).toEqual(rho);
  }
});

test('clip is max(ρ, 0)', () => {
  const { grid } = grids[1];
  const rho = randomField(grid, 1, 2, new Gaussians(6));
  expect(variance(make('clip', grid, 1), rho)).toEqual(rho.map((value) => Math.max(value, 0)));
});

describe('regularised: √v is continuously differentiable, hence Lipschitz', () => {
  const grid = new Grid([8], [16]);
  const mean = 3;
  const delta = Math.cbrt(mean * resolvedCell(grid)) / resolvedCell(grid);
  const policy = make('regularised', grid, mean);
  const rootAt = (rho: number): number => Math.sqrt(variance(policy, new Float64Array(grid.size).fill(rho))[0]);
  const slopeAt = (rho: number, h: number): number => (rootAt(rho + h) - rootAt(rho - h)) / (2 * h);

  test('value and slope meet at both ends of the blend', () => {
    for (const edge of [0, delta]) {
      for (const h of [1e-4, 1e-5, 1e-6]) {
        const [left, right] = [slopeAt(edge - 2 * h, h), slopeAt(edge + 2 * h, h)];
        // the second derivative is bounded: the slopes differ by O(h)
        expect(Math.abs(right - left)).toBeLessThan((100 * h) / delta);
        expect(Math.abs(rootAt(edge + h) - rootAt(edge - h))).toBeLessThan((2 * h) / Math.sqrt(delta));
      }
    }
  });

  test('the slope is nowhere larger than 25/(18 √δ), its value at x = 5/9', () => {
    let largest = 0;
    for (let i = -50; i <= 400; i++) largest = Math.max(largest, slopeAt((delta * i) / 100, 1e-6 * delta));
    expect(largest).toBeLessThan((25 / 18 / Math.sqrt(delta)) * (1 + 1e-6));
    expect(largest).toBeGreaterThan((25 / 18 / Math.sqrt(delta)) * 0.999);
  });

  test('v = ρ above δ, 0 below 0, monotonic between', () => {
    let before = 0;
    for (let i = 0; i <= 100; i++) {
      const root = rootAt((delta * i) / 100);
      expect(root).toBeGreaterThanOrEqual(before);
      before = root;
    }
    const v = (rho: number): number => variance(policy, new Float64Array(grid.size).fill(rho))[0];
    expect(v(1.0001 * delta)).toBe(1.0001 * delta);
    expect(v(-1e-12)).toBe(0);
  });
});

test('heaviside: ρ²ΔV below one particle per resolved cell ΔV, ρ above', () => {
  const grid = new Grid([8], [16]);
  const rho = Float64Array.from({ length: 16 }, (_, j) => -1 + 0.3 * j);
  variance(make('heaviside', grid, 1), rho).forEach((value, j) => {
    const expected = rho[j] <= 0 ? 0 : rho[j] * Math.min(1, (rho[j] * 8) / 11);
    expect(Math.abs(value - expected)).toBeLessThan(1e-15);
  });
});

describe('bounded', () => {
  const upper = 2.3;
  const within = (policy: Positivity, grid: Grid) => bounded(policy, upper, createFft(grid, 'reference'));

  test.each(names)('%s: 0 ≤ v ≤ upper, for any field', (name) => {
    const gaussians = new Gaussians(17);
    for (const { grid } of grids) {
      for (const mean of [0.2, 1.1, 2.2]) {
        for (const width of [0.1, 0.5, 3]) {
          for (let n = 0; n < 10; n++) {
            const v = variance(within(make(name, grid, mean), grid), randomField(grid, mean, width, gaussians));
            expect(v.every((value) => value >= 0 && value <= upper)).toBe(true);
          }
        }
      }
      for (const { rho } of degenerate(grid)) {
        for (const value of variance(within(make(name, grid, 1), grid), rho)) {
          expect(value >= 0 && value <= upper).toBe(true);
        }
      }
    }
  });

  test('conservative: Σv = Σρ on both sides', () => {
    const gaussians = new Gaussians(19);
    let outside = 0;
    for (const { grid } of grids) {
      for (let n = 0; n < 60; n++) {
        const rho = randomField(grid, 1.1, 0.7, gaussians);
        if (!(sum(rho) > 0 && sum(rho) < upper * grid.size)) continue;
        outside += rho.filter((value) => value < 0 || value > upper).length;
        const v = variance(within(make('conservative', grid, 1.1), grid), rho);
        expect(Math.abs(sum(v) / sum(rho) - 1)).toBeLessThan(1e-12);
      }
    }
    expect(outside).toBeGreaterThan(1000);
  });

  test('particles and holes are alike: v(upper − ρ) = upper − v(ρ) where only one side is left', () => {
    for (const { grid } of grids) {
      const policy = within(make('conservative', grid, 1), grid);
      const rho = randomField(grid, 0.8, 0.5, new Gaussians(23)).map((value) => Math.min(value, 0.9 * upper));
      const v = variance(policy, rho);
      variance(
        policy,
        rho.map((value) => upper - value),
      ).forEach((value, j) => {
        expect(Math.abs(value - (upper - v[j]))).toBeLessThan(1e-13);
      });
    }
  });

  test('inside the domain nothing happens; without a limit the policy is itself', () => {
    for (const { grid } of grids) {
      const rho = randomField(grid, 1, 0.2, new Gaussians(29));
      for (const name of ['clip', 'conservative']) {
        expect(variance(within(make(name, grid, 1), grid), rho)).toEqual(rho);
      }
      const policy = make('conservative', grid, 1);
      expect(bounded(policy, Number.POSITIVE_INFINITY, createFft(grid, 'reference'))).toBe(policy);
    }
  });
});
