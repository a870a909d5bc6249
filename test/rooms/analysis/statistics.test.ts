import { describe, expect, test } from 'vitest';
import { type BlockedMean, BlockSeries, GroupedJackknife, ReplicaAverage } from '../../../src/analysis/statistics.ts';
import { Gaussians } from '../../../src/core/random.ts';

/** x ← φx + √(1 − φ²) ξ: unit variance, inefficiency g = (1 + φ)/(1 − φ), τ = −1/ln φ. */
function autoregressive(phi: number, gaussians: Gaussians): () => number {
  const kick = Math.sqrt(1 - phi * phi);
  let x = gaussians.next();
  return () => {
    const out = x;
    x = phi * x + kick * gaussians.next();
    return out;
  };
}

/** Standard error of the mean of n samples of it, exactly. */
function exactError(phi: number, n: number): number {
  const g = (1 + phi) / (1 - phi);
  return Math.sqrt((g - (2 * phi * (1 - phi ** n)) / (n * (1 - phi) * (1 - phi))) / n);
}

describe('BlockSeries of an autoregressive series', () => {
  const runs = 1000;
  const cases = [
    { phi: 0, n: 4096, capacity: 128 },
    { phi: 0.5, n: 3000, capacity: 64 },
    { phi: 0.9, n: 4096, capacity: 128 },
    { phi: 0.9, n: 2000, capacity: 64 },
    { phi: 0.97, n: 10000, capacity: 128 },
    { phi: 0.97, n: 10000, capacity: 32 },
  ];

  test.each(cases)('φ = $phi, n = $n, $capacity blocks: error, inefficiency and coverage', ({ phi, n, capacity }) => {
    const g = (1 + phi) / (1 - phi);
    const exact = exactError(phi, n);
    const gaussians = new Gaussians(17, capacity);
    let [errors, inefficiencies, reliable] = [0, 0, 0];
    const quantiles = [1, 1.959964];
    const covered = [0, 0];
    const value = new Float64Array(1);
    for (let run = 0; run < runs; run++) {
      const series = new BlockSeries(1, capacity);
      const next = autoregressive(phi, gaussians);
      for (let i = 0; i < n; i++) {
        value[0] = next();
        series.add(value);
      }
      const result = series.evaluate(0);
      errors += result.error / runs;
      inefficiencies += result.inefficiency / runs;
      if (result.reliable) reliable++;
      quantiles.forEach((q, i) => {
        if (Math.abs(result.mean) < q * result.error) covered[i]++;
      });
    }
    expect(Math.abs(errors / exact - 1), `error ${errors}, exact ${exact}`).toBeLessThan(0.15);
    expect(Math.abs(inefficiencies / g - 1), `inefficiency ${inefficiencies}`).toBeLessThan(0.15);
    expect(reliable / runs).toBeGreaterThan(0.7);

    // Intervals of ±q errors: Student's t of the blocks that the criterion takes at the true g (few blocks broaden it),
    // and the variance between blocks of length B, too small by 2φ/(B(1 − φ²)) for what neighbours share.
    const { blocks, width } = chosenBlocks(n, capacity, g);
    const shrink = Math.sqrt(1 - (2 * phi) / (width * (1 - phi * phi)));
    quantiles.forEach((q, i) => {
      const expected = studentCoverage(q * shrink, blocks - 1);
      const nominal = [0.6827, 0.95][i];
      expect(expected, 'the intervals are near what they say').toBeGreaterThan(nominal - 0.05);
      const slack = 4 * Math.sqrt((expected * (1 - expected)) / runs);
      expect(Math.abs(covered[i] / runs - expected), `${covered[i]} of ${runs} inside ${q} errors`).toBeLessThan(slack);
    });
  });

  test('a series that is too short for its correlation time says so', () => {
    const gaussians = new Gaussians(18);
    let reliable = 0;
    for (let run = 0; run < 300; run++) {
      const series = new BlockSeries(1);
      const next = autoregressive(0.97, gaussians);
      for (let i = 0; i < 250; i++) series.add(Float64Array.of(next()));
      if (series.evaluate(0).reliable) reliable++;
    }
    expect(reliable).toBeLessThan(0.05 * 300);
  });
});

describe('BlockSeries', () => {
  test('mean and variance are exact far from zero', () => {
    const series = new BlockSeries(2, 16);
    const n = 12345;
    const offset = 2 ** 30;
    let exact = 0n;
    let squares = 0n;
    for (let i = 0; i < n; i++) {
      const part = (i * 7919) % 2048;
      exact += BigInt(part);
      squares += BigInt(part * part);
      series.add(Float64Array.of(offset + part / 1024, 3.7 - part / 1024));
    }
    const mean = Number(exact) / n / 1024;
    const variance = Number(BigInt(n) * squares - exact * exact) / n / (n - 1) / 1024 / 1024;
    const [first, second] = series.means();
    // one rounding of a number near 2³⁰
    expect(Math.abs(first - offset - mean)).toBeLessThanOrEqual(2 ** -22);
    expect(Math.abs(second - 3.7 + mean)).toBeLessThan(1e-13);
    expect(series.evaluate(0).mean).toBe(first);
    expect(Math.abs(series.variance(0) / variance - 1)).toBeLessThan(1e-12);
    expect(Math.abs(series.variance(1) / variance - 1)).toBeLessThan(1e-12);
  });

  test('memory stays bounded; between capacity/2 and capacity blocks remain, of equal length', () => {
    for (const capacity of [16, 128]) {
      const series = new BlockSeries(3, capacity);
      const values: number[] = [];
      for (let i = 0; i < 5000; i++) {
        const x = 2.3 + Math.sin(0.37 * i * i);
        values.push(x);
        series.add(Float64Array.of(x, 2 * x, 0));
        const blocks = series.blockMeans(0);
        expect(series.samples).toBe(i + 1);
        expect(blocks.length).toBeLessThan(capacity);
        if (i >= capacity) expect(blocks.length).toBeGreaterThanOrEqual(capacity / 2);
      }
      const { sums } = series.save();
      expect(sums).toHaveLength(3 * capacity);
      const blocks = series.blockMeans(0);
      const width = 2 ** Math.floor(Math.log2(5000 / blocks.length));
      blocks.forEach((mean, b) => {
        const direct = values.slice(b * width, (b + 1) * width).reduce((sum, x) => sum + x, 0) / width;
        expect(Math.abs(mean - direct)).toBeLessThan(1e-13);
      });
      series.blockMeans(1).forEach((mean, b) => {
        expect(Math.abs(mean - 2 * blocks[b])).toBeLessThan(1e-14);
      });
    }
  });

  test('8 to 15 samples are their own blocks: the error is s/√n, exactly', () => {
    const gaussians = new Gaussians(4);
    for (let n = 8; n < 16; n++) {
      const x = Array.from({ length: n }, () => 5 + gaussians.next());
      const series = new BlockSeries(1);
      for (const value of x) series.add(Float64Array.of(value));
      const mean = x.reduce((sum, v) => sum + v, 0) / n;
      const variance = x.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (n - 1);
      const result = series.evaluate(0);
      expect(result.mean).toBeCloseTo(mean, 13);
      expect(result.error / Math.sqrt(variance / n)).toBeCloseTo(1, 12);
      expect(result.inefficiency).toBeCloseTo(1, 12);
    }
  });

  test('components do not see each other', () => {
    const gaussians = new Gaussians(5);
    const together = new BlockSeries(3, 32);
    const alone = [0, 1, 2].map(() => new BlockSeries(1, 32));
    const sources = [0, 0.8, 0.95].map((phi) => autoregressive(phi, gaussians));
    for (let i = 0; i < 1777; i++) {
      const row = sources.map((next, c) => 10 ** (3 * c) * next());
      together.add(Float64Array.from(row));
      alone.forEach((series, c) => {
        series.add(Float64Array.of(row[c]));
      });
    }
    alone.forEach((series, c) => {
      expect(together.evaluate(c)).toEqual(series.evaluate(0));
    });
  });

  test('a scaled and shifted series has the scaled error', () => {
    const [one, other] = [new BlockSeries(1), new BlockSeries(1)];
    const next = autoregressive(0.7, new Gaussians(6));
    for (let i = 0; i < 3000; i++) {
      const x = next();
      one.add(Float64Array.of(x));
      other.add(Float64Array.of(40 - 8 * x));
    }
    const [a, b] = [one.evaluate(0), other.evaluate(0)];
    expect(b.mean).toBeCloseTo(40 - 8 * a.mean, 12);
    expect(b.error / a.error).toBeCloseTo(8, 10);
    expect(b.inefficiency).toBeCloseTo(a.inefficiency, 9);
  });

  test('save and restore continue exactly, at any moment', () => {
    for (const moment of [0, 1, 7, 128, 1000]) {
      const gaussians = new Gaussians(7);
      const [original, length] = [new BlockSeries(2, 16), 1500];
      const rows = Array.from({ length }, () => Float64Array.of(gaussians.next(), 5 + gaussians.next()));
      for (const row of rows.slice(0, moment)) original.add(row);
      const copy = BlockSeries.restore(structuredClone(original.save()));
      expect(copy.samples).toBe(moment);
      for (const row of rows.slice(moment)) {
        original.add(row);
        copy.add(row);
      }
      expect(copy.save()).toEqual(original.save());
      expect(copy.evaluate(1)).toEqual(original.evaluate(1));
    }
  });

  test('what was saved does not change any more', () => {
    const series = new BlockSeries(1);
    for (let i = 0; i < 50; i++) series.add(Float64Array.of(i));
    const saved = series.save();
    const kept = structuredClone(saved);
    for (let i = 0; i < 500; i++) series.add(Float64Array.of(-i));
    expect(saved).toEqual(kept);
  });

  test('constants have no error, whatever their value', () => {
    for (const constant of [0, 0.1, -1e300, 1 / 3]) {
      const series = new BlockSeries(1, 16);
      for (let i = 0; i < 1000; i++) series.add(Float64Array.of(constant));
      expect(series.evaluate(0)).toEqual({ mean: constant, error: 0, inefficiency: 1, reliable: true });
    }
  });

  test('fewer than four samples have no error; fewer than eight are not reliable', () => {
    const series = new BlockSeries(1);
    expect(series.evaluate(0).mean).toBeNaN();
    [3, 1, 2].forEach((x, i) => {
      series.add(Float64Array.of(x));
      const { mean, error, inefficiency, reliable } = series.evaluate(0);
      expect(mean).toBeCloseTo([3, 2, 2][i], 14);
      expect([error, inefficiency]).toEqual([Number.NaN, Number.NaN]);
      expect(reliable).toBe(false);
    });
    for (const x of [5, 4, -1, 0]) {
      series.add(Float64Array.of(x));
      expect(series.evaluate(0).error).toBeGreaterThan(0);
      expect(series.evaluate(0).reliable).toBe(false);
    }
  });
});

describe('ReplicaAverage', () => {
  const replica = (gaussians: Gaussians): BlockedMean => ({
    mean: 3 + gaussians.next(),
    error: 0.5 + gaussians.uniform(),
    inefficiency: 1 + gaussians.uniform(),
    reliable: true,
  });

  test.each([1, 2, 7, 8, 20])('%i replicas', (count) => {
    const gaussians = new Gaussians(8);
    const rows = Array.from({ length: count }, () => [replica(gaussians), replica(gaussians)]);
    const average = new ReplicaAverage(2);
    for (const row of rows) average.add((i) => row[i]);
    const result = average.result();
    expect(result.replicas).toBe(count);
    for (const i of [0, 1]) {
      const mean = rows.reduce((sum, row) => sum + row[i].mean, 0) / count;
      const blocked = Math.sqrt(rows.reduce((sum, row) => sum + row[i].error * row[i].error, 0)) / count;
      const scatter = rows.reduce((sum, row) => sum + (row[i].mean - mean) * (row[i].mean - mean), 0);
      expect(result.mean[i]).toBeCloseTo(mean, 13);
      expect(result.blocked[i]).toBeCloseTo(blocked, 13);
      expect(result.inefficiency[i]).toBeCloseTo(rows.reduce((sum, row) => sum + row[i].inefficiency, 0) / count, 13);
      if (count === 1) expect(result.across[i]).toBeNaN();
      else expect(result.across[i]).toBeCloseTo(Math.sqrt(scatter / (count - 1) / count), 13);
    }
    // the printed error: across replicas from 8 on
    expect(result.error).toEqual(count >= 8 ? result.across : result.blocked);
  });

  test('means far from zero keep their scatter', () => {
    const average = new ReplicaAverage(1);
    for (let r = 0; r < 10; r++) {
      average.add(() => ({ mean: 2 ** 30 + r / 1024, error: 1, inefficiency: 1, reliable: true }));
    }
    // variance of 0 … 9 is 55/6
    expect(average.result().across[0] / (Math.sqrt(55 / 6 / 10) / 1024)).toBeCloseTo(1, 6);
  });
});

const identity = (means: Float64Array, out: Float64Array): void => out.set(means);
const square = (means: Float64Array, out: Float64Array): void => {
  out[0] = means[0] * means[0];
};

/** Value and squared error of a statistic that is a quadratic form of the data, for the data `x`. */
function jackknifeOf(x: readonly number[], groups: number, statistic: typeof identity): [number, number] {
  const jackknife = new GroupedJackknife(1, groups);
  for (const value of x) jackknife.add(Float64Array.of(value));
  expect(jackknife.count).toBe(x.length);
  const { value, error } = jackknife.evaluate(1, statistic);
  return [value[0], error[0] * error[0]];
}

describe('GroupedJackknife', () => {
  const sizes = [
    { replicas: 2, groups: 64 },
    { replicas: 3, groups: 2 },
    { replicas: 10, groups: 4 },
    { replicas: 64, groups: 64 },
    { replicas: 65, groups: 64 },
    { replicas: 100, groups: 64 },
    { replicas: 130, groups: 8 },
  ];

  test('of the mean is the mean and its standard error', () => {
    const gaussians = new Gaussians(9);
    const x = Array.from({ length: 23 }, () => 5 + gaussians.next());
    const mean = x.reduce((sum, v) => sum + v, 0) / 23;
    const variance = x.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / 22 / 23;
    const [value, squared] = jackknifeOf(x, 64, identity);
    expect(value).toBeCloseTo(mean, 13);
    expect(squared / variance).toBeCloseTo(1, 11);
  });

  // The squared error is a quadratic form Σ A_ij x_i x_j that no shift changes: its expectation is σ² tr A, and
  // tr A = Σ_i error²(e_i). So unbiasedness is an exact statement, without sampling.
  test.each(sizes)('of the mean, $replicas replicas in $groups groups: error² = σ²/R in expectation', ({
    replicas,
    groups,
  }) => {
    let trace = 0;
    for (let i = 0; i < replicas; i++) {
      const unit = new Array<number>(replicas).fill(0);
      unit[i] = 1;
      const [value, squared] = jackknifeOf(unit, groups, identity);
      expect(value).toBeCloseTo(1 / replicas, 13);
      trace += squared;
    }
    expect(trace * replicas).toBeCloseTo(1, 11);
    expect(jackknifeOf(new Array<number>(replicas).fill(7.3), groups, identity)[1]).toBeLessThan(1e-24);
  });

  // Likewise the estimate of μ² is Σ B_ij x_i x_j: unbiased if tr B = 0 and Σ B_ij = 1.
  test.each(sizes)('of mean², $replicas replicas in $groups groups: ⟨estimate⟩ = μ² exactly', ({
    replicas,
    groups,
  }) => {
    let trace = 0;
    for (let i = 0; i < replicas; i++) {
      const unit = new Array<number>(replicas).fill(0);
      unit[i] = 1;
      trace += jackknifeOf(unit, groups, square)[0];
    }
    expect(Math.abs(trace)).toBeLessThan(1e-12);
    expect(jackknifeOf(new Array<number>(replicas).fill(1.7), groups, square)[0]).toBeCloseTo(2.89, 12);
  });

  test.each([
    { replicas: 20, groups: 64, dof: 19, what: 'groups of one' },
    { replicas: 40, groups: 12, dof: 11, what: 'groups of 3 and 4' },
    { replicas: 100, groups: 64, dof: 63, what: 'groups of 1 and 2' },
  ])('covers what it says: $replicas replicas, $what', ({ replicas, groups, dof }) => {
    const gaussians = new Gaussians(10, dof);
    const runs = 1000;
    const covered = { mean: [0, 0], product: [0, 0] };
    const quantiles = [1, 1.959964];
    const row = new Float64Array(2);
    for (let run = 0; run < runs; run++) {
      const jackknife = new GroupedJackknife(2, groups);
      for (let r = 0; r < replicas; r++) {
        row[0] = 2 + gaussians.next();
        row[1] = 5 + gaussians.next();
        jackknife.add(row);
      }
      const { value, error } = jackknife.evaluate(2, (means, out) => {
        out[0] = means[0];
        out[1] = means[0] * means[1];
      });
      quantiles.forEach((q, i) => {
        if (Math.abs(value[0] - 2) < q * error[0]) covered.mean[i]++;
        if (Math.abs(value[1] - 10) < q * error[1]) covered.product[i]++;
      });
    }
    // Student's t with one degree less than groups: exact for the mean in equal groups, close for the rest
    quantiles.forEach((q, i) => {
      const expected = studentCoverage(q, dof);
      const slack = 4 * Math.sqrt((expected * (1 - expected)) / runs);
      expect(Math.abs(covered.mean[i] / runs - expected), `mean ${covered.mean}`).toBeLessThan(slack);
      expect(Math.abs(covered.product[i] / runs - expected), `product ${covered.product}`).toBeLessThan(slack);
    });
  });

  test('one replica has no error', () => {
    const jackknife = new GroupedJackknife(2, 8);
    jackknife.add(Float64Array.of(1.5, -2));
    const { value, error } = jackknife.evaluate(2, identity);
    expect([...value]).toEqual([1.5, -2]);
    expect([...error]).toEqual([Number.NaN, Number.NaN]);
  });
});

test("the reference of this file: coverage of Student's t", () => {
  // P(|t_1| < 1) = ½; 97.5 % points of the tables
  expect(studentCoverage(1, 1)).toBeCloseTo(0.5, 14);
  expect(studentCoverage(2.228139, 10)).toBeCloseTo(0.95, 6);
  expect(studentCoverage(2.13145, 15)).toBeCloseTo(0.95, 6);
  expect(studentCoverage(1.959964, 100000)).toBeCloseTo(0.95, 5);
});

/** P(|t_ν| < t) in closed form (Abramowitz & Stegun 26.7.3, 26.7.4). */
function studentCoverage(t: number, nu: number): number {
  const theta = Math.atan(t / Math.sqrt(nu));
  const [s, c2] = [Math.sin(theta), Math.cos(theta) * Math.cos(theta)];
  const odd = nu % 2 === 1;
  let term = odd ? Math.cos(theta) : 1;
  let sum = nu > 1 ? term : 0;
  for (let m = odd ? 3 : 2; m <= nu - 2; m += 2) {
    term *= (c2 * (m - 1)) / m;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + s * sum) : s * sum;
}

/** Blocks that B³ > 2n g² leaves of n samples kept in at most `capacity` blocks, at least 8 of them. */
function chosenBlocks(n: number, capacity: number, g: number): { blocks: number; width: number } {
  let width = 1;
  while (Math.floor(n / width) >= capacity) width *= 2;
  let blocks = Math.floor(n / width);
  while (width ** 3 <= 2 * n * g * g && blocks >> 1 >= 8) {
    width *= 2;
    blocks >>= 1;
  }
  return { blocks, width };
}
