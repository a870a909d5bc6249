import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../../src/core/define.ts';
import { ExpressionError } from '../../../src/core/expression/expression-error.ts';
import { functionals } from '../../../src/physics/functionals/index.ts';
import type { LocalTerm } from '../../../src/physics/functionals/local.ts';
import { externalPotentials } from '../../../src/physics/potentials/external/index.ts';
import { potentials } from '../../../src/physics/potentials/index.ts';

type Sample = Readonly<Record<string, ParameterValue>>;
const kT = 0.4;
const mu = 1.7;
const create = (name: string, sample: Sample) =>
  functionals[name].create(sample, { dim: 3, lengths: [2.9, 1.7, 2.1], kT, density: 0.9 });
const local = (name: string, sample: Sample): LocalTerm => {
  const term = create(name, sample).local;
  if (term === undefined) throw new TypeError(`${name} is not local`);
  return term;
};
const flux = (sample: Sample, mobility: readonly [number, number, number]) => local('local', sample).flux(mobility);
const refused = (make: () => unknown, message: RegExp, key: string): ExpressionError => {
  try {
    make();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    expect(error.message).toMatch(message);
    expect(error.key).toBe(key);
    return error;
  }
  throw new TypeError('not refused');
};

describe('the local term of a text', () => {
  test.each([
    ['polynomial', { coefficients: [0, 0, 0.7, 0, 0.2] }, { f: 'b*rho^2 + c*phi^4', parameters: { b: 0.7, c: 0.2 } }],
    ['double-well', { a: 2.2 }, { f: 'a/4*(phi^2 - 1)^2', parameters: { a: 2.2 } }],
    ['ideal-gas', {}, { f: 'kT*rho*(log(rho) - 1)' }],
    ['lattice-gas', { 'rho-max': 3 }, { f: 'kT*(rho*log(rho/m) + (m - rho)*log(1 - rho/m))', parameters: { m: 3 } }],
  ])('is that of %s, with the same coefficients for the compiled loops', (name, sample, text) => {
    const [own, other] = [local('local', text), local(name, sample)];
    for (const rho of [0.1, 0.7, 1.9]) {
      for (const what of ['f', 'slope', 'curvature'] as const) expect(own[what](rho)).toBeCloseTo(other[what](rho), 13);
    }
    for (const mobility of [
      [0, mu, 0],
      [0, mu, -mu / 3],
      [0.3, 0, 0],
      [0.3, mu, -0.2],
    ] as const) {
      const [mine, theirs] = [own.flux(mobility), other.flux(mobility)];
      expect(mine === null).toBe(theirs === null);
      expect(mine?.linear).toBe(theirs?.linear);
      expect(mine?.coefficients === undefined).toBe(theirs?.coefficients === undefined);
      mine?.coefficients?.forEach((c, n) => {
        expect(c).toBeCloseTo(theirs?.coefficients?.[n] ?? 0, 13);
      });
    }
  });

  test('an entropy in the text leaves its pressure a polynomial', () => {
    const f = 'kT*rho*(log(rho) - 1) + b*rho^2';
    expect(flux({ f, parameters: { b: 0.3 } }, [0, mu, 0])?.coefficients).toEqual([
      0,
      mu * kT,
      expect.closeTo(0.3 * mu, 14),
    ]);
    expect(flux({ f, parameters: { b: 0.3 } }, [0.1, mu, 0])).toBeNull();
  });

  test.each([
    ['rho^1.5', [0, mu, 0], false],
    ['rho^1.5', [0.2, mu, 0], true],
    ['log(rho)', [0, mu, 0], true],
    ['sqrt(rho)', [0, mu, 0], true],
    ['1/rho', [0, mu, 0], true],
    ['rho^2*log(rho)', [0.2, 0, 0], false],
    ['exp(-rho)', [0.2, mu, -0.1], false],
  ] as const)('%s with the mobility %j: no flux %s', (f, mobility, none) => {
    expect(flux({ f }, mobility) === null).toBe(none);
  });

  test('energy of a negative density: of what is regular there', () => {
    const f = 'kT*rho*(log(rho) - 1) + b*rho^2 + exp(rho)';
    const term = local('local', { f, parameters: { b: 0.3 } });
    expect(term.f(-0.1)).toBeCloseTo(0.1 * kT + 0.003 + Math.exp(-0.1), 14);
    expect(term.f(0)).toBe(1);
    expect(term.slope(-0.1)).toBeCloseTo(-kT - 0.06 + Math.exp(-0.1), 14);
    const q = term.flux([0, mu, 0]);
    const out = new Float64Array(2);
    q?.add(Float64Array.of(-0.1, 0), out);
    expect(out[0]).toBeCloseTo(mu * (-0.1 * kT + 0.003 - 1.1 * Math.exp(-0.1)), 13);
    expect(out[1]).toBeCloseTo(-mu, 14);
  });

  test('rho-max: P and its two derivatives go on smoothly; the entropy is left alone', () => {
    const full = 1 / 0.28;
    const f = 'kT*rho*(log(rho) - 1 + (4*v*rho - 3*(v*rho)^2)/(1 - v*rho)^2)';
    const functional = create('local', { f, parameters: { v: 0.28 }, 'rho-max': full });
    expect(functional.fullDensity).toBe(full);
    const edge = 0.98 * full;
    expect(functional.continuedAbove).toBe(edge);
    const q = functional.local?.flux([0, mu, 0]);
    if (q === null || q === undefined) throw new TypeError('no flux');
    const exact = local('local', { f, parameters: { v: 0.28 } }).flux([0, mu, 0]);
    for (const rho of [0.2, 1, 3, edge])
      expect(Math.abs(q.slope(rho) / (exact?.slope(rho) ?? 0) - 1)).toBeLessThan(1e-11);
    // a parabola beyond, with the slope of the formula at the edge
    const bend = (q.slope(edge + 0.2) - q.slope(edge + 0.1)) / 0.1;
    expect((q.slope(edge + 0.1) - q.slope(edge)) / 0.1 / bend).toBeCloseTo(1, 8);
    expect(q.slope(-0.3)).toBeCloseTo(mu * kT, 13);
    const without = { f: 'rho^1.5', 'rho-max': 2 };
    refused(() => create('local', without), /rho-max.*fractional power/, 'f');
  });

  test('mistakes, with their place', () => {
    expect(refused(() => create('local', { f: 'b*rho^2 + d*rho', parameters: { b: 1 } }), /'d'/, 'f').span).toEqual([
      10, 11,
    ]);
    refused(() => create('local', { f: 'log(rho - 2)^0.5' }), /f″ is NaN at the mean density 0.9/, 'f');
    // f″ is finite beyond the end of the logarithm, f is not
    refused(() => create('local', { f: 'log(1 - rho/0.8)' }), /^f is NaN at the mean density 0.9; .*rho-max/, 'f');
    expect(() => create('local', { f: 'rho', parameters: { rho: 1 } })).toThrow(/'rho' has a meaning already/);
  });
});

test.each([
  [39, '*'],
  [59, '/'],
])('what is too long for its fluxes is refused where it is made: %d factors with %s', (length, sign) => {
  const f = Array.from({ length }, (_, i) => `(rho + sin(${i + 1}*rho))`).join(sign);
  refused(() => create('local', { f }), /too long|too many terms/, 'f');
});

describe('the pair potential of a text', () => {
  const make = (sample: Sample) => potentials.expression.create(sample, undefined);

  test('is the Gaussian core', () => {
    const own = make({ u: 'eps*exp(-r^2/s^2)', parameters: { eps: 2, s: 0.7 } });
    const core = potentials['gaussian-core'].create({ epsilon: 2, sigma: 0.7 }, undefined);
    expect(own.sigma).toBeCloseTo(0.7, 12);
    for (const r of [0, 1e-9, 0.3, 1, 2.5]) {
      expect(own.energy(r)).toBeCloseTo(core.energy(r), 14);
      expect(own.forceOverR(r)).toBeCloseTo(core.forceOverR(r), 13);
    }
    for (const dim of [1, 2, 3] as const) {
      for (const k of [0, 1, 7]) expect(own.transform(k, dim)).toBeCloseTo(core.transform(k, dim) ?? Number.NaN, 12);
    }
  });

  test('has the integral 4πG·1.7/4 for 1.7/cosh 2r in two dimensions, G of Catalan', () => {
    const expected = 1.7 * Math.PI * 0.915965594177219;
    expect((make({ u: '1.7/cosh(2*r)' }).transform(0, 2) ?? 0) / expected).toBeCloseTo(1, 13);
  });

  test('no transform where it diverges, and what is refused', () => {
    const steep = make({ u: 'r^-2.5', cutoff: 3, sigma: 1 });
    expect([steep.transform(0, 1), steep.transform(0, 2)]).toEqual([null, null]);
    expect(steep.noTransform).toMatch(/r\^−2.50/);
    // 4π∫(r^−2.5 − 3^−2.5) r² dr
    const exact = 4 * Math.PI * (2 * Math.sqrt(3) - Math.sqrt(3) / 3);
    expect((steep.transform(0, 3) ?? 0) / exact).toBeCloseTo(1, 11);
    for (const u of ['1', 'exp(r)', 'r^2']) refused(() => make({ u }), /does not decay.*give cutoff/, 'u');
    refused(() => make({ u: '1/(1 + r^6)' }), /decays slowly.*give cutoff/, 'u');
    refused(() => make({ u: '1/r' }), /diverges.*give sigma/, 'u');
    refused(() => make({ u: '0*r' }), /no interaction/, 'u');
    refused(() => make({ u: 'exp(-kT*r)' }), /unknown name 'kT'/, 'u');
  });
});

test('an external potential must have the period of the box, without a kink', () => {
  const make = (v: string) => externalPotentials.expression.create({ v }, { lengths: [5, 3] });
  expect(make('cos(2*pi*x/Lx)*cos(2*pi*y/Ly)').energy([1, 7])).toBeCloseTo(
    Math.cos((2 * Math.PI) / 5) * Math.cos((2 * Math.PI) / 3),
    14,
  );
  refused(() => make('x'), /not the period of the box: V is 0 at x = 0.*5 at x = 5.*2\*pi\*x\/Lx/, 'v');
  refused(() => make('abs(sin(pi*y/Ly))'), /the slope of V is/, 'v');
  refused(() => make('exp(-(x - Lx/2)^2)'), /the slope of V is/, 'v');
  refused(() => make('1/x'), /must be finite/, 'v');
  expect(refused(() => make('x + z'), /unknown name 'z'/, 'v').span).toEqual([4, 5]);
});
