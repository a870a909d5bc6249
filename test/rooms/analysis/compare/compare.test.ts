import { describe, expect, test } from 'vitest';
import { bands } from '../../../../src/analysis/compare/bands.ts';
import { equivalence, type Measurement } from '../../../../src/analysis/compare/equivalence.ts';
import { pool } from '../../../../src/analysis/compare/pool.ts';
import { looks } from '../../../../src/analysis/compare/sequential.ts';
import { type BandResult, verdict } from '../../../../src/analysis/compare/verdict.ts';
import { Cholesky } from '../../../../src/analysis/statistics/cholesky.ts';
import { studentQuantile } from '../../../../src/analysis/statistics.ts';
import { modesWithin } from '../../../../src/core/modes.ts';
import { Gaussians } from '../../../../src/core/random.ts';

/** What four standard errors of a share p of n are. */
const slack = (p: number, n: number): number => 4 * Math.sqrt((p * (1 - p)) / n);

/** Mean of n Gaussian numbers with its standard error. */
function sample(mean: number, spread: number, n: number, gaussians: Gaussians): Measurement {
  const x = Array.from({ length: n }, () => mean + spread * gaussians.next());
  const value = x.reduce((sum, v) => sum + v, 0) / n;
  const error = Math.sqrt(x.reduce((sum, v) => sum + (v - value) ** 2, 0) / (n - 1) / n);
  return { value, error, freedom: n - 1 };
}

describe('bands', () => {
  test.each([
    { lengths: [2.9], most: [40] },
    { lengths: [2.9, 1.7], most: [9, 7] },
    { lengths: [2.3, 2.3, 2.3], most: [5, 5, 5] },
  ])('of the shells of $lengths: contiguous, complete, of about equal weight', ({ lengths, most }) => {
    const { shells } = modesWithin(lengths, most);
    const k = shells.map((shell) => shell.k);
    const weight = shells.map((shell) => shell.members.length * (1 + shell.k));
    const kmax = 0.8 * k[k.length - 1];
    const found = bands(k, weight, kmax);
    expect(found.length).toBe(8);
    expect(found.flatMap(({ shells: own }) => [...own])).toEqual(k.flatMap((value, i) => (value <= kmax ? [i] : [])));
    const total = found.reduce((sum, band) => sum + band.weight, 0);
    const heaviest = Math.max(...weight);
    for (const band of found) {
      expect([band.from, band.to]).toEqual([k[band.shells[0]], k[band.shells[band.shells.length - 1]]]);
      expect(band.weight).toBe(band.shells.reduce((sum, i) => sum + weight[i], 0));
      // each end is off by half a shell at most
      expect(Math.abs(band.weight - total / 8)).toBeLessThanOrEqual(heaviest);
    }
  });

  test('fewer shells than bands; shells without weight; none', () => {
    const few = bands([1, 2, 3, 4], [5, 0, 5, Number.NaN], 10);
    expect(few.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(bands([1, 2, 3], [1, 100, 1], 10).flatMap((band) => [...band.shells])).toEqual([0, 1, 2]);
    expect(bands([5, 6], [1, 1], 2)).toEqual([]);
  });

  test('a band is pooled with its errors; a common factor comes out as it is', () => {
    const gaussians = new Gaussians(81);
    const [band] = bands([1, 2, 3], [4, 1, 9], 5, 1);
    const truth = [0.7, 1.3, 0.2];
    const error = [0.02, 0.05, 0.004];
    const values = Array.from({ length: 4000 }, () => {
      return pool(
        band,
        [4, 1, 9],
        truth.map((v, i) => 1.03 * v + error[i] * gaussians.next()),
        error,
        truth,
      );
    });
    const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
    const scatter = Math.sqrt(values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    expect(Math.abs(mean - 1.03)).toBeLessThan((4 * scatter) / Math.sqrt(values.length));
    expect(Math.abs(values[0].error / scatter - 1)).toBeLessThan(4 / Math.sqrt(2 * values.length));
  });
});

describe('equivalence', () => {
  test.each([
    { a: 4, b: 4, spread: [0.05, 0.05] },
    { a: 8, b: 3, spread: [0.1, 0.02] },
    { a: 60, b: 40, spread: [0.3, 0.4] },
    // b is known to 20 % only: a symmetric interval around the ratio would miss
    { a: 30, b: 30, spread: [0.2, 1] },
  ])('intervals from $a and $b replicas hold what they say', ({ a, b, spread }) => {
    const gaussians = new Gaussians(82, a);
    const runs = 4000;
    for (const [alpha, family] of [
      [0.05, 1],
      [0.1, 4],
    ]) {
      let [inside, wide] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const one = sample(1.07, spread[0], a, gaussians);
        const other = sample(0.9, spread[1], b, gaussians);
        const { interval, wide: outer } = equivalence(one, other, { tolerance: 0.1, alpha, family });
        const truth = 1.07 / 0.9 - 1;
        if (interval[0] < truth && truth < interval[1]) inside++;
        if (outer[0] < truth && truth < outer[1]) wide++;
      }
      // the effective degrees of freedom are an approximation: up to .015 too many inside where they are few
      expect(inside / runs).toBeGreaterThan(1 - alpha - slack(alpha, runs));
      expect(inside / runs).toBeLessThan(1 - alpha + slack(alpha, runs) + 0.015);
      expect(wide / runs).toBeGreaterThan(1 - alpha / family - slack(alpha / family, runs));
    }
  });

  test('agree, differ, inconclusive; nothing is known without errors', () => {
    const of = (value: number, error: number, tolerance = 0.02) =>
      equivalence(
        { value, error, freedom: 50 },
        { value: 2.5, error: 0, freedom: Number.POSITIVE_INFINITY },
        { tolerance, alpha: 0.05 },
      );
    const t = studentQuantile(0.05, 50);
    expect(of(2.5, 0.001).outcome).toBe('agree');
    expect(of(2.6, 0.01).outcome).toBe('differ');
    expect(of(2.4, 0.01).outcome).toBe('differ');
    expect(of(2.52, 0.02).outcome).toBe('inconclusive');
    // exactly known b: Δ ± t σ/b
    const { interval, difference, error } = of(2.52, 0.02);
    expect([difference, error]).toEqual([expect.closeTo(0.008, 13), expect.closeTo(0.008, 13)]);
    expect(interval).toEqual([expect.closeTo(0.008 - 0.008 * t, 12), expect.closeTo(0.008 + 0.008 * t, 12)]);
    expect(of(2.5, 0).outcome).toBe('agree');
    expect(of(2.5, Number.NaN).outcome).toBe('inconclusive');
    const vague = equivalence(
      { value: 1, error: 0.1, freedom: 9 },
      { value: 0.1, error: 0.2, freedom: 9 },
      { tolerance: 1, alpha: 0.05 },
    );
    expect([vague.outcome, ...vague.interval]).toEqual([
      'inconclusive',
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

test('looks: at T, 2T, 4T, … within the budget, all errors together within α', () => {
  expect(looks(30, 250, 0.05)).toEqual([
    { number: 1, length: 30, alpha: 0.025 },
    { number: 2, length: 60, alpha: 0.0125 },
    { number: 3, length: 120, alpha: 0.00625 },
    { number: 4, length: 240, alpha: 0.003125 },
  ]);
  expect(looks(30, 10, 0.05)).toEqual([{ number: 1, length: 30, alpha: 0.025 }]);
  expect(() => looks(0, 10, 0.05)).toThrow(RangeError);
});

/** A whole comparison: bands whose replicas are added at every look, until the verdict is reached. */
function compare(
  shifts: readonly number[],
  { tolerance, alpha, spread }: { tolerance: number; alpha: number; spread: number },
  gaussians: Gaussians,
) {
  const sides = shifts.map(() => [[], []] as [number[], number[]]);
  for (const look of looks(6, 48, alpha)) {
    const results = shifts.map((shift, b): BandResult => {
      const [one, other] = [1 + shift, 1].map((mean, side) => {
        const x = sides[b][side];
        while (x.length < look.length) x.push(mean * (1 + spread * gaussians.next()));
        const value = x.reduce((sum, v) => sum + v, 0) / x.length;
        const squares = x.reduce((sum, v) => sum + (v - value) ** 2, 0);
        return { value, error: Math.sqrt(squares / (x.length - 1) / x.length), freedom: x.length - 1 };
      });
      const family = shifts.length;
      return { from: b, to: b + 1, result: equivalence(one, other, { tolerance, alpha: look.alpha, family }) };
    });
    const outcome = verdict(results, { independent: look.length, covariance: null }).outcome;
    if (outcome !== 'inconclusive') return outcome;
  }
  return 'inconclusive';
}

describe('the sequential rule, looks at 6, 12, 24 and 48 replicas', () => {
  const alpha = 0.05;
  const runs = 2000;
  const rate = (
    outcome: string,
    shifts: readonly number[],
    tolerance: number,
    spread: number,
    stream: number,
    times = runs,
  ): number => {
    const gaussians = new Gaussians(83, stream);
    let count = 0;
    for (let run = 0; run < times; run++) {
      if (compare(shifts, { tolerance, alpha, spread }, gaussians) === outcome) count++;
    }
    return count / times;
  };
  const eight = (shift: number): readonly number[] => new Array<number>(8).fill(shift);

  test('equal curves, no tolerance: any difference is false, in at most α of the comparisons', () => {
    const found = rate('differ', eight(0), 0, 0.05, 1);
    expect(found).toBeLessThan(alpha + slack(alpha, runs));
    // and the rule is no wall: it spends a good part of α (four looks hold 15/16 of it, Welch's intervals are wide)
    expect(found).toBeGreaterThan(alpha / 3);
  });

  test('curves that differ by the tolerance: the worst case of differ, at most α/2', () => {
    expect(rate('differ', eight(0.02), 0.02, 0.03, 2, 1000)).toBeLessThan(alpha / 2 + slack(alpha / 2, 1000));
  });

  test('one band at the tolerance, the rest equal: the worst case of agree, at most α/2', () => {
    const found = rate('agree', [0.02, 0, 0, 0], 0.02, 0.01, 3);
    expect(found).toBeLessThan(alpha / 2 + slack(alpha / 2, runs));
    expect(found).toBeGreaterThan(alpha / 8);
  });

  test('a shift of 1 % in one of eight bands is found; without it the same data agree', () => {
    // 48 replicas of 0.5 %: σ_Δ = 0.1 %; beyond the tolerance of 0.4 % by 6 of them, t of α/16/8 is 3.7
    const shifted = [...eight(0).slice(1), 0.01];
    // 2.3 remain: 98.9 %
    expect(rate('differ', shifted, 0.004, 0.005, 4, 400)).toBeGreaterThan(0.989 - slack(0.989, 400));
    // of 0.3 %: σ_Δ = 0.06 %; half of the interval is 3.1 of them, 3.5 are left on either side
    expect(rate('agree', eight(0), 0.004, 0.003, 5, 400)).toBeGreaterThan(0.98);
  });
});

describe('verdict', () => {
  const band = (from: number, value: number, error: number, tolerance = 0.02): BandResult => ({
    from,
    to: from + 0.5,
    result: equivalence(
      { value, error, freedom: 40 },
      { value: 1, error: 0, freedom: 1 },
      { tolerance, alpha: 0.05, family: 3 },
    ),
  });
  const evidence = { independent: 100, covariance: null };

  test('says where and by how much', () => {
    const agree = verdict([band(1, 1.001, 0.001), band(1.5, 0.996, 0.003)], evidence);
    expect([agree.outcome, agree.words]).toEqual([
      'agree',
      'agree within 2 %; least certain −0.4 % ± 0.3 % at k = 1.5 … 2',
    ]);
    expect(agree.z).toEqual([expect.closeTo(1, 9), expect.closeTo(-4 / 3, 9)]);
    expect(agree.chi2?.value).toBeCloseTo(1 + 16 / 9, 9);
    const differ = verdict([band(1, 1.001, 0.001), band(1.5, 0.95, 0.004), band(2, 1.01, 0.009)], evidence);
    expect([differ.outcome, differ.words]).toEqual([
      'differ',
      'differ by more than 2 % in 1 of 3 bands, most −5 % ± 0.4 % at k = 1.5 … 2',
    ]);
    expect([differ.worst?.band, differ.worst?.z]).toEqual([1, expect.closeTo(-12.5, 9)]);
    const open = verdict([band(1, 1.001, 0.001), band(1.5, 1.005, 0.01)], evidence);
    expect(open.outcome).toBe('inconclusive');
    // the interval is ±2.02 %, and 1.5 % would do
    expect(open.words).toBe(
      'inconclusive: whether it is within 2 % is open in 1 of 2 bands, most +0.5 % ± 1 % at k = 1.5 … 2; run about 2 times as long',
    );
    expect(verdict([], evidence).outcome).toBe('inconclusive');
  });

  test('χ² needs five blocks a band', () => {
    const three = [band(1, 1.001, 0.001), band(1.5, 1, 0.01), band(2, 1, 0.01)];
    expect(verdict(three, { independent: 14, covariance: null }).chi2).toBeNull();
    expect(verdict(three, { independent: 15, covariance: null }).chi2).not.toBeNull();
  });

  test('equal bands: p of χ² and of the worst band are as frequent as they say', () => {
    const gaussians = new Gaussians(84);
    const [B, R, runs] = [4, 24, 4000];
    let [small, worst] = [0, 0];
    for (let run = 0; run < runs; run++) {
      // replicas of correlated bands
      const rows = Array.from({ length: R }, () => {
        const common = 0.01 * gaussians.next();
        return Array.from({ length: B }, (_, b) => 1 + common * (b % 2) + 0.01 * (1 + b) * gaussians.next());
      });
      const mean = Array.from({ length: B }, (_, b) => rows.reduce((sum, row) => sum + row[b], 0) / R);
      const covariance = mean.map((mb, b) =>
        Float64Array.from(
          mean,
          (mc, c) => rows.reduce((sum, row) => sum + (row[b] - mb) * (row[c] - mc), 0) / (R - 1) / R,
        ),
      );
      const results = mean.map((value, b): BandResult => {
        const error = Math.sqrt(covariance[b][b]);
        const exact = { value: 1, error: 0, freedom: Number.POSITIVE_INFINITY };
        const options = { tolerance: 0.1, alpha: 0.05, family: B };
        return { from: b, to: b, result: equivalence({ value, error, freedom: R - 1 }, exact, options) };
      });
      const found = verdict(results, { independent: R, covariance });
      if ((found.chi2?.p ?? 1) < 0.1) small++;
      if ((found.worst?.p ?? 1) < 0.1) worst++;
    }
    expect(Math.abs(small / runs - 0.1)).toBeLessThan(slack(0.1, runs));
    // Bonferroni: at most, and not much less for four bands that hardly correlate
    expect(worst / runs).toBeLessThan(0.1 + slack(0.1, runs));
    expect(worst / runs).toBeGreaterThan(0.075);
  });

  test('Cholesky solves, and refuses what is singular', () => {
    const C = [Float64Array.of(2, 0.4, -0.1), Float64Array.of(0.4, 1.1, 0.3), Float64Array.of(-0.1, 0.3, 0.7)];
    const x = [0.3, -2, 1.7];
    const b = Float64Array.from(C, (row) => row.reduce((sum, value, i) => sum + value * x[i], 0));
    const factor = new Cholesky(C);
    factor.solve(b).forEach((value, i) => {
      expect(Math.abs(value - x[i])).toBeLessThan(1e-14);
    });
    const form = x.reduce((sum, value, i) => sum + value * b[i], 0);
    expect(Math.abs(factor.quadratic(Array.from(b, (value, i) => [i, value] as const)) - form)).toBeLessThan(1e-13);
    expect(() => new Cholesky([Float64Array.of(1, 1), Float64Array.of(1, 1)])).toThrow(/not positive/);
  });
});
