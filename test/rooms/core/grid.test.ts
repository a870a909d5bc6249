import { describe, expect, test } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';

const grids = [
  new Grid([2.5], [2]),
  new Grid([2.5], [12]),
  new Grid([0.7, 3.1], [6, 10]),
  new Grid([0.7, 3.1], [8, 2]),
  new Grid([4.2, 0.9, 1.7], [4, 12, 6]),
];

describe.each(grids.map((grid) => ({ grid, cells: grid.cells })))('$cells', ({ grid }) => {
  const { dim, cells, lengths } = grid;
  const last = dim - 1;

  test('sizes: h = L/n, size, modes, volume, volume of a cell', () => {
    const product = (values: readonly number[]) => values.reduce((p, v) => p * v, 1);
    expect(grid.spacing).toEqual(lengths.map((length, a) => length / cells[a]));
    expect(grid.size).toBe(product(cells));
    expect(grid.modes).toBe(product(cells.slice(0, last)) * (cells[last] / 2 + 1));
    expect(grid.volume).toBeCloseTo(product(lengths), 14);
    expect(grid.cellVolume * grid.size).toBeCloseTo(product(lengths), 13);
  });

  test('mode numbers run as in numpy.fft.rfftn, −n/2 written as +n/2', () => {
    let m = 0;
    const visit = (n: readonly number[]): void => {
      const a = n.length;
      if (a === dim) {
        expect(cells.map((_, b) => grid.modeNumber(m, b))).toEqual(n);
        m++;
        return;
      }
      const count = a === last ? cells[a] / 2 + 1 : cells[a];
      for (let i = 0; i < count; i++) visit([...n, i > cells[a] / 2 ? i - cells[a] : i]);
    };
    visit([]);
    expect(m).toBe(grid.modes);
    expect(() => grid.modeNumber(0, dim)).toThrow(RangeError);
  });

  test('k̃ = 2πn/L, and 0 at the Nyquist mode of its axis; k̃² is their sum of squares', () => {
    for (let m = 0; m < grid.modes; m++) {
      let square = 0;
      for (let a = 0; a < dim; a++) {
        const n = grid.modeNumber(m, a);
        const k = 2 * Math.abs(n) === cells[a] ? 0 : (2 * Math.PI * n) / lengths[a];
        expect(grid.k[a][m]).toBe(k);
        square += k * k;
      }
      expect(Math.abs(grid.k2[m] - square)).toBeLessThanOrEqual(1e-15 * square);
    }
    // computed once
    expect(grid.k).toBe(grid.k);
    expect(grid.k2).toBe(grid.k2);
  });

  test('weights count the whole spectrum: each mode and its conjugate', () => {
    let whole = 0;
    for (let m = 0; m < grid.modes; m++) {
      const n = grid.modeNumber(m, last);
      expect(grid.weight(m)).toBe(n === 0 || n === cells[last] / 2 ? 1 : 2);
      whole += grid.weight(m);
    }
    expect(whole).toBe(grid.size);
  });

  test('masks: two-thirds is strictly |n| < n_a/3, none is all but Nyquist', () => {
    for (const dealias of ['two-thirds', 'none'] as const) {
      const kept = new Set(grid.resolved(dealias));
      expect([...kept]).toEqual([...kept].sort((p, q) => p - q));
      expect(grid.resolved(dealias)[0]).toBe(0);
      for (let m = 0; m < grid.modes; m++) {
        const inside = cells.every((count, a) => {
          const n = Math.abs(grid.modeNumber(m, a));
          return dealias === 'none' ? n < count / 2 : n < count / 3;
        });
        expect(kept.has(m), `${dealias} ${m}`).toBe(inside);
      }
    }
  });

  test('no aliased triad under two-thirds: n + p + q = ±n_a has no solution', () => {
    for (let a = 0; a < dim; a++) {
      const numbers = Array.from(grid.resolved('two-thirds'), (m) => Math.abs(grid.modeNumber(m, a)));
      expect(3 * Math.max(...numbers)).toBeLessThan(cells[a]);
    }
  });

  test('cut-offs are (2/3)π/h and π/h', () => {
    grid.spacing.forEach((h, a) => {
      expect(grid.cutoffs('none')[a]).toBeCloseTo(Math.PI / h, 12);
      expect(grid.cutoffs('two-thirds')[a]).toBeCloseTo((2 * Math.PI) / (3 * h), 12);
    });
  });

  test('positions: last axis fastest, cell 0 at the origin', () => {
    let j = 0;
    const visit = (x: readonly number[]): void => {
      const a = x.length;
      if (a === dim) {
        x.forEach((value, b) => {
          expect(grid.position(j, b)).toBeCloseTo(value, 14);
        });
        j++;
        return;
      }
      for (let i = 0; i < cells[a]; i++) visit([...x, (i * lengths[a]) / cells[a]]);
    };
    visit([]);
    expect(j).toBe(grid.size);
  });
});

test('the strict third: 12 cells keep |n| ≤ 3, 14 keep |n| ≤ 4', () => {
  expect([...new Grid([2.5], [12]).resolved('two-thirds')]).toEqual([0, 1, 2, 3]);
  expect([...new Grid([2.5], [14]).resolved('two-thirds')]).toEqual([0, 1, 2, 3, 4]);
  expect([...new Grid([2.5], [12]).resolved('none')]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...new Grid([2.5], [2]).resolved('none')]).toEqual([0]);
});

test('what the caller passed may change afterwards', () => {
  const lengths = [1.5, 2.5];
  const cells = [4, 6];
  const grid = new Grid(lengths, cells);
  lengths[0] = 9;
  cells[1] = 8;
  expect(grid.lengths).toEqual([1.5, 2.5]);
  expect(grid.cells).toEqual([4, 6]);
});

test.each([
  { lengths: [], cells: [], says: /1, 2 or 3 sides, not 0/ },
  { lengths: [1, 2, 3, 4], cells: [2, 2, 2, 2], says: /1, 2 or 3 sides, not 4/ },
  { lengths: [1, 2], cells: [4], says: /2 sides need 2 cell counts, got 1/ },
  { lengths: [1, 0], cells: [4, 4], says: /positive, got 0/ },
  { lengths: [-3], cells: [4], says: /positive, got -3/ },
  { lengths: [Number.NaN], cells: [4], says: /positive, got NaN/ },
  { lengths: [Number.POSITIVE_INFINITY], cells: [4], says: /positive, got Infinity/ },
  { lengths: [1], cells: [5], says: /even, at least 2, got 5/ },
  { lengths: [1], cells: [0], says: /even, at least 2, got 0/ },
  { lengths: [1], cells: [-4], says: /even, at least 2, got -4/ },
  { lengths: [1], cells: [4.5], says: /even, at least 2, got 4.5/ },
  { lengths: [1], cells: [Number.NaN], says: /even, at least 2, got NaN/ },
])('lengths $lengths with cells $cells are refused', ({ lengths, cells, says }) => {
  expect(() => new Grid(lengths, cells)).toThrow(RangeError);
  expect(() => new Grid(lengths, cells)).toThrow(says);
});
