import { expect, test } from 'vitest';
import { KeyedNormals } from '../../src/core/kernel/keyed-normals.ts';
import { Kernel } from '../../src/core/kernel/load.ts';
import { Gaussians } from '../../src/core/random.ts';

/** The numbers of the compiled kernels: standard normal, and independent between seeds, streams, draws and blocks. */

const BLOCK = 1024;
const kernel = new Kernel();

test('moments to the eighth order and the tail of 10⁸ numbers', () => {
  const size = 2 ** 20;
  const fills = 96;
  const numbers = kernel.floats(size);
  const normals = new KeyedNormals(kernel, 20261125, 3);
  const sums = new Float64Array(9);
  // beyond the base layer of the ziggurat, and halfway out
  const edges = [2, 3, 3.6541528853610088, 4.5, 5];
  const beyond = edges.map(() => 0);
  for (let n = 0; n < fills; n++) {
    normals.fill(numbers);
    for (let i = 0; i < size; i++) {
      const x = numbers[i];
      const x2 = x * x;
      const x4 = x2 * x2;
      sums[1] += x;
      sums[2] += x2;
      sums[3] += x * x2;
      sums[4] += x4;
      sums[5] += x * x4;
      sums[6] += x2 * x4;
      sums[7] += x * x2 * x4;
      sums[8] += x4 * x4;
      if (x2 > 4) for (let e = 0; e < edges.length; e++) if (x > edges[e] || x < -edges[e]) beyond[e]++;
    }
  }
  const count = size * fills;
  expect(count).toBeGreaterThan(1e8);
  // ⟨xᵐ⟩ = (m − 1)!! for even m; variance ⟨x²ᵐ⟩ − ⟨xᵐ⟩²
  const moment = (m: number): number => (m % 2 === 1 ? 0 : m === 0 ? 1 : (m - 1) * moment(m - 2));
  for (let m = 1; m <= 8; m++) {
    const error = Math.sqrt((moment(2 * m) - moment(m) * moment(m)) / count);
    expect(Math.abs(sums[m] / count - moment(m)) / error, `moment ${m}`).toBeLessThan(4.5);
  }
  // 2(1 − Φ(edge)), to all digits that matter
  const tails = [
    4.550026389635842e-2, 2.699796063260191e-3, 2.580324876539e-4, 6.795346249460121e-6, 5.733031437583867e-7,
  ];
  edges.forEach((edge, e) => {
    const error = Math.sqrt(count * tails[e]);
    expect(Math.abs(beyond[e] - count * tails[e]) / error, `beyond ${edge}`).toBeLessThan(4.5);
  });
});

test('neighbouring seeds, streams, draws and blocks are uncorrelated, and so are their squares', () => {
  const size = 2 ** 18;
  const of = (seed: number, stream: number, draw = 0): Float64Array => {
    const normals = new KeyedNormals(kernel, seed, stream);
    normals.load({ state: [draw] });
    const out = kernel.floats(size);
    normals.fill(out);
    return out;
  };
  const first = of(41, 6);
  const neighbours = [
    ...[40, 42, 43, 41 + 2 ** 32].map((seed) => of(seed, 6)),
    ...[5, 7, 8].map((stream) => of(41, stream)),
    ...[1, 2, 2 ** 32].map((draw) => of(41, 6, draw)),
    // seed and stream, stream and draw must not be one sum
    ...[of(42, 5), of(40, 7), of(41, 5, 1), of(41, 7, 1)],
    // the numbers a block, and one place, further on
    ...[BLOCK, 2 * BLOCK, 1].map((by) => rolled(first, by)),
  ];
  for (const other of neighbours) {
    for (const power of [1, 2]) {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        sum += power === 1 ? first[i] * other[i] : (first[i] * first[i] - 1) * (other[i] * other[i] - 1);
      }
      expect(Math.abs(sum) / Math.sqrt(size) / (power === 1 ? 1 : 2)).toBeLessThan(4.5);
    }
  }
});

test('a number depends on seed, stream, draw and place, not on how many are asked for', () => {
  const fill = (length: number, draws: number): Float64Array => {
    const normals = new KeyedNormals(kernel, 8, 1);
    const out = kernel.floats(length);
    for (let n = 0; n < draws; n++) normals.fill(out);
    return out.slice(0, 1500);
  };
  expect(fill(1500, 3)).toEqual(fill(5000, 3));
  const normals = new KeyedNormals(kernel, 8, 1);
  normals.fill(kernel.floats(10));
  const saved = normals.save();
  const [a, b] = [kernel.floats(3000), kernel.floats(3000)];
  normals.fill(a, 2);
  const again = new KeyedNormals(kernel, 8, 1);
  again.load(saved);
  again.fill(b);
  expect(a).toEqual(b.map((x) => 2 * x));
});

test.each([-1, 0.5, 2 ** 53, Number.NaN])('a seed of %f is refused', (seed) => {
  expect(() => new KeyedNormals(kernel, seed, 0)).toThrow(RangeError);
});

test.each([-1, 0.5, 2 ** 32])('a stream of %f is refused', (stream) => {
  expect(() => new KeyedNormals(kernel, 1, stream)).toThrow(RangeError);
});

function rolled(values: Float64Array, by: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = values[(i + by) % values.length];
  return out;
}

test('draws beyond 2³² and the largest seed are draws like others', () => {
  const numbers = kernel.floats(8);
  const first = (seed: number, draw: number): number => {
    const normals = new KeyedNormals(kernel, seed, 1);
    normals.load({ state: [draw] });
    normals.fill(numbers);
    expect(normals.save()).toEqual({ state: [draw + 1] });
    return numbers[0];
  };
  const seeds = [0, 2 ** 32, 2 ** 53 - 1, 2 ** 53 - 2, 2 ** 53 - 1 - 2 ** 32];
  const counts = [0, 2 ** 32 - 1, 2 ** 32, 2 ** 33, 2 ** 52];
  const values = seeds.flatMap((seed) => counts.map((draw) => first(seed, draw)));
  expect(new Set(values).size).toBe(values.length);
});

test('the state of other numbers is refused', () => {
  const normals = new KeyedNormals(kernel, 1, 1);
  for (const state of [new Gaussians(3).save().state, [], [-1], [0.5]]) {
    expect(() => normals.load({ state })).toThrow(/another backend/);
  }
});

test('an array of other memory is refused, and the draw is not spent', () => {
  const normals = new KeyedNormals(kernel, 1, 1);
  expect(() => normals.fill(new Float64Array(4))).toThrow(TypeError);
  expect(normals.save()).toEqual({ state: [0] });
});
