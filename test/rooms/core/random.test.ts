import { describe, expect, test } from 'vitest';
import { Gaussians } from '../../../src/core/random.ts';

/** A single check of many fails by chance with probability 7e-6. */
const SIGMAS = 4.5;

describe('the normal distribution, on 2·10⁷ draws', () => {
  const draws = 2e7;
  const thresholds = [1, 2, 3, 3.442619855899, 4, 4.5, 5];
  const bins = 200;
  const edges = Float64Array.from({ length: bins - 1 }, (_, i) => quantile((i + 1) / bins));
  const powers = new Float64Array(9);
  const above = new Float64Array(thresholds.length);
  const below = new Float64Array(thresholds.length);
  const counts = new Float64Array(bins);
  const lags = [1, 2, 3, 4];
  const products = new Float64Array(lags.length);
  const squareProducts = new Float64Array(lags.length);
  let positive = 0;

  test('draws', () => {
    const gaussians = new Gaussians(20240607, 3);
    const chunk = new Float64Array(20000);
    for (let done = 0; done < draws; done += chunk.length) {
      gaussians.fill(chunk);
      for (let j = 0; j < chunk.length; j++) {
        const x = chunk[j];
        let power = 1;
        for (let p = 1; p <= 8; p++) {
          power *= x;
          powers[p] += power;
        }
        if (x > 0) positive++;
        if (Math.abs(x) > 1) {
          const side = x > 0 ? above : below;
          for (let t = 0; t < thresholds.length && Math.abs(x) > thresholds[t]; t++) side[t]++;
        }
        let low = 0;
        let high = bins - 1;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (x < edges[middle]) high = middle;
          else low = middle + 1;
        }
        counts[low]++;
      }
      for (let l = 0; l < lags.length; l++) {
        let sum = 0;
        let squares = 0;
        for (let j = lags[l]; j < chunk.length; j++) {
          const [x, y] = [chunk[j], chunk[j - lags[l]]];
          sum += x * y;
          squares += (x * x - 1) * (y * y - 1);
        }
        products[l] += sum;
        squareProducts[l] += squares;
      }
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('moment %i', (p) => {
    const error = Math.sqrt((normalMoment(2 * p) - normalMoment(p) * normalMoment(p)) / draws);
    expect(Math.abs(powers[p] / draws - normalMoment(p)) / error).toBeLessThan(SIGMAS);
  });

  test.each(thresholds.map((t, i) => ({ t, i })))('beyond $t σ, on both sides', ({ t, i }) => {
    const tail = upperTail(t);
    const error = Math.sqrt(draws * tail * (1 - tail));
    expect(Math.abs(above[i] - draws * tail) / error).toBeLessThan(SIGMAS);
    expect(Math.abs(below[i] - draws * tail) / error).toBeLessThan(SIGMAS);
    expect(Math.abs(above[i] - below[i]) / Math.sqrt(2 * draws * tail)).toBeLessThan(SIGMAS);
  });

  test('as many positive as negative', () => {
    expect(Math.abs(positive - draws / 2) / Math.sqrt(draws / 4)).toBeLessThan(SIGMAS);
  });

  test('χ² over 200 equally probable bins', () => {
    const expected = draws / bins;
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) * (count - expected), 0) / expected;
    expect(Math.abs(wilsonHilferty(chi2, bins - 1)), `χ² = ${chi2}`).toBeLessThan(SIGMAS);
  });

  test('neighbours are uncorrelated, and so are their squares', () => {
    // var(xy) = 1, var((x² − 1)(y² − 1)) = 4
    for (let l = 0; l < lags.length; l++) {
      expect(Math.abs(products[l]) / Math.sqrt(draws), `lag ${lags[l]}`).toBeLessThan(SIGMAS);
      expect(Math.abs(squareProducts[l]) / Math.sqrt(4 * draws), `lag ${lags[l]}`).toBeLessThan(SIGMAS);
    }
  });
});

describe('independence', () => {
  const families = [
    { what: 'neighbouring seeds', make: (i: number) => new Gaussians(i) },
    { what: 'neighbouring streams', make: (i: number) => new Gaussians(77, i) },
    { what: 'seeds 2³² apart', make: (i: number) => new Gaussians(5 + i * 4294967296) },
    { what: 'the same stream of neighbouring seeds', make: (i: number) => new Gaussians(i, 2) },
  ];
  test.each(families)('$what', ({ make }) => {
    const length = 2000;
    const members = 64;
    const all = Array.from({ length: members }, (_, i) => {
      const out = new Float64Array(length);
      make(i).fill(out);
      return out;
    });
    // every pair, and neighbours shifted by one as well: a stream must not be the other one delayed
    const scores: number[] = [];
    for (let i = 0; i < members; i++) {
      for (let j = 0; j < i; j++) scores.push(correlation(all[i], all[j]));
      if (i > 0) scores.push(correlation(all[i].subarray(1), all[i - 1]), correlation(all[i - 1].subarray(1), all[i]));
    }
    const bonferroni = -quantile(0.5e-3 / scores.length);
    expect(bonferroni).toBeGreaterThan(4.9);
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(bonferroni);
    // and the scores themselves scatter as they should
    const square = scores.reduce((sum, z) => sum + z * z, 0) / scores.length;
    expect(Math.abs(square - 1)).toBeLessThan(SIGMAS * Math.sqrt(2 / scores.length));
  });

  test('the first numbers of 10⁵ consecutive seeds are standard normal', () => {
    const count = 1e5;
    const first = Float64Array.from({ length: count }, (_, seed) => new Gaussians(seed).next());
    const mean = first.reduce((sum, x) => sum + x, 0) / count;
    const square = first.reduce((sum, x) => sum + x * x, 0) / count;
    expect(Math.abs(mean) * Math.sqrt(count)).toBeLessThan(SIGMAS);
    expect(Math.abs(square - 1) * Math.sqrt(count / 2)).toBeLessThan(SIGMAS);
    for (const lag of [1, 2, 64]) expect(Math.abs(correlation(first.subarray(lag), first))).toBeLessThan(SIGMAS);
    const bins = new Float64Array(100);
    for (const x of first) bins[Math.min(99, Math.floor(100 * (1 - upperTail(x))))]++;
    const chi2 = bins.reduce((sum, n) => sum + (n - count / 100) * (n - count / 100), 0) / (count / 100);
    expect(Math.abs(wilsonHilferty(chi2, 99))).toBeLessThan(SIGMAS);
  });
});

describe('seeds', () => {
  const take = (g: Gaussians, n: number) => Array.from({ length: n }, () => g.next());

  test('the same seed and stream give the same numbers, others give others', () => {
    expect(take(new Gaussians(42, 3), 50)).toEqual(take(new Gaussians(42, 3), 50));
    const starts = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [2 ** 32, 0],
      [2 ** 32 + 1, 0],
      [2 ** 33, 0],
      [2 ** 53 - 1, 0],
      [2 ** 32 - 1, 0],
    ].map(([seed, stream]) => take(new Gaussians(seed, stream), 2).join());
    expect(new Set(starts).size).toBe(starts.length);
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -0.5])('%d is no seed and no stream', (value) => {
    expect(() => new Gaussians(value)).toThrow(RangeError);
    expect(() => new Gaussians(value)).toThrow(`seed must be an integer ≥ 0, got ${value}`);
    expect(() => new Gaussians(1, value)).toThrow(`stream must be an integer ≥ 0, got ${value}`);
  });

  test('a stream is the same whatever streams were made before it', () => {
    const first = (seed: number, stream: number): readonly number[] => {
      const gaussians = new Gaussians(seed, stream);
      return [gaussians.bits(), gaussians.bits(), gaussians.bits()];
    };
    const alone = [0, 1, 2, 5].map((stream) => [new Gaussians(1, 9), first(77, stream)][1]);
    expect([0, 1, 2, 5].map((stream) => first(77, stream))).toEqual(alone);
    expect([5, 2, 1, 0].map((stream) => first(77, stream))).toEqual(alone.toReversed());
    expect(new Set(alone.map(String)).size).toBe(4);
  });

  test('save and load continue exactly, through JSON, in another instance', () => {
    const original = new Gaussians(9, 1);
    take(original, 12345);
    original.uniform();
    const saved = JSON.stringify(original.save());
    const ahead = take(original, 1000);
    const other = new Gaussians(1);
    other.load(JSON.parse(saved));
    expect(take(other, 1000)).toEqual(ahead);
    original.load(JSON.parse(saved));
    expect(take(original, 1000)).toEqual(ahead);
    // what was saved does not move on with the generator
    const state = original.save();
    const kept = JSON.stringify(state);
    take(original, 10);
    expect(JSON.stringify(state)).toBe(kept);
  });

  test('fill is next, scaled', () => {
    const out = new Float64Array(500);
    new Gaussians(4).fill(out, 0.7);
    expect([...out]).toEqual(take(new Gaussians(4), 500).map((x) => 0.7 * x));
  });
});

describe('uniform', () => {
  test('lies inside (0, 1); mean 1/2, variance 1/12; bits are 32 fair ones', () => {
    const gaussians = new Gaussians(31);
    const n = 1e6;
    let sum = 0;
    let squares = 0;
    const ones = new Float64Array(32);
    for (let i = 0; i < n; i++) {
      const u = gaussians.uniform();
      if (!(u > 0 && u < 1)) throw new RangeError(`uniform number ${u}`);
      sum += u;
      squares += (u - 0.5) * (u - 0.5);
      const bits = gaussians.bits();
      for (let b = 0; b < 32; b++) ones[b] += (bits >>> b) & 1;
    }
    expect(Math.abs(sum / n - 0.5) * Math.sqrt(12 * n)).toBeLessThan(SIGMAS);
    // var((u − ½)²) = 1/180
    expect(Math.abs(squares / n - 1 / 12) * Math.sqrt(180 * n)).toBeLessThan(SIGMAS);
    for (const count of ones) expect(Math.abs(count - n / 2) / Math.sqrt(n / 4)).toBeLessThan(SIGMAS);
  });
});

describe('poisson', () => {
  test.each([
    { mean: 0.3, n: 400000 },
    { mean: 5, n: 200000 },
    { mean: 30, n: 50000 },
    { mean: 80, n: 50000 },
  ])('of mean $mean: mean, variance and probabilities', ({ mean, n }) => {
    const gaussians = new Gaussians(8, 2);
    const counts = new Map<number, number>();
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const x = gaussians.poisson(mean);
      if (!(Number.isInteger(x) && x >= 0)) throw new RangeError(`Poisson number ${x}`);
      sum += x;
      squares += (x - mean) * (x - mean);
      counts.set(x, (counts.get(x) ?? 0) + 1);
    }
    expect(Math.abs(sum / n - mean) / Math.sqrt(mean / n)).toBeLessThan(SIGMAS);
    // fourth central moment λ + 3λ²
    expect(Math.abs(squares / n - mean) / Math.sqrt((mean + 2 * mean * mean) / n)).toBeLessThan(SIGMAS);
    let chi2 = 0;
    let cells = 0;
    let rest = n;
    let restSeen = n;
    for (let x = 0, p = Math.exp(-mean); x <= mean || n * p > 10; x++, p *= mean / x) {
      if (n * p < 10) continue;
      const seen = counts.get(x) ?? 0;
      chi2 += ((seen - n * p) * (seen - n * p)) / (n * p);
      cells++;
      rest -= n * p;
      restSeen -= seen;
    }
    if (rest > 1) chi2 += ((restSeen - rest) * (restSeen - rest)) / rest;
    else cells--;
    expect(Math.abs(wilsonHilferty(chi2, cells)), `χ² = ${chi2} of ${cells}`).toBeLessThan(SIGMAS);
  });

  test('of mean 0 is 0; other means are refused', () => {
    expect(new Gaussians(1).poisson(0)).toBe(0);
    for (const mean of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => new Gaussians(1).poisson(mean)).toThrow(RangeError);
    }
  });
});

/** Golden: guards against change, not against error. A change here changes every seeded result of every user. */
test('golden: the first numbers of seed 1', () => {
  const take = (stream: number) => {
    const gaussians = new Gaussians(1, stream);
    return Array.from({ length: 5 }, () => gaussians.next());
  };
  expect(take(0)).toEqual([
    -0.8413156253315166, 1.1760888814272692, -1.0002265611883627, 2.8143381001048833, 0.47987410199184827,
  ]);
  expect(take(1)).toEqual([
    -0.8235302892138051, 0.5393662972459928, 1.0607508456010708, -0.42183671801957573, 1.0535197620498007,
  ]);
});

test('the reference functions of this file', () => {
  expect(upperTail(1)).toBeCloseTo(0.15865525393145705, 15);
  expect(upperTail(-1)).toBeCloseTo(0.8413447460685429, 15);
  expect(upperTail(3) / 1.349898031630095e-3).toBeCloseTo(1, 12);
  expect(upperTail(5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
  for (const p of [1e-7, 0.005, 0.3, 0.5, 0.995]) expect((1 - upperTail(quantile(p))) / p).toBeCloseTo(1, 8);
  expect(quantile(0.975)).toBeCloseTo(1.959963984540054, 13);
  expect([1, 2, 3, 4, 8, 16].map(normalMoment)).toEqual([0, 1, 0, 3, 105, 2027025]);
});

/** Σxy/√n of standard normal numbers: itself standard normal for independent ones. */
function correlation(a: Float64Array, b: Float64Array): number {
  const n = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i] * b[i];
  return sum / Math.sqrt(n);
}

/** ⟨x^p⟩ = (p − 1)!! for even p. */
function normalMoment(p: number): number {
  return p % 2 === 1 ? 0 : p <= 0 ? 1 : (p - 1) * normalMoment(p - 2);
}

/** Q(x) = 1 − Φ(x): Laplace's continued fraction beyond 3, Marsaglia's series Φ = ½ + φ Σ x^{2n+1}/(2n+1)!! inside. */
function upperTail(x: number): number {
  if (x < 0) return 1 - upperTail(-x);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (x > 3) {
    let fraction = x;
    for (let n = 120; n >= 1; n--) fraction = x + n / fraction;
    return density / fraction;
  }
  let term = x;
  let sum = x;
  for (let n = 1; term > 1e-18 * sum; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return 0.5 - density * sum;
}

/** Φ⁻¹(p) by bisection. */
function quantile(p: number): number {
  if (p > 0.5) return -quantile(1 - p);
  let [low, high] = [-40, 0];
  for (let pass = 0; pass < 200; pass++) {
    const middle = 0.5 * (low + high);
    if (upperTail(-middle) < p) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** χ² of ν degrees of freedom as a nearly standard normal number (Wilson & Hilferty 1931). */
function wilsonHilferty(chi2: number, nu: number): number {
  const c = 2 / (9 * nu);
  return (Math.cbrt(chi2 / nu) - (1 - c)) / Math.sqrt(c);
}
