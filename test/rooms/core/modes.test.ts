import { describe, expect, test } from 'vitest';
import { ModeSet, modesWithin } from '../../../src/core/modes.ts';

const golden = (1 + Math.sqrt(5)) / 2;

function vector(set: ModeSet, m: number): readonly number[] {
  return Array.from(set.n.subarray(m * set.dim, (m + 1) * set.dim));
}

/** Groups modes by a key that is exact, and compares with the shells. */
function expectShells(set: ModeSet, key: (n: readonly number[]) => string): void {
  const groups = new Map<string, number[]>();
  for (let m = 0; m < set.count; m++) {
    const name = key(vector(set, m));
    groups.set(name, [...(groups.get(name) ?? []), m]);
  }
  expect(set.shells.length).toBe(groups.size);
  const bySmallest = (p: readonly number[], q: readonly number[]) => p[0] - q[0];
  expect(set.shells.map((s) => [...s.members]).sort(bySmallest)).toEqual([...groups.values()].sort(bySmallest));
}

describe.each([
  { lengths: [2.7], limit: [9] },
  { lengths: [2.7, 0.8], limit: [4, 7] },
  { lengths: [2.7, 0.8], limit: [3, 0] },
  { lengths: [2.7, 0.8, 5.1], limit: [2, 5, 3] },
])('modes within $limit', ({ lengths, limit }) => {
  const set = modesWithin(lengths, limit);

  test('hold one of each ±n and never 0', () => {
    const all = limit.reduce((count, n) => count * (2 * n + 1), 1);
    expect(set.count).toBe((all - 1) / 2);
    expect(set.n.length).toBe(set.count * lengths.length);
    const seen = new Set<string>();
    for (let m = 0; m < set.count; m++) {
      const n = vector(set, m);
      expect(n.some((value) => value !== 0)).toBe(true);
      n.forEach((value, a) => {
        expect(Math.abs(value)).toBeLessThanOrEqual(limit[a]);
      });
      expect(seen.has(n.join())).toBe(false);
      seen.add(n.join());
      seen.add(n.map((value) => 0 - value).join());
    }
    expect(seen.size).toBe(all - 1);
  });

  test('shells ascend, hold every mode once, and have its |k|', () => {
    let members = 0;
    set.shells.forEach((shell, s) => {
      if (s > 0) expect(shell.k).toBeGreaterThan(set.shells[s - 1].k);
      expect([...shell.members]).toEqual([...shell.members].sort((p, q) => p - q));
      for (const m of shell.members) {
        expect(set.shellOf[m]).toBe(s);
        const k = Math.hypot(...vector(set, m).map((n, a) => (2 * Math.PI * n) / lengths[a]));
        expect(Math.abs(shell.k / k - 1)).toBeLessThan(1e-14);
        members++;
      }
    });
    expect(members).toBe(set.count);
  });
});

describe('shells are exact', () => {
  test('in a square: (5,0), (3,4) and all their images are one shell of 6', () => {
    const set = modesWithin([1.9, 1.9], [7, 7]);
    expectShells(set, ([x, y]) => String(x * x + y * y));
    const shell = set.shells[set.nearestShell((2 * Math.PI * 5) / 1.9)];
    expect(shell.members.length).toBe(6);
    expect(new Set(Array.from(shell.members, (m) => vector(set, m).map(Math.abs).sort().join()))).toEqual(
      new Set(['0,5', '3,4']),
    );
  });

  test('in a cube: integers, up to many-fold degeneracy', () => {
    expectShells(modesWithin([0.37, 0.37, 0.37], [6, 6, 6]), ([x, y, z]) => String(x * x + y * y + z * z));
  });

  test('sides of rational ratio: in [2, 1], (2,0) and (0,1) are one', () => {
    for (const unit of [1, 0.3, 7.7]) {
      const set = modesWithin([2 * unit, unit], [8, 5]);
      expectShells(set, ([x, y]) => String(x * x + 4 * y * y));
      const shell = set.shells[set.nearestShell((2 * Math.PI) / unit)];
      expect(Array.from(shell.members, (m) => vector(set, m).join())).toEqual(['0,1', '2,0']);
    }
  });

  test('sides whose squares have a rational ratio: [√2, 1]', () => {
    const set = modesWithin([Math.SQRT2 * 3.3, 3.3], [12, 9]);
    expectShells(set, ([x, y]) => String(x * x + 2 * y * y));
    // (3,0), (1,±2): 9
    expect(set.shells[set.nearestShell((2 * Math.PI * 3) / (Math.SQRT2 * 3.3))].members.length).toBe(3);
  });

  test('sides of irrational ratio: (n_x, ±n_y) and nothing else', () => {
    expectShells(modesWithin([1.7, 1.7 * golden], [20, 20]), ([x, y]) => `${Math.abs(x)} ${Math.abs(y)}`);
    expectShells(modesWithin([1.7, 1.7 * golden, 1.7 * Math.PI], [5, 5, 5]), ([x, y, z]) =>
      [x, y, z].map(Math.abs).join(),
    );
  });

  test('sides that are nearly equal stay apart', () => {
    const set = modesWithin([3, 3 * (1 + 1e-8)], [1, 1]);
    expect(set.shells.map((s) => s.members.length)).toEqual([1, 1, 2]);
  });
});

describe('nearestShell', () => {
  test('is the nearest in |k|, ends included', () => {
    const set = modesWithin([2.7, 0.8], [6, 4]);
    for (let k = 0.05; k < 40; k += 0.173) {
      const distances = set.shells.map((s) => Math.abs(s.k - k));
      expect(distances[set.nearestShell(k)]).toBe(Math.min(...distances));
    }
    expect(set.nearestShell(0)).toBe(0);
    expect(set.nearestShell(1e9)).toBe(set.shells.length - 1);
    set.shells.forEach((shell, s) => {
      expect(set.nearestShell(shell.k)).toBe(s);
    });
  });

  test('takes the lower one on a tie', () => {
    // L = 4π: k = n/2 without rounding for powers of two
    const set = modesWithin([4 * Math.PI], [2]);
    expect(set.shells.map((s) => s.k)).toEqual([0.5, 1]);
    expect(set.nearestShell(0.75)).toBe(0);
    expect(set.nearestShell(0.7500001)).toBe(1);
  });
});

describe('subset', () => {
  const set = modesWithin([2, 1], [6, 4]);

  test('holds the modes of the shells asked for, and these alone, in the order of the set', () => {
    const chosen = [set.nearestShell(2 * Math.PI), 0, 7, 0];
    const subset = set.subset(chosen);
    expect(subset.lengths).toEqual(set.lengths);
    const wanted = chosen.flatMap((s) => [...set.shells[s].members]);
    const inOrder = [...new Set(wanted)].sort((p, q) => p - q).map((m) => vector(set, m).join());
    expect(Array.from({ length: subset.count }, (_, m) => vector(subset, m).join())).toEqual(inOrder);
    const sorted = [...new Set(chosen)].sort((p, q) => p - q);
    expect(subset.shells.map((s) => s.k)).toEqual(sorted.map((s) => set.shells[s].k));
    expect(subset.shells.map((s) => s.members.length)).toEqual(sorted.map((s) => set.shells[s].members.length));
  });

  test('by its integers', () => {
    const low = set.select(([x, y]) => Math.abs(x) < 3 && y === 1);
    expect(Array.from({ length: low.count }, (_, m) => vector(low, m).join()).sort()).toEqual(
      ['0,1', '1,1', '2,1'].sort(),
    );
    expect(set.select(() => true).n).toEqual(set.n);
  });

  test('of nothing is empty; of everything is everything', () => {
    expect(set.subset([]).count).toBe(0);
    expect(set.subset([]).shells).toEqual([]);
    expect(set.subset(set.shells.map((_, s) => s)).count).toBe(set.count);
  });
});

test('a set may list its modes in any order', () => {
  const set = new ModeSet([1.3, 2.6], Int32Array.of(3, -1, 0, 2, 1, 0, -1, 1));
  // (0,2) and (1,0) have one |k|; (−1,1) and (3,−1) have their own
  expect(set.shells.map((s) => [...s.members])).toEqual([[1, 2], [3], [0]]);
  expect([...set.shellOf]).toEqual([2, 0, 0, 1]);
});
