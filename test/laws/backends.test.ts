import { describe, expect, test } from 'vitest';
import { backends, createFft } from '../../src/core/fft/backends.ts';
import type { Term } from '../../src/core/fft/band.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { type Dealias, Grid } from '../../src/core/grid.ts';
import { Gaussians } from '../../src/core/random.ts';
import { integrators } from '../../src/engines/field/integrators/index.ts';
import { positivityPolicies } from '../../src/engines/field/positivity.ts';
import { buildField, type FieldSpec } from '../support/build-model.ts';

/** Every backend is held to the reference: transforms of a band, loops over modes and cells, whole steps. */

const others = Object.keys(backends).filter((name) => name !== 'reference');
const grids = [
  { lengths: [7.3], cells: [36] },
  { lengths: [2.1], cells: [2000] },
  { lengths: [2.9, 1.7], cells: [12, 20] },
  { lengths: [0.6, 3.1], cells: [54, 6] },
  { lengths: [1.3, 2.2, 0.9], cells: [8, 6, 10] },
  { lengths: [1.3, 2.2, 0.9], cells: [6, 18, 4] },
];
const masks: readonly Dealias[] = ['two-thirds', 'none'];
const all = others.flatMap((backend) =>
  grids.flatMap((grid) => masks.map((dealias) => ({ backend, dealias, ...grid }))),
);

/** Two backends with the same numbers in their arrays. */
class Pair {
  readonly ffts: readonly [Fft, Fft];
  readonly #gaussians = new Gaussians(9);

  constructor(backend: string, lengths: readonly number[], cells: readonly number[]) {
    const grid = new Grid(lengths, cells);
    this.ffts = [createFft(grid, 'reference'), createFft(grid, backend)];
  }

  real(mean = 0): readonly [Float64Array, Float64Array] {
    return this.#filled(
      this.ffts.map((fft) => fft.allocReal()),
      mean,
    );
  }

  spectrum(): readonly [Float64Array, Float64Array] {
    return this.#filled(
      this.ffts.map((fft) => fft.allocSpectrum()),
      0,
    );
  }

  coefficient(dealias: Dealias): readonly [Float64Array, Float64Array] {
    return this.#filled(
      this.ffts.map((fft) => fft.band(dealias).coefficient(() => 0)),
      0,
    );
  }

  #filled([a, b]: readonly Float64Array[], mean: number): readonly [Float64Array, Float64Array] {
    this.#gaussians.fill(a);
    for (let i = 0; i < a.length; i++) a[i] += mean;
    b.set(a);
    return [a, b];
  }
}

describe.each(all)('$backend, $cells cells, mask $dealias', ({ backend, dealias, lengths, cells }) => {
  const pair = new Pair(backend, lengths, cells);
  const [reference, other] = pair.ffts;
  const bands = [reference.band(dealias), other.band(dealias)] as const;
  const { resolved } = bands[0];

  test('the same modes are resolved', () => {
    expect(Array.from(bands[1].resolved)).toEqual(Array.from(resolved));
  });

  test('transforms of a band are those of the grid on its modes', () => {
    const [field, copy] = pair.real();
    const whole = reference.allocSpectrum();
    reference.forward(field, whole);
    const [, out] = pair.spectrum();
    bands[1].forward(copy, out);
    const inside = reference.allocSpectrum();
    for (const m of resolved) for (const i of [2 * m, 2 * m + 1]) inside[i] = whole[i];
    expect(worstOn(resolved, out, whole)).toBeLessThan(1e-13 * rms(whole));
    // what lies outside of the band is not read, in either order of transforms
    const band = other.allocSpectrum();
    band.set(inside);
    const [expected, back] = [reference.allocReal(), other.allocReal()];
    reference.inverse(inside, expected);
    for (let n = 0; n < 2; n++) {
      back.fill(3);
      bands[1].inverse(band, back);
      expect(worst(back, expected)).toBeLessThan(1e-13 * rms(field));
      // a whole transform between two of the band leaves nothing behind
      const full = other.allocSpectrum();
      other.forward(copy, full);
      other.inverse(full, other.allocReal());
    }
  });

  test.each([1, 2, 3])('sums of %i terms', (terms) => {
    const made = Array.from({ length: terms }, () => [pair.coefficient(dealias), pair.spectrum()] as const);
    const termsOf = (i: 0 | 1) => made.map(([c, s]): Term => [c[i], s[i]]);
    for (const add of [false, true]) {
      const out = pair.spectrum();
      for (const i of [0, 1] as const) bands[i].rotate(out[i], termsOf(i), add);
      expect(worst(out[1], out[0])).toBeLessThan(1e-14 * rms(out[0]));
    }
    const out = pair.spectrum();
    for (const i of [0, 1] as const) bands[i].combine(out[i], termsOf(i));
    expect(worst(out[1], out[0])).toBeLessThan(1e-14 * rms(out[0]));
    // the result may be one of the terms
    for (const i of [0, 1] as const) bands[i].combine(termsOf(i)[terms - 1][1], termsOf(i));
    expect(worst(termsOf(1)[terms - 1][1], termsOf(0)[terms - 1][1])).toBeLessThan(1e-14 * rms(out[0]));
  });

  test('no terms, or four, are refused', () => {
    const out = other.allocSpectrum();
    const term: Term = [bands[1].coefficient(() => 1), other.allocSpectrum()];
    for (const terms of [[], [term, term, term, term]]) {
      expect(() => bands[1].combine(out, terms)).toThrow(RangeError);
      expect(() => bands[1].rotate(out, terms)).toThrow(RangeError);
    }
  });

  test('power', () => {
    const s = pair.spectrum();
    const expected = bands[0].power(s[0]);
    expect(Math.abs(bands[1].power(s[1]) / expected - 1)).toBeLessThan(1e-13);
  });

  test('loops over cells', () => {
    const [rho, gradient, force] = [pair.real(0.8), pair.real(), pair.real()];
    const range = [0, 1].map((i) => pair.ffts[i].cells.range(rho[i]));
    expect(range[1].smallest).toBe(range[0].smallest);
    expect(range[1].largest).toBe(range[0].largest);
    expect(Math.abs(range[1].sum - range[0].sum)).toBeLessThan(1e-13 * rms(rho[0]) * rho[0].length);
    const mobility = [0.3, 1.7, -0.4] as const;
    for (const [g, f] of [
      [true, false],
      [false, true],
      [true, true],
    ]) {
      const out = pair.real();
      for (const i of [0, 1] as const) {
        pair.ffts[i].cells.flux(rho[i], mobility, 0.9, g ? gradient[i] : null, f ? force[i] : null, out[i]);
      }
      expect(worst(out[1], out[0])).toBeLessThan(1e-14 * rms(out[0]));
    }
    const noise = pair.real();
    for (const i of [0, 1] as const) {
      pair.ffts[i].cells.noise(rho[i], mobility, 2.3, new Gaussians(4), noise[i]);
    }
    expect(worst(noise[1], noise[0])).toBeLessThan(1e-14 * rms(noise[0]));
    for (const coefficients of [[0.7], [0, -1.3, 0.2], Array.from({ length: 20 }, (_, n) => 0.3 / (1 + n * n))]) {
      const out = pair.real();
      for (const i of [0, 1] as const) pair.ffts[i].cells.polynomial(rho[i], coefficients, out[i]);
      expect(worst(out[1], out[0])).toBeLessThan(1e-13 * rms(out[0]));
    }
    const smooth = pair.real();
    for (const i of [0, 1] as const) {
      pair.ffts[i].cells.smooth(rho[i], smooth[i], pair.ffts[i].allocReal());
    }
    expect(worst(smooth[1], smooth[0])).toBeLessThan(1e-14 * rms(smooth[0]));
    expect(worst(rho[1], rho[0])).toBe(0);
    // what the conservative clip is made of
    const weight = pair.real(2);
    const [positive, deficit] = [pair.real(), pair.real()];
    const counts = ([0, 1] as const).map((i) => {
      const { cells: loops } = pair.ffts[i];
      loops.positivePart(rho[i], positive[i]);
      loops.deficit(rho[i], weight[i], deficit[i]);
      const count = loops.different(rho[i], positive[i]);
      loops.withhold(deficit[i], positive[i]);
      loops.scale(1.7, positive[i]);
      return count;
    });
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeGreaterThan(0);
    expect(worst(deficit[1], deficit[0])).toBeLessThan(1e-14 * Math.max(...deficit[0]));
    expect(worst(positive[1], positive[0])).toBeLessThan(1e-14 * Math.max(...positive[0]));
  });

  test("the noise of the backend's own numbers is amplitude times number", () => {
    const { cells: loops } = other;
    const [, v] = pair.real(0.8);
    const [numbers, out] = [other.allocReal(), other.allocReal()];
    const [one, two] = [loops.normals(7, 2), loops.normals(7, 2)];
    for (let draw = 0; draw < 3; draw++) {
      one.fill(numbers);
      loops.noise(v, [0.3, 1.7, -0.4], 2.3, two, out);
      for (let j = 0; j < out.length; j++) {
        const m = 0.3 + v[j] * (1.7 + v[j] * -0.4);
        expect(Math.abs(out[j] - 2.3 * Math.sqrt(Math.max(m, 0)) * numbers[j])).toBeLessThan(1e-14);
      }
    }
  });

  test('arrays of another backend are refused', () => {
    expect(() => other.forward(reference.allocReal(), other.allocSpectrum())).toThrow(/not allocated by the backend/);
  });
});

const pairTerm = { type: 'pair', potential: { type: 'gaussian-core', epsilon: 0.4, sigma: 0.7 } };
const ideal = { type: 'ideal-gas' };
const base = { kT: 0.6, mu: 1.9, density: 9, seed: 5 };
const systems: readonly (Omit<FieldSpec, 'integrator' | 'dt'> & { readonly what: string })[] = [
  { what: 'pair, 2D', lengths: [5.1, 3.7], cells: [20, 24], terms: [ideal, pairTerm], ...base },
  { what: 'pair, 1D', lengths: [11], cells: [72], terms: [ideal, pairTerm], ...base },
  { what: 'pair, 3D', lengths: [3, 2.2, 4.1], cells: [8, 6, 10], terms: [ideal, pairTerm], ...base },
  { what: 'ideal gas, no mask', lengths: [5.1, 3.7], cells: [20, 24], terms: [ideal], dealias: 'none', ...base },
  {
    what: 'pair, external and local terms',
    lengths: [5.1, 3.7],
    cells: [20, 24],
    terms: [
      ideal,
      pairTerm,
      { type: 'external', potential: { type: 'cosine', amplitude: 0.5, waves: [1, 2] } },
      { type: 'polynomial', coefficients: [0, 0, 0.02, 0.001] },
    ],
    ...base,
  },
  ...Object.keys(positivityPolicies).map((positivity) => ({
    what: `few particles, ${positivity}`,
    lengths: [5.1, 3.7],
    cells: [20, 24],
    terms: [ideal, pairTerm],
    noise: { positivity },
    ...base,
    density: 14,
  })),
  {
    what: 'crowded mobility',
    lengths: [5.1, 3.7],
    cells: [20, 24],
    terms: [{ type: 'lattice-gas', 'rho-max': 40 }],
    mobility: { type: 'crowded', 'rho-max': 40 },
    ...base,
    density: 25,
  },
  {
    what: 'order parameter',
    kind: 'order-parameter',
    lengths: [5.1, 3.7],
    cells: [20, 24],
    terms: [
      { type: 'double-well', a: 0.7 },
      { type: 'square-gradient', kappa: 0.3 },
    ],
    mobility: { type: 'constant', value: 0.3 },
    ...base,
    density: 0.1,
  },
];

describe.each(others)('%s', (backend) => {
  const cases = Object.keys(integrators).flatMap((integrator) => systems.map((system) => ({ integrator, ...system })));

  test.each(cases)('a step of $integrator with the same noise: $what', (spec) => {
    const [one, two] = ['reference', backend].map((name) => buildField({ ...spec, backend: name, dt: 0.004 }).engine);
    for (let n = 1; n <= 3; n++) {
      for (const engine of [one, two]) engine.advanceTo(n * 0.004);
      const scale = spec.kind === 'order-parameter' ? rms(one.state.real()) : spec.density;
      expect(worst(two.state.real(), one.state.real())).toBeLessThan(1e-12 * scale);
    }
  });
});

function worst(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

function worstOn(modes: Int32Array, a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (const m of modes) {
    largest = Math.max(largest, Math.abs(a[2 * m] - b[2 * m]), Math.abs(a[2 * m + 1] - b[2 * m + 1]));
  }
  return largest;
}

function rms(a: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value) => sum + value * value, 0) / a.length);
}
