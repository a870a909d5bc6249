import { describe, expect, test } from 'vitest';
import type { Equation } from '../../src/engines/field/equation.ts';
import { initialSpectrum } from '../../src/engines/field/initial.ts';
import { integrators } from '../../src/engines/field/integrators/index.ts';
import { type BuiltField, buildField } from '../support/build-model.ts';
import {
  advance,
  advanceLimit,
  Coordinates,
  generator,
  type Matrix,
  type MomentState,
  modeCovariance,
  multiply,
  pairDistance,
  stationaryCovariance,
  stationaryLimit,
  stationaryMean,
  stepMaps,
  type Vector,
} from '../support/moments.ts';

/**
 * The exact moments of the shipped integrators for the ideal gas in V = kT cos, 32 cells, Galerkin mask,
 * against the table printed there, without any sampling. Times are in h²/D, covariances C_kq over N, |k| < π/(2h).
 */
interface Units {
  readonly kT: number;
  readonly mu: number;
  readonly h: number;
}
const CELLS = 32;
/** ρ0 h: everything is linear in it. */
const PER_CELL = 7;
/** Modes with |k| < π/(2h): n = 1 … 7. */
const TOP = 7;
const unity: Units = { kT: 1, mu: 1, h: 1 };
/** D = 1 and D = 2.16. */
const scaled: readonly Units[] = [
  { kT: 0.4, mu: 2.5, h: 0.7 },
  { kT: 1.2, mu: 1.8, h: 1.3 },
];
const particles = PER_CELL * CELLS;

interface Cosine {
  readonly waves: number;
  readonly units?: Units;
  readonly dealias?: 'two-thirds' | 'none';
}

function inCosine(
  integrator: string,
  dt: number,
  { waves, units = unity, dealias = 'two-thirds' }: Cosine,
): BuiltField {
  const { kT, mu, h } = units;
  return buildField({
    lengths: [CELLS * h],
    cells: [CELLS],
    density: PER_CELL / h,
    kT,
    mu,
    terms: [{ type: 'ideal-gas' }, { type: 'external', potential: { type: 'cosine', amplitude: kT, waves: [waves] } }],
    dealias,
    integrator,
    dt: (dt * h * h) / (kT * mu),
  });
}

/** The profile's coordinates. */
function coordinatesOf({ fft, sde, grid }: BuiltField, perCell: (j: number) => number): Vector {
  const values = Float64Array.from({ length: CELLS }, (_, j) => perCell(j) / grid.cellVolume);
  const out = new Float64Array(new Coordinates(sde).length);
  new Coordinates(sde).read(initialSpectrum(fft, sde.resolved, values, PER_CELL / grid.cellVolume), out);
  return out;
}

/** ρ h in every cell. */
function cellsOf({ fft, sde, grid }: BuiltField, vector: Vector): Float64Array {
  const spectrum = fft.allocSpectrum();
  const out = fft.allocReal();
  new Coordinates(sde).write(vector, spectrum);
  fft.inverse(spectrum, out);
  return out.map((value) => value * grid.cellVolume);
}

/** C = ρδ under the mask: independent particles with that density, N not fixed. */
function localPoisson(field: BuiltField, density: Vector): Matrix {
  const rho = cellsOf(field, density);
  const n = density.length;
  const out = Array.from({ length: n }, () => new Float64Array(n));
  for (let j = 0; j < CELLS; j++) {
    const cell = new Float64Array(n);
    const spectrum = field.fft.allocSpectrum();
    field.fft.forward(
      Float64Array.from({ length: CELLS }, (_, i) => (i === j ? 1 : 0)),
      spectrum,
    );
    new Coordinates(field.sde).read(spectrum, cell);
    for (let p = 0; p < n; p++) for (let q = 0; q < n; q++) out[p][q] += rho[j] * cell[p] * cell[q];
  }
  return scale(out, 1 / field.grid.cellVolume ** 2);
}

/** C − ρ̄ρ̄/N: the covariance at fixed N. */
function fixedNumber(c: Matrix, mean: Vector): Matrix {
  return c.map((row, p) => row.map((value, q) => value - (mean[p] * mean[q]) / particles));
}

function scale(a: Matrix, factor: number): Matrix {
  return a.map((row) => row.map((value) => value * factor));
}

/** max|ΔC_kq|/N over |k|, |q| < π/(2h), in ρ_k = h ρ̂. */
function covarianceError({ grid }: BuiltField, a: Matrix, b: Matrix, top = TOP): number {
  return (pairDistance(modeCovariance(a, top), modeCovariance(b, top)) * grid.cellVolume ** 2) / particles;
}

/** max|Δρ|/ρ0 over the cells. */
function meanError(field: BuiltField, a: Vector, b: Vector): number {
  const difference = cellsOf(
    field,
    a.map((value, i) => value - b[i]),
  );
  return Math.max(...difference.map(Math.abs)) / PER_CELL;
}

/** A number as the table prints it: to within half a unit of its last digit (and 0.1 % of slack for that rounding). */
function expectPrinted(measured: number, printed: string, what: string): void {
  const [digits, exponent = '0'] = printed.split('e');
  const decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const half = 0.5 * 10 ** (Number(exponent) - decimals);
  expect(Math.abs(measured - Number(printed)), `${what}: ${measured}, printed ${printed}`).toBeLessThan(
    half * 1.001 + 1e-3 * measured,
  );
}

function orders(errors: readonly number[]): readonly number[] {
  return errors.slice(1).map((error, i) => Math.log2(errors[i] / error));
}

interface Stationary {
  readonly mean: Vector;
  readonly covariance: Matrix;
}

function stationaryOf(field: BuiltField, dt: number): Stationary {
  const maps = stepMaps(field.sde, field.entry, dt);
  const start = maps.start(coordinatesOf(field, () => PER_CELL));
  const a = maps.drift();
  const mean = stationaryMean(a, start);
  const length = new Coordinates(field.sde).length;
  return { mean: mean.slice(0, length), covariance: stationaryCovariance(a, maps.noise(mean)) };
}

const steps = [0.4, 0.2, 0.1, 0.05, 0.025];
/** The last digits of etd-am2 are those of the table's `ETD-midpoint`, whose second moments are the same. */
const printed: Readonly<Record<string, readonly string[]>> = {
  'euler-maruyama': ['.63', '.24', '.10', '.050', '.024'],
  'crank-nicolson': ['1.5e-2', '7.3e-3', '3.7e-3', '1.8e-3', '9.2e-4'],
  etd1: ['1.4e-2', '7.3e-3', '3.7e-3', '1.8e-3', '9.2e-4'],
  'etd-ab2': ['1.7e-2', '4.6e-3', '1.2e-3', '3.0e-4', '7.6e-5'],
  etdrk2: ['2.8e-3', '8.1e-4', '2.2e-4', '5.6e-5', '1.4e-5'],
  'etd-am2': ['6.1e-3', '1.8e-3', '4.9e-4', '1.3e-4', '3.2e-5'],
};

describe.each(Object.keys(integrators))('stationary, two wavelengths: %s', (name) => {
  const errorsIn = (units: Units): readonly number[] => {
    const limit = stationaryLimit(generator(inCosine('etd1', 1, { waves: 2, units }).sde), start(units));
    return steps.map((dt) => {
      const field = inCosine(name, dt, { waves: 2, units });
      return covarianceError(field, stationaryOf(field, field.engine.dt).covariance, limit.covariance);
    });
  };
  const start = (units: Units): Vector => coordinatesOf(inCosine('etd1', 1, { waves: 2, units }), () => PER_CELL);
  const errors = errorsIn(unity);

  test('covariance errors are the printed ones', () => {
    (printed[name] ?? []).forEach((value, i) => {
      expectPrinted(errors[i], value, `dt = ${steps[i]}`);
    });
  });

  test('they vanish at the declared weak order', () => {
    const last = orders(errors).at(-1) ?? 0;
    expect(Math.abs(last - integrators[name].order.weak), `order ${last}`).toBeLessThan(0.06);
  });

  test.each(scaled)('the same numbers in other units: $kT, $mu, $h', (units) => {
    errorsIn(units).forEach((error, i) => {
      expect(Math.abs(error / errors[i] - 1)).toBeLessThan(1e-9);
    });
  });

  test.each([unity, ...scaled])('the mean has no time-step error: it is the discrete Boltzmann state', (units) => {
    for (const dt of steps) {
      const field = inCosine(name, dt, { waves: 2, units });
      const boltzmann = coordinatesOf(field, discreteBoltzmann(5, 2));
      expect(meanError(field, stationaryOf(field, field.engine.dt).mean, boltzmann)).toBeLessThan(1e-11);
    }
  });
});

/**
 * ρ h of ∂ρ + P[ρ ∂(V/kT)] = 0 with V = kT cos(2π waves x/L) and the Fourier series cut off at m ≤ top: with
 * ρ = ρ0 Σ r_m e^{i m …} the ratios q_m = r_m/r_{m−1} obey q_m = −1/(2m − q_{m+1}), q_{top+1} = 0 (for top → ∞ −I_m/I_{m−1}).
 */
function discreteBoltzmann(top: number, waves: number): (j: number) => number {
  const ratios = new Array<number>(top + 2).fill(0);
  for (let m = top; m >= 1; m--) ratios[m] = -1 / (2 * m - ratios[m + 1]);
  return (j) => {
    let sum = 1;
    let r = 1;
    for (let m = 1; m <= top; m++) {
      r *= ratios[m];
      sum += 2 * r * Math.cos((2 * Math.PI * waves * m * j) / CELLS);
    }
    return PER_CELL * sum;
  };
}

test('space error of the mean against e^{−V/kT}: as documented, by the band limit alone', () => {
  const partition = Array.from({ length: 512 }, (_, j) => Math.exp(-Math.cos((2 * Math.PI * j) / 512)) / 512);
  const norm = partition.reduce((sum, value) => sum + value, 0);
  for (const [dealias, value] of [
    ['two-thirds', '3.7e-5'],
    ['none', '1.6e-7'],
  ] as const) {
    const field = inCosine('etdrk2', 0.1, { waves: 2, dealias });
    const mean = cellsOf(field, stationaryOf(field, field.engine.dt).mean);
    const error = Math.max(
      ...mean.map((rho, j) => Math.abs(rho / PER_CELL - Math.exp(-Math.cos((4 * Math.PI * j) / CELLS)) / norm)),
    );
    expectPrinted(error, value, dealias);
  }
});

/** A step ρ0(1 ± 0.8), N fixed, relaxing in one wavelength of V = kT cos, T = 4 h²/D: errors of the mean, C and F at dt = 0.5 and 0.0625. */
const transients: Readonly<Record<string, readonly (readonly string[])[]>> = {
  etd1: [
    ['1.9e-3', '1.1e-2', '6e-3'],
    ['2.4e-4', '1.0e-3', '6.9e-4'],
  ],
  etdrk2: [
    ['6.3e-5', '3.5e-3', '2.9e-4'],
    ['9.9e-7', '5.9e-5', '4.4e-6'],
  ],
  'etd-ab2': [
    ['1.8e-4', '6.8e-3', '7.7e-4'],
    ['2.3e-6', '1.3e-4', '9.9e-6'],
  ],
  'etd-am2': [
    ['8.6e-5', '2.4e-3', '1.6e-4'],
    ['1.3e-6', '5.2e-5', '2.4e-6'],
  ],
};
const transientSteps = [0.5, 0.25, 0.125, 0.0625];

describe.each(Object.keys(transients))('transient, one wavelength: %s', (name) => {
  const errorsIn = (units: Units): readonly (readonly number[])[] => {
    const reference = relaxed(units);
    return transientSteps.map((dt) => {
      const field = inCosine(name, dt, { waves: 1, units });
      const maps = stepMaps(field.sde, field.entry, field.engine.dt);
      const s = advance(maps, reference.start, reference.fixed.start, Math.round(4 / dt));
      return [
        meanError(field, s.mean, reference.end.mean),
        covarianceError(field, s.covariance, reference.fixed.end),
        covarianceError(
          field,
          multiply(s.propagator, reference.fixed.start),
          multiply(reference.end.propagator, reference.fixed.start),
        ),
      ];
    });
  };
  const errors = errorsIn(unity);

  test('errors of mean, covariance and two-time function are the printed ones', () => {
    ['mean', 'C', 'F'].forEach((what, i) => {
      expectPrinted(errors[0][i], transients[name][0][i], `${what} at dt = 0.5`);
      expectPrinted(errors[3][i], transients[name][1][i], `${what} at dt = 0.0625`);
    });
  });

  test('all three vanish at the declared order', () => {
    ['mean', 'C', 'F'].forEach((what, i) => {
      const last = orders(errors.map((row) => row[i])).at(-1) ?? 0;
      expect(Math.abs(last - integrators[name].order.weak), `order of ${what}: ${last}`).toBeLessThan(0.15);
    });
  });

  test.each(scaled)('the same numbers in other units: $kT, $mu, $h', (units) => {
    errorsIn(units).forEach((row, n) => {
      row.forEach((error, i) => {
        expect(Math.abs(error / errors[n][i] - 1)).toBeLessThan(1e-6);
      });
    });
  });
});

/** The limit dt → 0 of that relaxation, started with the Poisson fluctuations of the profile; once for every set of units. */
const relaxations = new Map<Units, Relaxation>();
interface Relaxation {
  readonly field: BuiltField;
  readonly start: Vector;
  /** Covariance at the start, N free, and what became of it. */
  readonly poisson: Matrix;
  readonly end: MomentState;
  /** The same at fixed N. */
  readonly fixed: { readonly start: Matrix; readonly end: Matrix };
}

function relaxed(units: Units): Relaxation {
  const known = relaxations.get(units);
  if (known !== undefined) return known;
  const field = inCosine('etd1', 1, { waves: 1, units });
  const start = coordinatesOf(field, (j) => PER_CELL * (j < CELLS / 2 ? 1.8 : 0.2));
  const poisson = localPoisson(field, start);
  const time = (4 * units.h * units.h) / (units.kT * units.mu);
  const end = advanceLimit(generator(field.sde), start, poisson, time, 512);
  // C = ρ̄δ − ρ̄ρ̄/N: the second part moves by the propagator, as the mean itself
  const fixed = { start: fixedNumber(poisson, start), end: fixedNumber(end.covariance, end.mean) };
  const made = { field, start, poisson, end, fixed };
  relaxations.set(units, made);
  return made;
}

describe('independent particles started Poisson stay Poisson: C(t) = ρ̄(t)δ out of equilibrium, under the mask', () => {
  test.each([unity, ...scaled])('in the limit dt → 0', (units) => {
    const { field, end } = relaxed(units);
    const local = localPoisson(field, end.mean);
    // what is left is the band limit: exact far from it
    expect(covarianceError(field, end.covariance, local, 3)).toBeLessThan(1e-9);
    expect(covarianceError(field, end.covariance, local, TOP)).toBeLessThan(2e-7);
    // 0.8 K_c, as far as S(k) is reported in inhomogeneous systems
    expect(covarianceError(field, end.covariance, local, 8)).toBeLessThan(2e-5);
  });

  test.each(Object.entries(integrators).filter(([, entry]) => entry.order.weak === 2))('%s', (_name, entry) => {
    const { field, start, poisson } = relaxed(unity);
    const s = advance(stepMaps(field.sde, entry, 1 / 128), start, poisson, 512);
    expect(covarianceError(field, s.covariance, localPoisson(field, s.mean))).toBeLessThan(2e-5);
  });

  test('without a potential there is no band limit to feel: exact for all resolved modes', () => {
    const field = buildField({
      lengths: [CELLS],
      cells: [CELLS],
      density: PER_CELL,
      terms: [{ type: 'ideal-gas' }],
      integrator: 'etdrk2',
      dt: 1,
    });
    const start = coordinatesOf(field, (j) => PER_CELL * (j < CELLS / 2 ? 1.8 : 0.2));
    const end = advanceLimit(generator(field.sde), start, localPoisson(field, start), 4, 512);
    const last = field.sde.resolved.length - 1;
    expect(covarianceError(field, end.covariance, localPoisson(field, end.mean), last)).toBeLessThan(1e-9);
  });
});

describe('the ideal gas has S(k) = 1 at any step', () => {
  const exact = Object.keys(integrators).filter((name) => Math.abs(integrators[name].response.factor(50)) < 1e-20);
  const boxes: readonly { lengths: number[]; cells: number[] }[] = [
    { lengths: [22.4], cells: [32] },
    { lengths: [5.6, 4.2], cells: [8, 10] },
    { lengths: [3, 3.6, 4.4], cells: [4, 6, 4] },
  ];

  test('the exponential schemes are meant', () => {
    expect(exact).toEqual(['etdrk2', 'etd1', 'etd-ab2', 'etd-am2']);
  });

  test.each(exact.flatMap((name) => boxes.map((box) => ({ name, ...box }))))('$name in $lengths', ({
    name,
    ...box
  }) => {
    const build = (dt: number): BuiltField =>
      buildField({ ...box, density: 3.1, kT: 0.4, mu: 1.7, terms: [{ type: 'ideal-gas' }], integrator: name, dt });
    const rates = build(1).sde.linear.slice(1);
    // x = L dt from 1e-3 at the slowest to 100 at the fastest mode
    for (const dt of [1e-3 / Math.min(...rates), 0.1 / Math.max(...rates), 1, 100 / Math.max(...rates)]) {
      const { sde, entry, grid } = build(dt);
      const maps = stepMaps(sde, entry, dt);
      const uniform = maps.start(new Float64Array(new Coordinates(sde).length));
      uniform[0] = 3.1 * grid.size;
      const c = stationaryCovariance(maps.drift(), maps.noise(uniform));
      const norm = grid.cellVolume ** 2 / (3.1 * grid.volume);
      for (let i = 1; i < sde.resolved.length; i++) {
        const [re, im] = [2 * i - 1, 2 * i];
        const s = (c[re][re] + c[im][im]) * norm;
        expect(Math.abs(s - 1), `x = ${sde.linear[i] * dt}`).toBeLessThan(1e-12);
      }
      expect(strangers(sde, c) * norm).toBeLessThan(1e-12);
      expect(maps.mean(uniform)).toEqual(uniform);
    }
  });
});

/** The largest covariance of two modes that are not each other's conjugate. */
function strangers(sde: Equation, c: Matrix): number {
  const { resolved, fft } = sde;
  const k = fft.grid.k;
  let best = 0;
  for (let i = 1; i < resolved.length; i++) {
    for (let j = i + 1; j < resolved.length; j++) {
      if (k.every((axis) => axis[resolved[i]] === -axis[resolved[j]])) continue;
      for (const p of [2 * i - 1, 2 * i]) for (const q of [2 * j - 1, 2 * j]) best = Math.max(best, Math.abs(c[p][q]));
    }
  }
  return best;
}
