import { describe, expect, test } from 'vitest';
import { calibrate, structureOf } from '../../../src/analysis/calibrate/calibrate.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { percusYevick } from '../../../src/physics/functionals/percus-yevick.ts';

const sigma = 1.3;
const density = 0.35;
/** Hard rods: c(k) is known exactly. */
const exact = percusYevick(1, sigma, density);
const truth = (k: number) => 1 / (1 - density * exact(k));

function measurement(seed: number, relative: number, reported = relative) {
  const normals = new Gaussians(seed, 0);
  const k = Float64Array.from({ length: 240 }, (_, i) => 0.05 * (i + 4));
  const s = k.map((wave) => truth(wave) * (1 + relative * normals.next()));
  return { k, s, error: s.map((value) => reported * value), density };
}

/** (c − exact)/error at many wavenumbers of the range of many measurements. */
function deviations(relative: number, seeds: number): number[] {
  return Array.from({ length: seeds }, (_, seed) => calibrate(measurement(seed + 1, relative))).flatMap(
    ({ k, c, error, range }) => {
      const inside = Array.from(k.keys()).filter((i) => k[i] >= range[0] && k[i] <= range[1]);
      return inside.map((i) => (c[i] - exact(k[i])) / error[i]);
    },
  );
}

describe('c(k) of hard rods from a noisy S(k)', () => {
  test('lies within its errors: they cover 68 and 95 %', () => {
    const z = deviations(0.02, 40);
    const within = (limit: number) => z.filter((value) => Math.abs(value) < limit).length / z.length;
    // 40 measurements of about 15 independent parameters each: 4 standard errors are 8 and 4 %
    expect(Math.abs(within(1) - 0.683)).toBeLessThan(0.08);
    expect(Math.abs(within(2) - 0.954)).toBeLessThan(0.04);
    const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(600));
  });

  test('smoothing gains: S of the fit is nearer to the truth than the rows', () => {
    const found = calibrate(measurement(7, 0.02));
    const errors = Array.from(found.k.keys())
      .filter((i) => found.k[i] > found.range[0] && found.k[i] < found.range[1])
      .map((i) => structureOf(density, found.c[i], 0).s / truth(found.k[i]) - 1);
    const rms = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
    expect(rms).toBeLessThan(0.01);
    expect(found.parameters).toBeGreaterThan(6);
    expect(found.parameters).toBeLessThan(40);
    expect(found.chiSquare).toBeGreaterThan(1 - 4 * Math.sqrt(2 / 220));
    expect(found.chiSquare).toBeLessThan(1 + 4 * Math.sqrt(2 / 220));
  });

  test('without noise it is exact, k → 0 included', () => {
    const k = Float64Array.from({ length: 240 }, (_, i) => 0.05 * (i + 4));
    const s = k.map(truth);
    const found = calibrate({ k, s, error: s.map((value) => 1e-6 * value), density });
    found.k.forEach((wave, i) => {
      if (wave > found.range[1]) return;
      expect(Math.abs(structureOf(density, found.c[i], 0).s / truth(wave) - 1)).toBeLessThan(2e-4);
    });
  });

  test('errors that are too small are widened', () => {
    const honest = calibrate(measurement(3, 0.02));
    const boastful = calibrate(measurement(3, 0.02, 0.002));
    expect(boastful.chiSquare).toBeGreaterThan(50);
    const ratio = boastful.error[100] / honest.error[100];
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test('few rows are not taken for structure: no fit of 40 follows the noise', () => {
    // cross-validation does so in 3 to 9 % of such measurements
    const overfits = (seeds: number, reported: number) =>
      Array.from({ length: seeds }, (_, seed) => {
        const { k, s, error } = measurement(seed + 1, 0.05, reported);
        const every = (list: Float64Array) => list.filter((_value, i) => i % 6 === 0);
        return calibrate({ k: every(k), s: every(s), error: every(error), density }).parameters;
      }).filter((parameters) => parameters > 0.7 * 40).length;
    expect(overfits(80, 0.05)).toBe(0);
    // errors that are far too small: no more than cross-validation, 9 % and 4 standard errors of it
    expect(overfits(40, 0.005) / 40).toBeLessThan(0.09 + 4 * Math.sqrt((0.09 * 0.91) / 40));
  });

  test('relative errors are scaled by the scatter, whatever they were', () => {
    const honest = calibrate(measurement(3, 0.02));
    const [small, large] = [0.001, 0.1].map((reported) =>
      calibrate({ ...measurement(3, 0.02, reported), relative: true }),
    );
    expect(honest.scale).toBe(1);
    // 240 rows tell the scale to 1/√480; 4 standard errors
    expect(Math.abs(small.scale / 20 - 1)).toBeLessThan(4 / Math.sqrt(480));
    expect(Math.abs(large.scale / 0.2 - 1)).toBeLessThan(4 / Math.sqrt(480));
    for (const { error, chiSquare } of [small, large]) {
      expect(Math.abs(chiSquare - 1)).toBeLessThan(4 * Math.sqrt(2 / 220));
      expect(error[100] / honest.error[100]).toBeGreaterThan(0.5);
      expect(error[100] / honest.error[100]).toBeLessThan(2);
    }
  });

  test('the extension is continuous with its slope, decays, and owns its ignorance', () => {
    const { k, c, error, range } = calibrate(measurement(5, 0.01));
    const edge = k.findIndex((wave) => wave > range[1]);
    const [before, after] = [(c[edge - 1] - c[edge - 2]) / k[1], (c[edge] - c[edge - 1]) / k[1]];
    const size = Math.max(...c.slice(edge - 40).map(Math.abs));
    expect(Math.abs(after - before) * k[1]).toBeLessThan(0.02 * size);
    expect(c[c.length - 1]).toBe(0);
    expect(Math.abs(c[c.length - 2])).toBeLessThan(1e-4 * size);
    for (let i = edge; i < k.length; i++) expect(error[i]).toBeGreaterThanOrEqual(Math.abs(c[i]));
  });
});

test('the bias of 1/S is taken off', () => {
  // constant S with 20 % errors: <1/S> is 4 % high
  const normals = new Gaussians(11, 0);
  const k = Float64Array.from({ length: 4000 }, (_, i) => 5e-3 * (i + 1));
  const relative = 0.1;
  const s = k.map(() => 0.4 * (1 + relative * normals.next()));
  const { c } = calibrate({ k, s, error: k.map(() => relative * 0.4), density });
  const expected = (1 - 1 / 0.4) / density;
  const middle = c.slice(40, 300).reduce((sum, value) => sum + value, 0) / 260;
  // weights by 1/σ_c² ∝ s⁴ pull the other way: what is left is below half of the bias of 1/S
  expect(Math.abs(middle / expected - 1)).toBeLessThan(0.1);
});

test('refusals say what to do', () => {
  const few = { k: Float64Array.of(1, 2, 3), s: Float64Array.of(1, 1, 1), error: Float64Array.of(0.1, 0.1, 0.1) };
  expect(() => calibrate({ ...few, density: 0.3 })).toThrow('at least 8');
  expect(() => calibrate({ ...few, density: 0 })).toThrow('density must be positive');
});
