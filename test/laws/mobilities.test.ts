import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import { mobilities } from '../../src/physics/mobilities/index.ts';

type Sample = Readonly<Record<string, ParameterValue>>;

/** Parameters to try. An entry that is not here must do with its defaults; one that has none fails. */
const samples: Readonly<Record<string, readonly Sample[]>> = {
  constant: [{ value: 0.35 }, { value: 6 }],
  crowded: [{ 'rho-max': 2.6 }, { 'rho-max': 0.3 }],
};

test('every entry has parameters to be tried with', () => {
  for (const [name, entry] of Object.entries(mobilities)) {
    const complete = Object.values(entry.parameters).every((spec) => 'default' in spec && spec.default !== undefined);
    expect((samples[name]?.length ?? 0) > 0 || complete, `no sample for '${name}'`).toBe(true);
  }
});

const all = Object.keys(mobilities).flatMap((name) =>
  (samples[name] ?? [{}]).flatMap((sample) => [0.4, 1.7].map((mu) => ({ name, sample, mu }))),
);

describe.each(all)('$name $sample, μ = $mu', ({ name, sample, mu }) => {
  const mobility = mobilities[name].create(sample, { mu });
  const [c0, c1, c2] = mobility.coefficients;
  const upper = mobility.domain?.upper ?? 5;
  const top = upper === Number.POSITIVE_INFINITY ? 50 : upper;
  const inside = Float64Array.from({ length: 101 }, (_, i) => (i * top) / 100);
  const densities = mobility.domain === null ? inside.map((rho) => 2 * rho - top) : inside;

  const factorOf = (rho: Float64Array) => {
    const out = new Float64Array(rho.length).fill(9);
    mobility.factor([rho], 0, out);
    return out;
  };
  const fillOf = (rho: readonly Float64Array[], a = 0, b = 0) => {
    const out = new Float64Array(rho[0].length).fill(9);
    mobility.fill(rho, a, b, out);
    return out;
  };

  test('B² = M on the domain, ends included: fluctuation and dissipation belong together', () => {
    const m = fillOf([densities]);
    const scale = Math.abs(c0) + Math.abs(c1) * top;
    expect(Math.max(...m)).toBeGreaterThan(0.1 * scale);
    factorOf(densities).forEach((factor, j) => {
      expect(factor).toBeGreaterThanOrEqual(0);
      // at a full cell 1 − ρ/ρ_max is a rounding error of either sign
      expect(Math.abs(factor * factor - m[j])).toBeLessThan(4e-16 * m[j] + 4e-16 * scale);
    });
  });

  test('M ≥ 0 on the domain, and vanishes at its ends', () => {
    const m = fillOf([densities]);
    const scale = Math.max(...m);
    for (const value of m) expect(value).toBeGreaterThan(-1e-15 * scale);
    if (mobility.domain !== null) {
      expect(mobility.value([0], 0, 0)).toBe(0);
      if (upper < Number.POSITIVE_INFINITY) expect(Math.abs(mobility.value([upper], 0, 0))).toBeLessThan(1e-15 * scale);
      expect(mobility.value([0.5 * top], 0, 0)).toBeGreaterThan(0);
    }
  });

  test('cells and mean densities see one M: the polynomial of the coefficients', () => {
    const m = fillOf([densities]);
    densities.forEach((rho, j) => {
      expect(m[j]).toBe(mobility.value([rho], 0, 0));
      const terms = Math.abs(c0) + Math.abs(c1 * rho) + Math.abs(c2 * rho * rho);
      expect(Math.abs(m[j] - (c0 + c1 * rho + c2 * rho * rho))).toBeLessThanOrEqual(4e-16 * terms);
    });
  });

  test('dilute particles move with μ; the noise of an empty cell is none', () => {
    if (mobility.domain === null) return;
    const tiny = 1e-9 * top;
    expect(mobility.value([tiny], 0, 0) / (mu * tiny)).toBeCloseTo(1, 8);
    expect([...factorOf(Float64Array.of(0, -1e-17, -0.2 * top))]).toEqual([0, 0, 0]);
    if (upper < Number.POSITIVE_INFINITY) expect(factorOf(Float64Array.of(1.1 * upper))[0]).toBe(0);
  });

  test('species: diagonal, and each by its own density', () => {
    const [low, high] = [Float64Array.of(0.1 * top, 0.2 * top), Float64Array.of(0.3 * top, 0.4 * top)];
    expect([...fillOf([low, high], 1, 1)]).toEqual([...fillOf([high])]);
    expect([...fillOf([low, high], 0, 1)]).toEqual([0, 0]);
    expect([...fillOf([low, high], 1, 0)]).toEqual([0, 0]);
    expect(mobility.value([0.1 * top, 0.3 * top], 0, 1)).toBe(0);
    expect(mobility.value([0.1 * top, 0.3 * top], 1, 1)).toBe(mobility.value([0.3 * top], 0, 0));
    const out = new Float64Array(2);
    mobility.factor([low, high], 1, out);
    expect(out).toEqual(factorOf(high));
  });
});

test('formulas: μρ, const, μρ(1 − ρ/ρ_max)', () => {
  const mu = 1.7;
  expect(mobilities.brownian.create({}, { mu }).value([0.6], 0, 0)).toBeCloseTo(1.02, 14);
  expect(mobilities.constant.create({ value: 0.35 }, { mu }).value([0.6], 0, 0)).toBe(0.35);
  expect(mobilities.crowded.create({ 'rho-max': 2 }, { mu }).value([0.6], 0, 0)).toBeCloseTo(0.714, 14);
});
