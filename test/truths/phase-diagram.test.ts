import { describe, expect, test } from 'vitest';
import { binodals } from '../../src/analysis/theory/binodal.ts';
import { criticalPoint, criticalTemperature } from '../../src/analysis/theory/critical-point.ts';
import { gradientCost } from '../../src/analysis/theory/gradient-cost.ts';
import { planarInterface } from '../../src/analysis/theory/interface.ts';
import { unstableIntervals } from '../../src/analysis/theory/phase.ts';
import { uniformState } from '../../src/analysis/theory/thermodynamics.ts';
import { createEntry, type EntrySpec } from '../../src/core/define.ts';
import type { Functional } from '../../src/physics/functionals/functional.ts';
import { functionals } from '../../src/physics/functionals/index.ts';
import { bindLocal } from '../../src/physics/functionals/local.ts';
import { mobilities } from '../../src/physics/mobilities/index.ts';
import type { FieldKind, Model } from '../../src/physics/model.ts';

/** Coexistence, limits of stability, critical point and planar interface against closed forms and the textbook's table. */

function modelOf(kind: FieldKind, density: number, kT: number, terms: readonly (EntrySpec | Functional)[]): Model {
  const context = { dim: 3 as const, lengths: [7, 8, 9], kT, density };
  return {
    dim: 3,
    lengths: context.lengths,
    kind,
    species: [{ name: 'a', density }],
    kT,
    mu: 0.3,
    functionals: terms.map((term) => ('type' in term ? createEntry(functionals, term, context) : term)),
    mobility: createEntry(mobilities, kind === 'density' ? { type: 'brownian' } : { type: 'constant', value: 2.2 }, {
      mu: 0.3,
    }),
  };
}

const [a, b, kappa] = [2.3, 0.7, 1.9];
const [critical, rhoC, pC] = [(8 * a) / (27 * b), 1 / (3 * b), a / (27 * b * b)];

/** f_ex = −kTρ ln(1 − bρ) − aρ², which does not say where it ends. */
function attraction(kT: number): Functional {
  const term = {
    f: (rho: number) => -kT * rho * Math.log(1 - b * rho) - a * rho * rho,
    slope: (rho: number) => kT * ((b * rho) / (1 - b * rho) - Math.log(1 - b * rho)) - 2 * a * rho,
    curvature: (rho: number) => (kT * b * (2 - b * rho)) / (1 - b * rho) ** 2 - 2 * a,
    flux: () => null,
  };
  return {
    name: 'attraction',
    status: 'renormalised',
    local: term,
    bulk: term,
    curvature: (_k, [rho]) => term.curvature(rho),
    bind: (fft) => bindLocal(term, fft),
  };
}

const fluid = (kT: number, density = 0.2): Model => {
  return modelOf('density', density, kT, [{ type: 'ideal-gas' }, attraction(kT), { type: 'square-gradient', kappa }]);
};

describe('van der Waals', () => {
  // reduced densities of coexistence, to five digits (solved from equal μ and P in 50 digits)
  test.each([
    [0.95, 0.57901, 1.46173],
    [0.9, 0.42574, 1.65727],
    [0.85, 0.31973, 1.80714],
    [0.8, 0.23967, 1.93271],
  ])('T/Tc = %f', (t, vapour, liquid) => {
    const [found, ...more] = binodals(fluid(t * critical));
    expect(more).toEqual([]);
    expect(Math.abs(found.low / rhoC - vapour)).toBeLessThan(5.1e-6);
    expect(Math.abs(found.high / rhoC - liquid)).toBeLessThan(5.1e-6);
    // and to the last digits: μ/kT = ln ρ/(1 − bρ) + bρ/(1 − bρ) − 2aρ/kT and P = ρkT/(1 − bρ) − aρ² are equal
    const kT = t * critical;
    const mu = (rho: number): number => {
      return kT * (Math.log(rho / (1 - b * rho)) + (b * rho) / (1 - b * rho)) - 2 * a * rho;
    };
    const p = (rho: number): number => (rho * kT) / (1 - b * rho) - a * rho * rho;
    expect(Math.abs(mu(found.low) / mu(found.high) - 1)).toBeLessThan(1e-12);
    expect(Math.abs(p(found.low) / p(found.high) - 1)).toBeLessThan(1e-11);
    expect(Math.abs(found.pressure / p(found.low) - 1)).toBeLessThan(1e-11);
    expect(Math.abs(found.mu / mu(found.low) - 1)).toBeLessThan(1e-12);
  });

  test('the start of the search does not matter, and far below the critical point the vapour is as thin as it is', () => {
    const [one] = binodals(fluid(0.9 * critical, 0.03));
    const [other] = binodals(fluid(0.9 * critical, 1.1));
    expect(Math.abs(one.low / other.low - 1)).toBeLessThan(1e-10);
    expect(Math.abs(one.high / other.high - 1)).toBeLessThan(1e-10);
    const kT = 0.05 * critical;
    const [cold] = binodals(fluid(kT, 0.5));
    // P ≈ 0: kT/(1 − bρ) = aρ, the larger root; then μ of an ideal vapour of that μ
    const rho = (1 + Math.sqrt(1 - (4 * b * kT) / a)) / (2 * b);
    expect(Math.abs(cold.high / rho - 1)).toBeLessThan(1e-12);
    const mu = kT * (Math.log(rho / (1 - b * rho)) + (b * rho) / (1 - b * rho)) - 2 * a * rho;
    expect(cold.low).toBeLessThan(1e-20);
    expect(Math.abs(Math.log(cold.low) / (mu / kT) - 1)).toBeLessThan(1e-12);
  });

  test('spinodals at T/Tc = 0.9, and at the roots of kT = 2aρ(1 − bρ)²', () => {
    const [pair] = unstableIntervals(fluid(0.9 * critical));
    expect(Math.abs(pair.low / rhoC - 0.65423)).toBeLessThan(5.1e-6);
    expect(Math.abs(pair.high / rhoC - 1.3916)).toBeLessThan(5.1e-6);
    for (const rho of [pair.low, pair.high]) {
      expect(Math.abs((2 * a * rho * (1 - b * rho) ** 2) / (0.9 * critical) - 1)).toBeLessThan(1e-13);
    }
    // so near to the critical point that no state of the scan is unstable
    const [narrow] = unstableIntervals(fluid((1 - 1e-8) * critical));
    expect(Math.abs(narrow.high - narrow.low) / rhoC).toBeGreaterThan(1e-4);
    expect(unstableIntervals(fluid(1.001 * critical))).toEqual([]);
    expect(binodals(fluid(1.001 * critical))).toEqual([]);
  });

  test('critical point, from below and from above', () => {
    for (const start of [0.31 * critical, 4.2 * critical]) {
      const found = criticalTemperature((kT) => fluid(kT), start);
      expect(Math.abs((found?.value ?? 0) / critical - 1)).toBeLessThan(1e-12);
      expect(Math.abs((found?.density ?? 0) / rhoC - 1)).toBeLessThan(1e-8);
    }
    expect(criticalPoint((kT) => fluid(kT), 1.1 * critical, 2 * critical)).toBeNull();
    // 1/S at the minimum is quadratic: P there is exact to the square of the error of ρ_c
    expect(Math.abs(uniformState(fluid(critical), rhoC).pressure / pC - 1)).toBeLessThan(1e-13);
  });

  test('mean-field exponents of the interface: γ ~ ε^{3/2}, ξ ~ ε^{−1/2}', () => {
    const at = (epsilon: number) => {
      const model = fluid((1 - epsilon) * critical);
      const found = planarInterface(model, binodals(model)[0]);
      if (found === null) throw new Error('no interface');
      return found;
    };
    const [near, nearer] = [at(1e-3), at(1e-4)];
    // the next order is relative ε: a few 1e-3
    expect(Math.abs(near.tension / nearer.tension / 1000 ** 0.5 - 1)).toBeLessThan(5e-3);
    expect(Math.abs(nearer.width / near.width / 10 ** 0.5 - 1)).toBeLessThan(5e-3);
  });
});

describe('double well', () => {
  const height = 1.7;
  const well = (density: number): Model => {
    return modelOf('order-parameter', density, 0.03, [
      { type: 'double-well', a: height },
      { type: 'square-gradient', kappa },
    ]);
  };

  test('phases ±1, spinodals ±1/√3, wherever the mean lies', () => {
    for (const mean of [-3, -0.9, 0, 0.2]) {
      const [phases, ...more] = binodals(well(mean));
      expect(more).toEqual([]);
      expect(Math.abs(phases.low + 1) + Math.abs(phases.high - 1)).toBeLessThan(1e-12);
      expect(Math.abs(phases.mu) + Math.abs(phases.pressure)).toBeLessThan(1e-12);
      const [spinodal] = unstableIntervals(well(mean));
      expect(Math.abs(spinodal.low + Math.sqrt(1 / 3))).toBeLessThan(1e-14);
      expect(Math.abs(spinodal.high - Math.sqrt(1 / 3))).toBeLessThan(1e-14);
    }
  });

  test('kT is not in it: no critical temperature', () => {
    expect(criticalTemperature(() => well(0.1), 0.03)).toBeNull();
  });

  test('tanh(x/ξ), ξ = √(2κ/A), γ = (2√2/3)√(κA)', () => {
    const face = planarInterface(well(0.1), binodals(well(0.1))[0]);
    if (face === null) throw new Error('no interface');
    const xi = Math.sqrt((2 * kappa) / height);
    expect(Math.abs(face.width / xi - 1)).toBeLessThan(1e-12);
    expect(Math.abs(face.tenNinety / (2 * Math.atanh(0.8) * xi) - 1)).toBeLessThan(1e-12);
    expect(Math.abs(face.tension / (((2 * Math.SQRT2) / 3) * Math.sqrt(kappa * height)) - 1)).toBeLessThan(1e-12);
    face.x.forEach((x, i) => {
      expect(Math.abs(face.rho[i] - Math.tanh(x / xi))).toBeLessThan(1e-12);
    });
  });
});

test('three phases: a tangent that another phase undercuts is no coexistence', () => {
  // f = (φ² − 1)²φ² + cφ²: minima near 0 and ±1; for c < 0 the outer two coexist, the middle one is metastable
  const sixth = (c: number): Model => {
    return modelOf('order-parameter', 0.1, 0.4, [{ type: 'polynomial', coefficients: [0, 0, 1 + c, 0, -2, 0, 1] }]);
  };
  const [outer, ...none] = binodals(sixth(-0.1));
  expect(none).toEqual([]);
  expect(outer.low).toBeCloseTo(-outer.high, 12);
  const inner = binodals(sixth(0.1));
  expect(inner).toHaveLength(2);
  expect(inner[0].high).toBeCloseTo(-inner[1].low, 12);
  expect(inner[0].low).toBeCloseTo(-inner[1].high, 12);
});

test('attraction without repulsion has a spinodal and no second phase', () => {
  const collapse = modelOf('density', 0.4, 1.3, [
    { type: 'ideal-gas' },
    { type: 'polynomial', coefficients: [0, 0, -2] },
  ]);
  // kT/ρ = 4
  expect(unstableIntervals(collapse)).toEqual([{ low: expect.closeTo(1.3 / 4, 13), high: Infinity }]);
  expect(binodals(collapse)).toEqual([]);
});

describe('no planar interface by quadrature', () => {
  const phases = { low: -1, high: 1, mu: 0, pressure: 0 };
  const wellOf = (...terms: readonly EntrySpec[]): Model => {
    return modelOf('order-parameter', 0.2, 0.03, [{ type: 'double-well', a: 1.7 }, ...terms]);
  };

  test('of a term that has a kernel beside its local part', () => {
    const model = wellOf({ type: 'phase-field-crystal', q0: 1, r: -0.3 }, { type: 'square-gradient', kappa });
    expect(planarInterface(model, phases)).toBeNull();
    expect(gradientCost(model, -1, 1)).toMatchObject({ kappa: null, reason: 'not local' });
    expect(planarInterface(wellOf({ type: 'square-gradient', kappa }), phases)).not.toBeNull();
  });

  test('where κ(φ) is not positive between the phases', () => {
    // κ(φ) = 0.6 + φ/1.25 is 0 at −0.75
    const cost = gradientCost(wellOf({ type: 'square-gradient', kappa: 0.6, higher: [0.8] }), -1, 1);
    expect(cost).toMatchObject({ kappa: null, reason: 'not positive', at: -1 });
    const model = wellOf({ type: 'square-gradient', kappa: 0.6, higher: [0.8] });
    expect(planarInterface(model, phases)).toBeNull();
    // a dip within
    const dip = wellOf({ type: 'square-gradient', kappa: 0.3, higher: [-1.3, 1.3] });
    expect(gradientCost(dip, -1, 1)).toMatchObject({ kappa: null, reason: 'not positive' });
  });
});
