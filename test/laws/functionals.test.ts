import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import { createFft } from '../../src/core/fft/backends.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { FieldState } from '../../src/core/field.ts';
import { type Dimension, Grid } from '../../src/core/grid.ts';
import { Gaussians } from '../../src/core/random.ts';
import type { BoundFunctional, Functional } from '../../src/physics/functionals/functional.ts';
import { functionals } from '../../src/physics/functionals/index.ts';
import type { LocalFlux, LocalTerm } from '../../src/physics/functionals/local.ts';
import type { Coefficients } from '../../src/physics/mobilities/mobility.ts';

type Sample = Readonly<Record<string, ParameterValue>>;

/** Parameters to try, by dimension. An entry that is not here must do with its defaults; one that has none fails. */
const samples: Readonly<Record<string, (dim: Dimension) => readonly Sample[]>> = {
  pair: (dim) => [
    { potential: { type: 'gaussian-core', epsilon: 0.7, sigma: 0.6 } },
    { potential: { type: 'generalised-exponential', epsilon: -0.4, sigma: 0.9, n: 4 } },
    { potential: { type: 'soft-sphere', epsilon: 2.3, sigma: 1.1 } },
    ...(dim === 1 ? [] : [{ potential: { type: 'yukawa', epsilon: 0.5, sigma: 0.4, kappa: 2.1 } }]),
  ],
  external: (dim) => [
    { potential: { type: 'cosine', amplitude: 0.7, waves: [1, -2, 1].slice(0, dim) } },
    { potential: { type: 'gaussian-trap', depth: 1.3, width: 0.4 } },
  ],
  polynomial: () => [
    { coefficients: [0.2, -0.5, 0.7] },
    { coefficients: [0, 0.3, -0.9, 0.2, 0.4] },
    { coefficients: [0, 2.5] },
  ],
  'double-well': () => [{ a: 0.6 }, { a: 2.2 }],
  'square-gradient': () => [{ kappa: 0.35 }, { kappa: 0.35, higher: [0.2, -0.07] }],
  virial: () => [{ coefficients: [0.6] }, { coefficients: [0.4, -0.3, 0.2] }],
  'van-der-waals': () => [
    { a: 0.7, b: 0.29 },
    { a: 0, b: 0.31 },
  ],
  'carnahan-starling': (dim) => (dim === 3 ? [{ sigma: 0.83 }] : []),
  'scaled-particle': (dim) => (dim === 2 ? [{ sigma: 0.61 }] : []),
  henderson: (dim) => (dim === 2 ? [{ sigma: 0.61 }] : []),
  'flory-huggins': () => [
    { segments: 4, volume: 0.08, chi: 0.4 },
    { segments: 1, volume: 0.3, chi: 2.1 },
  ],
  'ramakrishnan-yussouff': (dim) => [
    { k: [0, 1.1, 2.3, 4.2, 9, 40], c: [-1.1, -0.8, -0.3, 0.1, 0.02, 0] },
    { k: [0.4, 1.1, 2.3, 4.2, 9, 40], c: [-1.1, -0.8, -0.3, 0.1, 0.02, 0], density: 0.7 },
    ...(dim === 2 ? [] : [{ closure: 'percus-yevick', sigma: 0.41, density: 0.9 }]),
    ...(dim === 2 ? [] : [{ closure: 'percus-yevick', sigma: 0.47 }]),
  ],
  'phase-field-crystal': () => [{ r: -0.3, q0: 1.7, lambda: 0.6, u: 1.4 }],
  percus: (dim) => (dim === 1 ? [{ sigma: 0.31 }, { sigma: 0.17 }] : []),
  rosenfeld: (dim) =>
    dim === 3 ? ['rosenfeld', 'white-bear', 'white-bear-2'].map((version) => ({ sigma: 0.72, version })) : [],
  roth: (dim) => (dim === 2 ? [{ sigma: 0.53 }] : []),
  local: () => [
    { f: 'b*rho^2 + c*rho^4', parameters: { b: 0.7, c: 0.2 } },
    { f: 'kT*rho*(log(rho) - 1) + b*rho^2', parameters: { b: -0.3 } },
    { f: 'kT*rho*(log(rho/(1 - b*rho)) - 1)', parameters: { b: 0.2 } },
    { f: 'a*rho^2.25 - 0.3*rho^2*log(rho)', parameters: { a: 0.6 } },
    { f: 'a*exp(-b*rho)*(1 + tanh(rho - 1))', parameters: { a: 0.9, b: 0.4 } },
    { f: 'kT*(rho*log(rho/m) + (m - rho)*log(1 - rho/m))', parameters: { m: 4 } },
    {
      f: 'kT*rho*(log(rho) - 1 + (4*v*rho - 3*(v*rho)^2)/(1 - v*rho)^2)',
      parameters: { v: 0.28 },
      'rho-max': 1 / 0.28,
    },
  ],
  'lattice-gas': () => [{ 'rho-max': 3.1 }, { 'rho-max': 2.6 }],
};

const kT = 0.4;
const mean = 1.3;
const boxes = [
  { lengths: [2.9], cells: [32] },
  { lengths: [2.9, 1.7], cells: [16, 12] },
  { lengths: [2.9, 1.7, 4.3], cells: [12, 8, 10] },
];

test('every entry has parameters to be tried with', () => {
  for (const [name, entry] of Object.entries(functionals)) {
    const complete = Object.values(entry.parameters).every((spec) => 'default' in spec && spec.default !== undefined);
    expect(name in samples || complete, `no sample for '${name}'`).toBe(true);
    if (name in samples) expect(([1, 2, 3] as const).flatMap((dim) => samples[name](dim)).length).toBeGreaterThan(0);
  }
});

const all = Object.keys(functionals).flatMap((name) =>
  boxes.flatMap(({ lengths, cells }) => {
    const dim = new Grid(lengths, cells).dim;
    return (samples[name]?.(dim) ?? [{}]).map((sample) => ({ name, sample, dim, lengths, cells }));
  }),
);

describe.each(all)('$name $sample in $dim D', ({ name, sample, dim, lengths, cells }) => {
  const make = (scale = 1): { functional: Functional; bound: BoundFunctional; fft: Fft } => {
    const box = lengths.map((length) => scale * length);
    const fft = createFft(new Grid(box, cells));
    const functional = functionals[name].create(sample, { dim, lengths: box, kT, density: mean });
    return { functional, bound: functional.bind(fft), fft };
  };
  const { functional, bound, fft } = make();
  const { grid } = fft;
  /** Largest |F″(k)| that depends on k: it multiplies the rounding of the spectrum. */
  const stiffness = grid.k2.reduce((largest, k2) => {
    const varying = functional.curvature(Math.sqrt(k2), [mean], 0, 0) - (functional.local?.curvature(mean) ?? 0);
    return Math.max(largest, Math.abs(varying));
  }, 0);

  test('δF/δρ is the derivative of F, in any direction', () => {
    for (const seed of [1, 2, 3]) {
      const rho = smooth(fft, seed).map((v) => mean * (1 + 0.6 * v));
      const direction = smooth(fft, seed + 10).map((v) => mean * v);
      const energy = (h: number) => bound.energy(stateOf(fft, (j) => rho[j] + h * direction[j]));
      const mu = potential(
        bound,
        stateOf(fft, (j) => rho[j]),
      );
      let slope = 0;
      let size = Math.abs(energy(0));
      for (let j = 0; j < grid.size; j++) {
        slope += mu[j] * direction[j] * grid.cellVolume;
        size += Math.abs(mu[j] * direction[j]) * grid.cellVolume;
      }
      expect(size).toBeGreaterThan(0);
      expect(Math.abs(first(energy, 0.01) - slope) / size).toBeLessThan(1e-11);
    }
  });

  test('addPotential adds', () => {
    const s = stateOf(fft, (j) => mean + 0.1 * Math.cos((2 * Math.PI * grid.position(j, 0)) / lengths[0]));
    const alone = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
    bound.addPotential(s, alone);
    const onTop = { real: [fft.allocReal().fill(0.7)], spectral: [fft.allocSpectrum().fill(-1.1)] };
    bound.addPotential(s, onTop);
    const most = (values: Float64Array) => values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    const bounds = [1e-14 * most(alone.real[0]), 1e-14 * most(alone.spectral[0])];
    onTop.real[0].forEach((value, j) => {
      expect(Math.abs(value - (0.7 + alone.real[0][j]))).toBeLessThan(bounds[0]);
    });
    onTop.spectral[0].forEach((value, j) => {
      expect(Math.abs(value - (-1.1 + alone.spectral[0][j]))).toBeLessThan(bounds[1]);
    });
  });

  test('F″(k) is the second derivative of F and the response of δF/δρ at a uniform state', () => {
    for (const n of [
      [0, 0, 0],
      [1, 0, 0],
      [2, 1, 0],
      [0, 2, 1],
      [3, -1, 2],
    ].map((v) => v.slice(0, dim))) {
      const wave = (j: number) => Math.cos(turn(grid, n, j));
      const k = Math.hypot(...n.map((value, a) => (2 * Math.PI * value) / lengths[a]));
      const expected = functional.curvature(k, [mean], 0, 0);
      const state = (h: number) => stateOf(fft, (j) => mean + h * wave(j));
      const energy = (h: number) => bound.energy(state(h));
      const square = n.every((value) => value === 0) ? grid.volume : grid.volume / 2;
      const h = 0.035;
      const potentials = new Map([-4, -3, -2, -1, 1, 2, 3, 4].map((m) => [m, potential(bound, state(m * h))]));
      // 1e-9 for the truncation of the difference formulas, and the rounding of F and of δF/δρ in them
      const scale = Math.max(...(potentials.get(1) ?? []).map(Math.abs)) + mean * stiffness + kT;
      const rounding = (1e-14 * scale * mean * grid.volume) / (h * h);
      expect(rounding, 'the check can fail').toBeLessThan(1e-7 * kT * stiffness + 1e-9);
      const error = Math.abs(second(energy, h) - expected * square);
      expect(error, `k = ${k}`).toBeLessThan(1e-9 * Math.abs(expected) * square + rounding);
      for (let j = 0; j < grid.size; j++) {
        const response = first((x) => potentials.get(Math.round(x / h))?.[j] ?? Number.NaN, h);
        const off = Math.abs(response - expected * wave(j));
        expect(off).toBeLessThan(1e-9 * Math.abs(expected) + (1e-14 * scale) / h);
      }
    }
  });

  test('other species: F″ is the same function, without grid', () => {
    for (const k of [0, 0.7, 5]) {
      const own = functional.curvature(k, [0.9, mean], 1, 1);
      expect(own).toBe(functional.curvature(k, [mean, 0.9], 0, 0));
      expect(functional.curvature(k, [0.9, mean], 0, 1)).toBe(functional.curvature(k, [0.9, mean], 1, 0));
      // what acts on each species alone does not couple them
      if (functional.local !== undefined) expect(functional.curvature(k, [0.9, mean], 0, 1)).toBe(0);
    }
  });

  test('pressure is −∂F/∂V at fixed ρ_k', () => {
    const rho = smooth(fft, 5).map((v) => mean * (1 + 0.6 * v));
    const hat = stateOf(fft, (j) => rho[j]).hat[0];
    const pressure = bound.pressure(stateOf(fft, (j) => rho[j]));
    if (functional.inhomogeneous === true) {
      expect(pressure).toBe(0);
      return;
    }
    const energy = (h: number) => {
      const scaled = make(Math.exp(Math.log(1 + h) / dim));
      const state = new FieldState(scaled.fft);
      for (let i = 0; i < hat.length; i++) state.hat[0][i] = hat[i] / (1 + h);
      state.touch();
      return scaled.bound.energy(state);
    };
    const expected = -first(energy, 0.005) / grid.volume;
    const scale = Math.abs(energy(0)) / grid.volume + Math.abs(expected);
    expect(scale).toBeGreaterThan(0);
    expect(Math.abs(pressure - expected) / scale).toBeLessThan(
      bound.kernel !== undefined || bound.nonlinear === true ? 1e-7 : 1e-11,
    );
  });

  test('what the solver takes is what the audits see: kernel, external, local', () => {
    expect(bound.local).toBe(functional.local);
    if (bound.kernel !== undefined) {
      expect(bound.kernel.length).toBe(grid.modes);
      const scale = Math.abs(functional.curvature(0, [mean], 0, 0)) + Math.abs(functional.curvature(1, [mean], 0, 0));
      for (let m = 0; m < grid.modes; m++) {
        const whole = functional.curvature(Math.sqrt(grid.k2[m]), [mean], 0, 0);
        const exact = whole - (functional.local?.curvature(mean) ?? 0);
        expect(Math.abs(bound.kernel[m] - exact)).toBeLessThan(1e-12 * (scale + Math.abs(exact)));
      }
    }
    if (bound.external !== undefined) {
      const mu = potential(
        bound,
        stateOf(fft, () => mean),
      );
      bound.external.forEach((value, j) => {
        expect(Math.abs(value - mu[j])).toBeLessThan(1e-14 * (1 + Math.abs(value)));
      });
    }
    const quadratic = bound.local !== undefined || bound.kernel !== undefined;
    const forms = [quadratic, bound.external !== undefined, bound.nonlinear === true].filter((form) => form);
    expect(forms.length, 'one form that the solver can take').toBe(1);
  });

  test('bulk: F/V of a uniform state and its derivatives; F″(0) is that of f', () => {
    if (functional.inhomogeneous === true) {
      expect([functional.bulk.f(mean), functional.bulk.slope(mean)]).toEqual([0, 0]);
      return;
    }
    const { bulk } = functional;
    const uniform = stateOf(fft, () => mean);
    const size = Math.abs(bulk.f(mean)) + Math.abs(mean * bulk.slope(mean)) + kT * mean;
    expect(Math.abs(bound.energy(uniform) / grid.volume - bulk.f(mean))).toBeLessThan(1e-13 * size);
    for (const mu of potential(bound, uniform)) {
      expect(Math.abs(mu - bulk.slope(mean)) * mean).toBeLessThan(1e-13 * size + 1e-15 * stiffness * mean * mean);
    }
    const slope = first((x) => bulk.f(mean + x), 0.02);
    expect(Math.abs(slope - bulk.slope(mean)) * mean).toBeLessThan(1e-11 * size);
    const bend = first((x) => bulk.slope(mean + x), 0.02);
    expect(Math.abs(bend - functional.curvature(0, [mean], 0, 0)) * mean * mean).toBeLessThan(1e-11 * size);
    expect(Math.abs(bound.pressure(uniform) - (mean * bulk.slope(mean) - bulk.f(mean)))).toBeLessThan(1e-9 * size);
  });
});

/** Every sample of every local term once. */
const locals = all
  .filter(({ name, sample }, i) => {
    const same = (other: (typeof all)[number]) => other.name === name && isDeepStrictEqual(other.sample, sample);
    return all.findIndex(same) === i;
  })
  .flatMap(({ name, sample, dim, lengths }) => {
    const functional = functionals[name].create(sample, { dim, lengths, kT, density: mean });
    return functional.local === undefined
      ? []
      : [{ name, sample, local: functional.local, full: functional.fullDensity ?? 4, ends: functional.fullDensity }];
  });

describe.each(locals)('local term of $name $sample', ({ local, full, ends }) => {
  /** 1 − ρ/ρ_max of a formula that ends at ρ_max has this many times the relative error of ρ. */
  const condition = (rho: number): number => (ends === undefined ? 1 : 1 + rho / (full - rho));

  const mu = 1.7;
  const mobilities: readonly { readonly what: string; readonly c: Coefficients }[] = [
    { what: 'brownian', c: [0, mu, 0] },
    { what: 'constant', c: [0.6, 0, 0] },
    { what: 'crowded, matching', c: [0, mu, -mu / full] },
    { what: 'crowded, other', c: [0, mu, -mu / (1.4 * full)] },
    { what: 'general', c: [0.3, mu, -0.2] },
  ];
  const densities = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.96].map((part) => part * full);

  test("f′ and f″ are f's derivatives", () => {
    for (const rho of densities) {
      const h = 0.01 * Math.min(rho, full - rho);
      const size = Math.abs(local.f(rho)) + Math.abs(rho * local.slope(rho)) + kT;
      expect(Math.abs(first((x) => local.f(rho + x), h) - local.slope(rho)) * h).toBeLessThan(
        1e-13 * size * condition(rho),
      );
      const steep = Math.abs(local.slope(rho)) + Math.abs(rho * local.curvature(rho)) + kT;
      expect(Math.abs(first((x) => local.slope(rho + x), h) - local.curvature(rho)) * h).toBeLessThan(
        1e-13 * steep * condition(rho),
      );
    }
  });

  test.each(mobilities)('Q′ = M f″ with the $what mobility, or no Q where that is singular', ({ c }) => {
    const flux = local.flux(c);
    const product = (rho: number) => (c[0] + rho * (c[1] + rho * c[2])) * local.curvature(rho);
    const singular = Math.abs(product(1e-9 * full)) > 1e4 * Math.abs(product(1e-3 * full)) + 1e4;
    expect(flux === null).toBe(singular);
    if (flux === null) return;
    for (const rho of densities) {
      const terms = Math.abs(local.curvature(rho)) * (c[0] + rho * (Math.abs(c[1]) + rho * Math.abs(c[2])));
      expect(Math.abs(flux.slope(rho) - product(rho))).toBeLessThan(1e-13 * terms + 1e-300);
      const h = 0.01 * Math.min(rho, full - rho);
      const slope = first((x) => fluxAt(flux, rho + x), h);
      const size = Math.abs(fluxAt(flux, rho)) + rho * terms + kT;
      expect(Math.abs(slope - flux.slope(rho)) * h).toBeLessThan(1e-13 * size * condition(rho));
    }
    const slopes = densities.map((rho) => flux.slope(rho));
    const spread = Math.max(...slopes) - Math.min(...slopes);
    expect(flux.linear).toBe(spread <= 1e-12 * Math.abs(slopes[0]));
  });

  test('add adds, cell by cell', () => {
    const flux = local.flux([0, mu, 0]);
    if (flux === null) throw new TypeError('no flux with the Brownian mobility');
    const out = Float64Array.of(0.5, -2, 3);
    const rho = Float64Array.of(densities[1], densities[4], densities[2]);
    flux.add(rho, out);
    [0.5, -2, 3].forEach((before, j) => {
      expect(out[j]).toBeCloseTo(before + fluxAt(flux, rho[j]), 13);
    });
    expect([...rho]).toEqual([densities[1], densities[4], densities[2]]);
  });

  test('pressure of the Brownian flux: Q = μ(ρf′ − f) up to a constant', () => {
    const flux = local.flux([0, mu, 0]);
    if (flux === null) throw new TypeError('no flux with the Brownian mobility');
    const pressure = (rho: number) => mu * (rho * local.slope(rho) - local.f(rho));
    const [low, high] = [densities[2], densities[5]];
    const difference = fluxAt(flux, high) - fluxAt(flux, low);
    expect(Math.abs(difference - (pressure(high) - pressure(low)))).toBeLessThan(
      1e-13 * (Math.abs(pressure(high)) + Math.abs(pressure(low)) + mu * Math.abs(local.f(high))) + 1e-14,
    );
  });
});

describe('the ideal gas', () => {
  const gas = localOf('ideal-gas', {});

  test('is linear with M = μρ, and only there', () => {
    expect(gas.flux([0, 1.7, 0])?.linear).toBe(true);
    expect(gas.flux([0, 1.7, 0])?.slope(0.3)).toBeCloseTo(1.7 * kT, 14);
    expect(gas.flux([0, 1.7, -0.2])?.linear).toBe(false);
  });

  test('has no flux with a constant part of the mobility; nor has the lattice gas', () => {
    for (const c0 of [0.6, -0.6, 1e-12]) {
      expect(gas.flux([c0, 1.7, 0])).toBeNull();
      expect(localOf('lattice-gas', { 'rho-max': 2.6 }).flux([c0, 1.7, -1.7 / 2.6])).toBeNull();
    }
  });

  test('counts nothing where the density is not positive', () => {
    expect(gas.f(0)).toBe(0);
    expect(gas.f(-0.3)).toBe(0);
    expect(gas.f(1)).toBeCloseTo(-kT, 14);
  });
});

describe('the lattice gas', () => {
  const full = 3.1;
  const mu = 1.7;
  const gas = localOf('lattice-gas', { 'rho-max': full });

  test('is exactly linear diffusion with the crowded mobility of its own ρ_max', () => {
    const flux = gas.flux([0, mu, -mu / full]);
    expect(flux?.linear).toBe(true);
    for (const rho of [-0.1, 0, 0.4, full, 1.2 * full]) expect(flux?.slope(rho)).toBeCloseTo(mu * kT, 14);
    expect(gas.flux([0, mu, (-mu / full) * (1 + 1e-9)])?.linear).toBe(false);
  });

  test.each([
    { what: 'brownian', c: [0, mu, 0] as const },
    { what: 'crowded, other', c: [0, mu, -mu / (1.4 * full)] as const },
  ])('is continued above 0.98 ρ_max with two continuous derivatives ($what)', ({ c }) => {
    const flux = gas.flux(c);
    if (flux === null) throw new TypeError('no flux');
    const edge = 0.98 * full;
    const ends = full - edge;
    // Q, Q′ by both sides; Q″ from one-sided differences of Q′ of third order
    const tiny = 1e-9 * ends;
    const steep = flux.slope(edge);
    expect(Math.abs(fluxAt(flux, edge + tiny) - fluxAt(flux, edge - tiny))).toBeLessThan(4 * tiny * steep);
    const bend = (h: number) =>
      (-11 * flux.slope(edge) +
        18 * flux.slope(edge + h) -
        9 * flux.slope(edge + 2 * h) +
        2 * flux.slope(edge + 3 * h)) /
      (6 * h);
    const [left, right] = [bend(-1e-3 * ends), bend(1e-3 * ends)];
    expect(Math.abs(left / right - 1)).toBeLessThan(1e-7);
    expect(right).toBeGreaterThan(0);
    const third = (h: number) => (bend(2 * h) - bend(h)) / h;
    expect(Math.abs(third(1e-2 * ends))).toBeLessThan(1e-3 * (right / ends));

    // beyond: finite, rising, and still the integral of its slope
    for (const rho of [edge + 0.3 * ends, full, 1.1 * full, 3 * full]) {
      expect(Number.isFinite(fluxAt(flux, rho))).toBe(true);
      expect(flux.slope(rho)).toBeGreaterThan(steep);
      const slope = first((x) => fluxAt(flux, rho + x), 0.02 * ends);
      expect(Math.abs(slope / flux.slope(rho) - 1)).toBeLessThan(1e-9);
    }
  });

  test('pressure is finite in a full cell', () => {
    const fft = createFft(new Grid([2.9], [8]));
    const bound = functionals['lattice-gas']
      .create({ 'rho-max': full }, { dim: 1, lengths: [2.9], kT, density: mean })
      .bind(fft);
    expect(Number.isFinite(bound.pressure(stateOf(fft, (j) => (j === 3 ? 1.05 * full : 0.5 * full))))).toBe(true);
  });
});

describe('formulas, against values worked out by hand', () => {
  const kappa = 0.35;
  const create = (name: string, sample: Sample) =>
    functionals[name].create(sample, { dim: 2, lengths: [2.9, 1.7], kT, density: mean });

  test('double well: 0 at ±1, a/4 between, f″ = −a and 2a', () => {
    const a = 2.2;
    const well = localOf('double-well', { a });
    expect([well.f(1), well.f(-1), well.slope(1), well.slope(-1), well.slope(0)].map(Math.abs)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(well.f(0)).toBeCloseTo(a / 4, 14);
    expect(well.f(0.5)).toBeCloseTo((a / 4) * 0.5625, 14);
    expect([well.curvature(0), well.curvature(1), well.curvature(-1)]).toEqual([-a, 2 * a, 2 * a]);
  });

  test('ideal and lattice gas: S = 1 and 1 − ρ/ρ_max, the lattice gas half full', () => {
    const full = 3.1;
    expect(kT / (mean * create('ideal-gas', {}).curvature(2, [mean], 0, 0))).toBeCloseTo(1, 14);
    const s = kT / (mean * create('lattice-gas', { 'rho-max': full }).curvature(2, [mean], 0, 0));
    expect(s).toBeCloseTo(1 - mean / full, 14);
    expect(localOf('lattice-gas', { 'rho-max': full }).f(full / 2)).toBeCloseTo(-kT * full * Math.LN2, 14);
  });

  test('square gradient κk²; polynomial; pair û(k)', () => {
    expect(create('square-gradient', { kappa }).curvature(3, [mean], 0, 0)).toBeCloseTo(9 * kappa, 13);
    expect(create('polynomial', { coefficients: [1, 2, 3, 4] }).curvature(3, [0.5], 0, 0)).toBeCloseTo(6 + 12, 13);
    const core = create('pair', { potential: { type: 'gaussian-core', epsilon: 0.7, sigma: 0.6 } });
    const exact = 0.7 * Math.PI * 0.36 * Math.exp(-0.25 * 9 * 0.36);
    expect(core.curvature(3, [mean], 0, 0)).toBeCloseTo(exact, 14);
  });

  test('energies of a wave: κ k² A² V/4, û(k) A² V/4 + û(0) ρ0² V/2, ½ρ0 A V of a cosine potential', () => {
    const fft = createFft(new Grid([2.9, 1.7], [16, 12]));
    const { volume } = fft.grid;
    const [n, amplitude] = [[2, -1], 0.6];
    const s = stateOf(fft, (j) => mean + amplitude * Math.cos(turn(fft.grid, n, j)));
    const k2 = (4 * Math.PI) ** 2 / 2.9 ** 2 + (2 * Math.PI) ** 2 / 1.7 ** 2;
    const gradient = create('square-gradient', { kappa }).bind(fft).energy(s);
    expect(gradient / ((kappa * k2 * amplitude * amplitude * volume) / 4)).toBeCloseTo(1, 12);
    const u = (square: number) => 0.7 * Math.PI * 0.36 * Math.exp(-0.25 * square * 0.36);
    const core = create('pair', { potential: { type: 'gaussian-core', epsilon: 0.7, sigma: 0.6 } })
      .bind(fft)
      .energy(s);
    const expected = (u(k2) * amplitude * amplitude * volume) / 4 + (u(0) * mean * mean * volume) / 2;
    expect(core / expected).toBeCloseTo(1, 12);
    const v = create('external', { potential: { type: 'cosine', amplitude: 0.9, waves: n } })
      .bind(fft)
      .energy(s);
    expect(v / ((0.9 * amplitude * volume) / 2)).toBeCloseTo(1, 12);
  });
});

test('a potential without a transform is refused, with the reason', () => {
  const create = () =>
    functionals.pair.create({ potential: { type: 'yukawa' } }, { dim: 1, lengths: [3], kT, density: mean });
  expect(create).toThrow(RangeError);
  expect(create).toThrow(/yukawa.*1D.*diverges/);
});

function localOf(name: string, sample: Sample): LocalTerm {
  const { local } = functionals[name].create(sample, { dim: 1, lengths: [2.9], kT, density: mean });
  if (local === undefined) throw new TypeError(`${name} is not local`);
  return local;
}

function fluxAt(flux: LocalFlux, rho: number): number {
  const out = new Float64Array(1);
  flux.add(Float64Array.of(rho), out);
  return out[0];
}

function stateOf(fft: Fft, density: (j: number) => number): FieldState {
  const s = new FieldState(fft);
  const real = fft.allocReal();
  for (let j = 0; j < real.length; j++) real[j] = density(j);
  fft.forward(real, s.hat[0]);
  s.touch();
  return s;
}

/** δF/δρ in every cell. */
function potential(bound: BoundFunctional, s: FieldState): Float64Array {
  const { fft } = s;
  const sum = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
  bound.addPotential(s, sum);
  const out = fft.allocReal();
  fft.inverse(sum.spectral[0], out);
  return out.map((value, j) => value + sum.real[0][j]);
}

function turn(grid: Grid, n: readonly number[], j: number): number {
  return n.reduce((sum, value, a) => sum + (2 * Math.PI * value * grid.position(j, a)) / grid.lengths[a], 0);
}

/** A sum of five random low modes, scaled to max|v| = 1. */
function smooth(fft: Fft, seed: number): Float64Array {
  const { grid } = fft;
  const random = new Gaussians(seed, 2);
  const waves = Array.from({ length: 5 }, () => ({
    n: grid.cells.map(() => Math.round(5 * random.uniform() - 2.5)),
    size: random.next(),
    phase: 7 * random.uniform(),
  }));
  const out = fft.allocReal();
  for (let j = 0; j < grid.size; j++) {
    for (const { n, size, phase } of waves) out[j] += size * Math.cos(turn(grid, n, j) + phase);
  }
  const largest = Math.max(...out.map(Math.abs));
  return out.map((value) => value / largest);
}

/** f′(0) by the central difference of order 8. */
function first(f: (x: number) => number, h: number): number {
  const odd = (m: number) => f(m * h) - f(-m * h);
  return ((4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - (1 / 280) * odd(4)) / h;
}

/** f″(0) by the central difference of order 8. */
function second(f: (x: number) => number, h: number): number {
  const even = (m: number) => f(m * h) + f(-m * h) - 2 * f(0);
  return ((8 / 5) * even(1) - (1 / 5) * even(2) + (8 / 315) * even(3) - (1 / 560) * even(4)) / (h * h);
}
