import { describe, expect, test } from 'vitest';
import { bracketedRoot } from '../../../src/analysis/theory/bracketed-root.ts';
import { awayFrom } from '../../../src/analysis/theory/expansion.ts';
import { leastOn } from '../../../src/analysis/theory/least-on.ts';
import { patternInstability, softestMode, unstableIntervals } from '../../../src/analysis/theory/phase.ts';
import { rangeEnd, searchRange } from '../../../src/analysis/theory/search-range.ts';
import { uniformState } from '../../../src/analysis/theory/thermodynamics.ts';
import { createEntry, type EntrySpec } from '../../../src/core/define.ts';
import { functionals } from '../../../src/physics/functionals/index.ts';
import { mobilities } from '../../../src/physics/mobilities/index.ts';
import { linearStructureFactor, type Model } from '../../../src/physics/model.ts';

/** Thermodynamics of uniform states, and where they are looked for. */

const [kT, mu] = [0.7, 1.6];

function fluid(density: number, terms: readonly EntrySpec[]): Model {
  const context = { dim: 2 as const, lengths: [6, 7], kT, density };
  return {
    dim: 2,
    lengths: context.lengths,
    kind: 'density',
    species: [{ name: 'a', density }],
    kT,
    mu,
    functionals: terms.map((term) => createEntry(functionals, term, context)),
    mobility: createEntry(mobilities, { type: 'brownian' }, { mu }),
  };
}

const soft: EntrySpec = { type: 'pair', potential: { type: 'gaussian-core', epsilon: 1.3, sigma: 1.4 } };
const models: readonly (readonly [string, readonly EntrySpec[]])[] = [
  ['ideal gas', [{ type: 'ideal-gas' }]],
  ['mean field', [{ type: 'ideal-gas' }, soft, { type: 'square-gradient', kappa: 0.8 }]],
  [
    'lattice gas with virials',
    [
      { type: 'lattice-gas', 'rho-max': 1.9 },
      { type: 'polynomial', coefficients: [0.1, 0.4, -0.3, 0.2] },
    ],
  ],
];

describe.each(models)('%s', (_name, terms) => {
  const rho = 0.83;
  const model = fluid(rho, terms);
  const state = uniformState(model, rho);
  const h = 1e-4;
  const [below, above] = [rho - h, rho + h].map((x) => uniformState(model, x));

  test('μ = df/dρ, dP/dρ = ρF″(0): central differences', () => {
    // third derivatives of order 10: an error of 10 h²/6 < 2e-8
    expect(Math.abs((above.f - below.f) / (2 * h) - state.mu)).toBeLessThan(1e-7);
    expect(Math.abs((above.pressure - below.pressure) / (2 * h) - state.pressureSlope)).toBeLessThan(1e-7);
    expect(Math.abs((above.mu - below.mu) / (2 * h) - state.curvature)).toBeLessThan(1e-7);
  });

  test('Z, κ_T and S(0) = ρkTκ_T are those of one equation of state, and S(0) that of linear theory', () => {
    expect(state.compressibilityFactor).toBeCloseTo(state.pressure / (rho * kT), 14);
    expect(state.structureFactor).toBeCloseTo(rho * kT * state.compressibility, 13);
    expect(state.structureFactor).toBeCloseTo(linearStructureFactor(model, 0), 14);
  });
});

test('an ideal gas has Z = 1, μ = kT ln ρ, κ_T = 1/ρkT', () => {
  const state = uniformState(fluid(0.4, [{ type: 'ideal-gas' }]), 2.3);
  expect(state.compressibilityFactor).toBeCloseTo(1, 14);
  expect(state.mu).toBeCloseTo(kT * Math.log(2.3), 14);
  expect(state.compressibility).toBeCloseTo(1 / (2.3 * kT), 14);
});

describe('clusters: a potential whose transform is negative at some k', () => {
  const spec: EntrySpec = {
    type: 'pair',
    potential: { type: 'generalised-exponential', epsilon: 1.1, sigma: 0.9, n: 4 },
  };
  const model = fluid(1.2, [{ type: 'ideal-gas' }, spec]);
  const u = (k: number): number => model.functionals[1].curvature(k, [1], 0, 0);
  const largest = 14;
  const deepest = leastOn(
    u,
    Array.from({ length: 800 }, (_, i) => (largest * i) / 800),
  );

  test('become unstable at ρ = kT/|min û|, at that k, while k = 0 stays stable', () => {
    expect(deepest.value).toBeLessThan(0);
    const found = patternInstability(model, largest);
    expect(found).not.toBeNull();
    // the least value of û is known to 1e-9 squared, its place to 1e-8
    expect(Math.abs((found?.density ?? 0) / (kT / -deepest.value) - 1)).toBeLessThan(1e-10);
    expect(Math.abs((found?.k ?? 0) / deepest.at - 1)).toBeLessThan(1e-6);
    expect(unstableIntervals(model)).toEqual([]);
  });

  test('the softest mode is the peak of S(k)', () => {
    const { at, value } = softestMode(model, 1.2, largest);
    expect(Math.abs(at / deepest.at - 1)).toBeLessThan(1e-6);
    expect(value).toBeCloseTo(1 + (1.2 * deepest.value) / kT, 12);
  });

  test('a purely repulsive core never does, nor attraction, which is unstable at k = 0 first', () => {
    expect(patternInstability(fluid(1.2, [{ type: 'ideal-gas' }, soft]), largest)).toBeNull();
    const attraction = { type: 'pair', potential: { type: 'gaussian-core', epsilon: -1, sigma: 1 } };
    expect(patternInstability(fluid(1.2, [{ type: 'ideal-gas' }, attraction]), largest)).toBeNull();
  });
});

describe('where phases are looked for', () => {
  test('up to where a term is continued', () => {
    const model = fluid(0.4, [{ type: 'lattice-gas', 'rho-max': 1.9 }]);
    const range = searchRange(model);
    expect(rangeEnd(model)).toBeCloseTo(0.98 * 1.9, 12);
    expect(Math.max(...range)).toBeLessThan(0.98 * 1.9);
    expect(Math.max(...range)).toBeGreaterThan(0.98 * 1.9 * (1 - 1e-5));
    expect(range).toEqual([...new Set(range)].sort((a, b) => a - b));
  });

  test('three decades beyond the mean where there is no end', () => {
    expect(Math.max(...searchRange(fluid(0.4, [{ type: 'ideal-gas' }])))).toBeCloseTo(400, 9);
  });
});

describe('a bracketed root', () => {
  test('is exact to the last digits, whatever the function', () => {
    expect(bracketedRoot((x) => x * x * x - 2, 0, 5)).toBeCloseTo(Math.cbrt(2), 15);
    expect(bracketedRoot((x) => Math.log(x) + 40, 0, 7) / Math.exp(-40)).toBeCloseTo(1, 13);
    expect(bracketedRoot((x) => Math.atan(1e6 * (x - 0.3)), -9, 4)).toBeCloseTo(0.3, 15);
    expect(bracketedRoot((x) => x, -1, 3)).toBe(0);
  });

  test('is NaN where the signs do not differ', () => {
    expect(bracketedRoot((x) => x * x + 1, -1, 1)).toBeNaN();
    expect(bracketedRoot(() => Number.NaN, -1, 1)).toBeNaN();
  });
});

describe('an expansion about a state point', () => {
  const about = (density: number, rest: object = {}): Model => {
    const c = { type: 'ramakrishnan-yussouff', k: [0, 3, 5, 8], c: [-2.5, -1, 0.2, 0], density: 0.5, ...rest };
    return fluid(density, [{ type: 'ideal-gas' }, c]);
  };

  test('has dP/dρ, κ_T and S(0) there, but no f, μ, P and Z', () => {
    const state = uniformState(about(0.504), 0.504);
    expect(state.structureFactor).toBeCloseTo(1 / (1 + 0.504 * 2.5), 12);
    expect(state.pressureSlope).toBeCloseTo(kT * (1 + 0.504 * 2.5), 12);
    expect(state.compressibility).toBeCloseTo(1 / (0.504 * kT * (1 + 0.504 * 2.5)), 12);
    const { f, mu: potential, pressure, compressibilityFactor } = state;
    for (const value of [f, potential, pressure, compressibilityFactor]) expect(value).toBeNaN();
    expect(awayFrom(about(0.504), 0.504)).toEqual([]);
  });

  test.each([
    ['density', 0.506, {}, 0.506],
    ['kT', 0.5, { kT: 0.72 }, kT],
  ])('nothing away from its %s', (what, density, rest, here) => {
    const model = about(density, rest);
    const { density: _, ...state } = uniformState(model, density);
    for (const value of Object.values(state)) expect(value).toBeNaN();
    expect(awayFrom(model, density)).toMatchObject([{ name: 'ramakrishnan-yussouff', what, here }]);
  });
});
