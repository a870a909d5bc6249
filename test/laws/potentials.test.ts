import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import type { Dimension } from '../../src/core/grid.ts';
import { potentials } from '../../src/physics/potentials/index.ts';
import type { PairPotential } from '../../src/physics/potentials/potential.ts';

type Sample = Readonly<Record<string, ParameterValue>>;

/** Rows at multiples of a twelfth of the last, where `brute` has the edges of its panels. */
const rows = (last: number, u: (r: number) => number): Sample => {
  const r = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12].map((i) => (i * last) / 12);
  return { r, u: r.map(u) };
};

/** What an entry needs beyond its defaults; every set is also tried with other ε and σ, where the entry has them. */
const extra: Readonly<Record<string, readonly Sample[]>> = {
  coulomb: [{}, { strength: 2.5, width: 0.6 }, { strength: -0.7, width: 1.3 }],
  'inverse-power': [{}, { n: 0.5 }, { n: 1, cutoff: 4 }, { n: 2 }, { n: 2.5, cutoff: 2 }, { n: 3 }],
  'lennard-jones': [{}, { cutoff: 3.5 }],
  tabulated: [
    rows(3, (r) => Math.exp(-r * r)),
    rows(1.5, (r) => 2 + Math.cos(2 * r)),
    { r: [0.8, 0.9, 1, 1.1, 1.25, 1.5, 2.1], u: [50, 9, 0, -0.7, -0.8, -0.3, 0] },
  ],
  expression: [
    { u: 'eps*exp(-r^2/s^2)', parameters: { eps: 2, s: 0.7 } },
    { u: 'eps*(1 - (r/s)^2)^2', parameters: { eps: -0.6, s: 1.3 }, cutoff: 1.3 },
    { u: '3*exp(-(r/0.8)^4) - 0.4*exp(-r^2)' },
    { u: 'exp(-2*r)' },
    { u: '0.9*exp(-r)*(1 + 0.3*cos(r))' },
    { u: 'tanh(r)/r*exp(-r^2)' },
    { u: 'a*exp(-r/s)/r', parameters: { a: 0.3, s: 0.6 }, sigma: 0.5 },
    { u: '4*((s/r)^12 - (s/r)^6)', parameters: { s: 0.9 }, cutoff: 2.5, sigma: 0.9 },
  ],
  'generalised-exponential': [{}, { n: 1 }, { n: 2 }, { n: 2.5 }, { n: 3 }, { n: 16 }],
  yukawa: [{}, { kappa: 3 }, { kappa: 0.4, sigma: 0.7 }],
};

function samples(name: string): readonly Sample[] {
  const { parameters } = potentials[name];
  const sets = extra[name] ?? [{}];
  const scaled = [
    { epsilon: 2.5, sigma: 0.6 },
    { epsilon: -0.7, sigma: 1.3 },
  ].filter(({ epsilon }) => {
    const spec = parameters.epsilon;
    if (spec?.type !== 'number' || parameters.sigma?.type !== 'number') return false;
    return epsilon > (spec.above ?? Number.NEGATIVE_INFINITY) && epsilon >= (spec.min ?? Number.NEGATIVE_INFINITY);
  });
  return sets.flatMap((set, i) => (i < 2 ? [set, ...scaled.map((more) => ({ ...set, ...more }))] : [set]));
}

interface Case {
  readonly name: string;
  readonly sample: Sample;
  readonly dims: readonly Dimension[];
  make(): PairPotential;
}

/** A potential that depends on the dimension of the box is tried in every one. */
const all = Object.keys(potentials).flatMap((name) =>
  samples(name).flatMap((sample): readonly Case[] => {
    const make = () => potentials[name].create(sample, undefined);
    // a hard core has laws of its own, below
    if (make().hardCore !== undefined) return [];
    if (make().inDimension === undefined) return [{ name, sample, dims: [1, 2, 3], make }];
    return ([1, 2, 3] as const).map((dim) => {
      return { name, sample, dims: [dim], make: () => make().inDimension?.(dim) ?? make() };
    });
  }),
);

/** Where u is looked at: it has a range, or goes on for ever beyond its width. */
const reach = (u: PairPotential): number => (u.longRange ? 15 * u.sigma : u.range);

describe.each(all)('$name $sample, d = $dims', ({ name, dims, make }) => {
  test('transform is ∫u e^{−ik·r} d^d r', () => {
    const u = make();
    for (const dim of dims) {
      if (u.transform(0, dim) === null) {
        for (const k of [0.1, 3, 100]) expect(u.transform(k, dim)).toBeNull();
        expect(u.noTransform ?? '').toMatch(/\S{3}/);
        continue;
      }
      if (u.longRange) expect(u.transform(0, dim), 'the background').toBe(0);
      // the integral of a long-ranged u diverges, that of its charge −∇²u does not: k² û is the transform of the charge
      const f = u.longRange ? (r: number) => charge(u, r, dim) : u.energy;
      const scale = brute((r) => Math.abs(f(r)), reach(u), 0, dim);
      for (const q of [0, 0.01, 0.3, 1.95, 2.05, 7, 25]) {
        const k = q / u.sigma;
        const value = u.transform(k, dim) ?? Number.NaN;
        if (u.longRange && k === 0) continue;
        const error = Math.abs((u.longRange ? k * k * value : value) - brute(f, reach(u), k, dim)) / scale;
        expect(error, `${name}, d = ${dim}, kσ = ${q}`).toBeLessThan(1e-11);
        expect(u.transform(k, dim), 'asked twice').toBe(u.transform(k, dim));
        expect(u.transform(-k, dim), 'even').toBe(u.transform(k, dim));
      }
    }
  });

  test('transform is smooth in k: no quadrature shows', () => {
    const u = make();
    for (const dim of dims) {
      if (u.transform(0, dim) === null) continue;
      const h = 1e-3 / reach(u);
      for (let i = 1; i < 24; i++) {
        const k = (i * 0.371) / u.sigma;
        const at = [0, 1, 2, 3, 4].map((m) => u.transform(k + m * h, dim) ?? Number.NaN);
        const difference = at[0] - 4 * at[1] + 6 * at[2] - 4 * at[3] + at[4];
        // h⁴ û⁗ ≤ h⁴ ∫|u| r⁴ < 1e-12 ∫|u|, and the rounding of five terms
        const scale = Math.max(Math.abs(u.transform(u.longRange ? k : 0, dim) ?? Number.NaN), Math.abs(at[0]));
        expect(Math.abs(difference), `d = ${dim}, k = ${k}`).toBeLessThan(1e-10 * scale);
      }
    }
  });

  test('forceOverR is −u′(r)/r', () => {
    const u = make();
    for (const part of [0.03, 0.08, 0.17, 0.33, 0.5, 0.71, 0.93]) {
      const r = part * reach(u);
      const force = -slope(u.energy, r, u.sigma) / r;
      const tolerance = 1e-9 * (Math.abs(force) + Math.abs(u.energy(r)) / (r * r));
      expect(Math.abs(u.forceOverR(r) - force), `r = ${r}`).toBeLessThan(tolerance);
    }
  });

  test('forceOverR has its limit at r → 0, or none', () => {
    const u = make();
    const near = u.forceOverR(1e-7 * u.sigma);
    const nearer = u.forceOverR(1e-9 * u.sigma);
    const at = u.forceOverR(0);
    expect(at).not.toBeNaN();
    if (Number.isFinite(at)) expect(Math.abs(at - nearer)).toBeLessThan(1e-3 * Math.abs(u.forceOverR(0.1 * u.sigma)));
    else {
      // r^−52 overflows before
      if (Number.isFinite(near)) expect(Math.abs(nearer)).toBeGreaterThan(2 * Math.abs(near));
      expect(Math.sign(at), 'a core repels at contact').toBe(Math.sign(near));
    }
  });

  test('u is continuous, its cut included, and u′ up to the cut', () => {
    const u = make();
    const end = reach(u);
    for (let i = 4; i <= 400; i++) {
      const r = (i * end) / 400;
      const [below, above] = [r * (1 - 1e-9), r * (1 + 1e-9)];
      const size = Math.abs(u.energy(r)) + Math.abs(r * r * u.forceOverR(r)) + Math.abs(u.energy(0.9 * end));
      expect(Math.abs(u.energy(above) - u.energy(below)), `u at r = ${r}`).toBeLessThanOrEqual(1e-6 * size);
      const jump = r * r * Math.abs(u.forceOverR(above) - u.forceOverR(below));
      if (i < 400) expect(jump, `u′ at r = ${r}`).toBeLessThanOrEqual(1e-6 * size);
    }
  });

  test('u is negligible beyond its range, and the range is positive', () => {
    const u = make();
    expect(u.range).toBeGreaterThan(0);
    expect(u.sigma).toBeGreaterThan(0);
    if (u.longRange) {
      expect(u.range).toBe(Number.POSITIVE_INFINITY);
      return;
    }
    const scale = Math.abs(u.energy(0.25 * u.sigma));
    for (const part of [1, 1 + 1e-12, 1.01, 1.3, 2, 10, 100]) {
      expect(Math.abs(u.energy(part * u.range))).toBeLessThanOrEqual(1e-12 * scale);
      // |u′| is u times the steepness: 2e-10 for GEM-16
      expect(Math.abs(u.forceOverR(part * u.range))).toBeLessThan((1e-9 * scale) / (u.sigma * u.sigma));
    }
  });
});

test('the Gaussian core is GEM-2', () => {
  const sample = { epsilon: 1.7, sigma: 0.8 };
  const one = potentials['gaussian-core'].create(sample, undefined);
  const two = potentials['generalised-exponential'].create({ ...sample, n: 2 }, undefined);
  for (const r of [0, 0.3, 1, 2.2]) {
    expect(two.energy(r)).toBeCloseTo(one.energy(r), 14);
    expect(two.forceOverR(r)).toBeCloseTo(one.forceOverR(r), 13);
  }
  for (const dim of [1, 2, 3] as const) {
    for (const k of [0, 1, 5]) expect(two.transform(k, dim)).toBeCloseTo(one.transform(k, dim) ?? Number.NaN, 13);
  }
});

test('known values', () => {
  const make = (name: string, sample: Sample) => potentials[name].create(sample, undefined);
  expect(make('gaussian-core', { epsilon: 2, sigma: 3 }).transform(0, 3)).toBeCloseTo(54 * Math.PI ** 1.5, 10);
  expect(make('soft-sphere', {}).transform(0, 2)).toBeCloseTo(Math.PI / 12, 14);
  expect(make('soft-sphere', {}).transform(0, 3)).toBeCloseTo(Math.PI / 15, 14);
  expect(make('yukawa', { epsilon: 1.5, sigma: 2, kappa: 0.5 }).energy(2)).toBeCloseTo(1.5, 14);
  expect(make('generalised-exponential', { n: 1 }).transform(2, 3)).toBeCloseTo((8 * Math.PI) / 25, 12);
});

/** u and −u′/r by mpmath, 40 digits, from the formulas of the papers; rows r, u, −u′/r. */
test.each([
  {
    name: 'wca',
    sample: { epsilon: 1.5, sigma: 0.8 },
    table: [
      [0.5, 1589.686564263936, 78648.87418866892],
      [0.8, 1.5, 56.25],
      [0.88, 0.02494132593947631, 3.3837259726364968],
      [0.897, 6.344190802495756e-5, 0.14643516025501427],
    ],
  },
  {
    name: 'lennard-jones',
    sample: { epsilon: 1.5, sigma: 0.8, cutoff: 3 },
    table: [
      [0.6, 155.71203576690544, 5751.992789415946],
      [0.8, 0.008219162616358166, 56.25],
      [0.9, -1.491509094865291, -0.2950771061323382],
      [1.7, -0.056235631704152474, -0.13234692607348075],
      [2.39, -0.00020821556535957584, -0.00883966460283732],
    ],
  },
  {
    name: 'inverse-power',
    sample: { epsilon: 1.5, sigma: 0.8 },
    table: [
      [0.4, 6143.999997177485, 460800],
      [1, 0.10307639258936527, 1.236950581248],
      [2.3, 1.8811578112008201e-6, 1.0669956399105939e-5],
    ],
  },
  {
    name: 'inverse-power',
    sample: { epsilon: 1.5, sigma: 0.8, n: 2.5, cutoff: 4 },
    table: [
      [0.01, 85864.96346099193, 2146625258.3997982],
      [1, 0.8117751033599192, 2.1466252583997982],
      [3.1, 0.0038721891447171196, 0.01320166210840716],
    ],
  },
  {
    name: 'pseudo-hard-sphere',
    sample: { epsilon: 1.5, sigma: 0.8 },
    table: [
      [0.7, 20022.737449854612, 2329001.0911055366],
      [0.8, 1.5, 315.3578023643455],
      [0.81, 0.14436749673852609, 64.05213778555965],
      [0.816, 0.000298029764629859, 2.2522917421114625],
    ],
  },
])('$name $sample at chosen r', ({ name, sample, table }) => {
  const u = potentials[name].create(sample, undefined);
  for (const [r, energy, force] of table) {
    // 49 powers of σ/r of three roundings each, and terms of up to 50 ε and 2500 ε/r² that cancel near the cut
    expect(Math.abs(u.energy(r) - energy), `u(${r})`).toBeLessThan(1.7e-14 * (Math.abs(energy) + 50 * 1.5));
    expect(Math.abs(u.forceOverR(r) - force), `r = ${r}`).toBeLessThan(1.7e-14 * (Math.abs(force) + 2500 * 1.5));
  }
});

/** By mpmath from ∫û e^{ik·r} d^d k/(2π)^d, q² = 2, a = 0.7: r, then u(r) − u(0) and −u′/r in one and in two, −u′/r in three. */
const charges = [
  [0.05, -0.0020145345566981265, 1.6112851393878749, -0.0012751035877706137, 1.0197576693529553, 0.5478697788454563],
  [0.6, -0.28158824240802366, 1.5184867424176578, -0.17557221222597752, 0.9321805517205487, 0.4916472746539688],
  [1.3, -1.195550415668725, 1.247513639967556, -0.7069428670983624, 0.6837713702933684, 0.33545475734267094],
  [2.75, -3.923514121946049, 0.7232939512386142, -1.9319617199991013, 0.25888228820512477, 0.09114435791210584],
  [2.85, -4.122575057914863, 0.6989542394421239, -2.0020844763759964, 0.2423251009742933, 0.08290463912580354],
  [4.5, -7.420271362075887, 0.4444420108222209, -2.9124288804263663, 0.09876221374398281, 0.021945159674786816],
  [9, -16.420269166066284, 0.2222222222222222, -4.298720346331546, 0.024691358024691357, 0.0027434842249657062],
] as const;

test('coulomb is the Fourier integral of its transform', () => {
  const u = potentials.coulomb.create({ strength: 2, width: 0.7 }, undefined);
  const [line, plane, space] = ([1, 2, 3] as const).map((dim) => u.inDimension?.(dim) ?? u);
  for (const [r, u1, f1, u2, f2, f3] of charges) {
    expect(Math.abs(line.energy(r) - line.energy(0) - u1)).toBeLessThan(2e-15 * (10 - u1));
    expect(Math.abs(line.forceOverR(r) / f1 - 1)).toBeLessThan(3e-15);
    expect(Math.abs(plane.energy(r) - plane.energy(0) - u2)).toBeLessThan(2e-15 * (10 - u2));
    expect(Math.abs(plane.forceOverR(r) / f2 - 1)).toBeLessThan(3e-15);
    // erf(r/2a)/r: the force over r in one dimension is the energy in three
    expect(Math.abs(space.energy(r) / f1 - 1)).toBeLessThan(3e-15);
    expect(Math.abs(space.forceOverR(r) / f3 - 1)).toBeLessThan(3e-15);
    expect(u.energy(r), 'three dimensions without a word').toBe(space.energy(r));
  }
  // far away point charges, with the constants that the header names
  expect(line.energy(70)).toBeCloseTo(-140, 12);
  expect(plane.energy(70)).toBeCloseTo(-2 * Math.log(50), 14);
  expect(space.energy(70)).toBeCloseTo(2 / 70, 16);
});

/** By mpmath, 1F2 and 0F1; n, cutoff, d, then û(k) at k = 0, 0.3, 2, 25 for ε = 1.5, σ = 0.8. */
test.each([
  [0.5, 3, 1, 4.156921938165305, 4.086115911960821, 2.3929764777025375, 0.673152640493992],
  [0.9, 2, 1, 23.150306790783933, 23.108223661861054, 21.689470681730178, 16.714466170409395],
  [1, 3, 2, 9.047786842338605, 8.854868007177185, 3.979936511319183, 0.30204840648163084],
  [1.9, 4, 2, 65.82345979366843, 65.46938223759814, 58.15950436258277, 45.221064949735975],
  [1, 3, 3, 14.476458947741767, 14.105827350322624, 4.552297038528959, 0.02425000320299244],
  [2, 3, 3, 19.30194526365569, 18.97208748535904, 9.961254684496106, 0.7580630233441987],
  [2.9, 2, 3, 99.9886780930856, 99.87943725903516, 95.91951153314253, 74.67651961479564],
  [2.999, 2, 3, 9654.445273754045, 9654.33456630073, 9650.30344166935, 9626.173602709994],
] as const)('the transform of r^−%d cut at %d σ in %d D', (n, cutoff, dim, ...expected) => {
  const u = potentials['inverse-power'].create({ epsilon: 1.5, sigma: 0.8, n, cutoff }, undefined);
  [0, 0.3, 2, 25].forEach((k, i) => {
    expect(Math.abs((u.transform(k, dim) ?? Number.NaN) - expected[i]) / expected[0]).toBeLessThan(1e-12);
  });
});

test('wca is Lennard-Jones cut at its minimum', () => {
  const sample = { epsilon: 1.7, sigma: 0.8 };
  const one = potentials.wca.create(sample, undefined);
  const two = potentials['lennard-jones'].create({ ...sample, cutoff: 2 ** (1 / 6) }, undefined);
  expect(two.range).toBeCloseTo(one.range, 15);
  for (const r of [0.3, 0.6, 0.8, 0.87]) {
    expect(Math.abs(two.energy(r) / one.energy(r) - 1)).toBeLessThan(1e-12);
    expect(two.forceOverR(r)).toBe(one.forceOverR(r));
  }
});

/** u′ by the central difference of order 8, step 1e-3 of the shorter of r and σ. */
function slope(u: (r: number) => number, r: number, sigma: number): number {
  const h = 1e-3 * Math.min(r, sigma);
  const odd = (m: number) => u(r + m * h) - u(r - m * h);
  return ((4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - (1 / 280) * odd(4)) / h;
}

/** −∇²u = ∇·F = d f + r f′ of F = f r: the charge in units where Poisson's equation has none. */
function charge(u: PairPotential, r: number, dim: Dimension): number {
  const h = 0.02 * u.sigma;
  const odd = (m: number) => u.forceOverR(r + m * h) - u.forceOverR(Math.abs(r - m * h));
  const difference = [8 / 9, -14 / 45, 56 / 495, -7 / 198, 56 / 6435, -2 / 1287, 8 / 45045, -1 / 102960];
  return dim * u.forceOverR(r) + (r * difference.reduce((sum, c, m) => sum + c * odd(m + 1), 0)) / h;
}

/** The radial transform by tanh-sinh panels on [0, range] and [range, 2 range]; nothing in common with the source. */
function brute(u: (r: number) => number, range: number, k: number, dim: Dimension): number {
  const kernel = (r: number) => {
    if (dim === 1) return 2 * Math.cos(k * r);
    if (dim === 2) return 2 * Math.PI * r * j0(k * r);
    return k === 0 ? 4 * Math.PI * r * r : (4 * Math.PI * r * Math.sin(k * r)) / k;
  };
  const panels = 12 * Math.max(1, Math.ceil((k * range) / (12 * Math.PI)));
  let sum = 0;
  for (let i = 0; i < 2 * panels; i++) {
    const half = range / panels / 2;
    for (const [x, w] of tanhSinh) {
      // in the first panel r = y⁴: an integrable singularity at r = 0 is none in y
      const y = i === 0 ? 0.5 * (1 + x) : 1;
      const r = i === 0 ? 2 * half * y ** 4 : (2 * i + 1 + x) * half;
      sum += half * w * 4 ** (i === 0 ? 1 : 0) * y ** 3 * u(r) * kernel(r);
    }
  }
  return sum;
}

const tanhSinh = Array.from({ length: 63 }, (_, j) => {
  const t = (j - 31) * 0.1;
  const inner = (Math.PI / 2) * Math.sinh(t);
  return [Math.tanh(inner), (0.1 * (Math.PI / 2) * Math.cosh(t)) / Math.cosh(inner) ** 2] as const;
});

/** J0(x) = (1/π)∫₀^π cos(x sin θ) dθ by the trapezoidal rule. */
function j0(x: number): number {
  const n = Math.ceil(x / 4 + 3 * Math.cbrt(x) + 8);
  let sum = 0.5 * (1 + Math.cos(x));
  for (let j = 1; j < n; j++) sum += Math.cos(x * Math.sin((Math.PI * j) / (2 * n)));
  return sum / n;
}

test.each([
  ['hard-rods', 1],
  ['hard-disks', 2],
  ['hard-spheres', 3],
] as const)('%s is infinite inside its diameter, and nothing outside, in one dimension only', (name, dim) => {
  const u = potentials[name].create({ sigma: 0.7 }, undefined);
  expect(u.hardCore).toBe(dim);
  expect([u.sigma, u.range]).toEqual([0.7, 0.7]);
  expect([u.energy(0.69), u.energy(0.7), u.energy(2)]).toEqual([Number.POSITIVE_INFINITY, 0, 0]);
  expect(u.forceOverR(0.8)).toBe(0);
  for (const d of [1, 2, 3] as const) expect(u.transform(1, d)).toBeNull();
  expect(u.noTransform ?? '').toMatch(/functional/);
});
