import { FieldState } from '../../src/core/field.ts';
import { Gaussians } from '../../src/core/random.ts';
import type { Saved } from '../../src/core/saved.ts';
import type { IntegratorEntry } from '../../src/engines/field/integrators/integrator.ts';
import type { SemilinearSde } from '../../src/engines/field/sde.ts';

/**
 * Exact moments of the shipped integrators (no sampling). For the ideal gas in an external potential the drift is linear
 * in ρ and so is the noise covariance: one step is, in law, mean → A mean and C → A C Aᵀ + Q(mean). A and Q are taken
 * from the real code: A by noiseless steps from basis vectors, the noise columns by steps in which exactly one of the
 * normal numbers drawn is 1 and all others are 0. What a scheme remembers (etd-ab2: N of the last step) is part of the
 * vector. Nothing may be clipped: the densities met must be positive.
 *
 * Coordinates: the real and imaginary parts of ρ̂ on the resolved modes, Re ρ̂_0 first, Im ρ̂_0 left out; then the memory.
 */
export type Vector = Float64Array;
/** Rows. */
export type Matrix = readonly Vector[];

/** Normal numbers that are all 0, or 1 at one place of the sequence drawn. */
class Impulse extends Gaussians {
  #at = -1;
  drawn = 0;

  constructor() {
    super(0);
  }

  /** The number at place `at` will be 1; −1: none. */
  set(at: number): void {
    this.#at = at;
    this.drawn = 0;
  }

  override next(): number {
    return this.drawn++ === this.#at ? 1 : 0;
  }

  override fill(out: Float64Array, scale = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = scale * this.next();
  }
}

/** Spectra of a problem as real vectors. */
export class Coordinates {
  readonly sde: SemilinearSde;
  /** Of one spectrum. */
  readonly length: number;

  constructor(sde: SemilinearSde) {
    this.sde = sde;
    this.length = 2 * sde.resolved.length - 1;
  }

  read(spectrum: Float64Array, out: Vector, at = 0): void {
    const { resolved } = this.sde;
    out[at] = spectrum[0];
    for (let i = 1; i < resolved.length; i++) {
      out[at + 2 * i - 1] = spectrum[2 * resolved[i]];
      out[at + 2 * i] = spectrum[2 * resolved[i] + 1];
    }
  }

  write(vector: Vector, spectrum: Float64Array, at = 0): void {
    const { resolved } = this.sde;
    spectrum.fill(0);
    spectrum[0] = vector[at];
    for (let i = 1; i < resolved.length; i++) {
      spectrum[2 * resolved[i]] = vector[at + 2 * i - 1];
      spectrum[2 * resolved[i] + 1] = vector[at + 2 * i];
    }
  }
}

/** What a scheme does to a mean and a covariance in one step. */
export interface StepMaps {
  /** Length of the vectors: density and memory. */
  readonly length: number;
  /** The whole vector of a density, memory empty. */
  start(density: Vector): Vector;
  /** Mean after one step, exactly as the code computes it; `first`: the scheme has no memory yet. */
  mean(vector: Vector, first?: boolean): Vector;
  /** A. */
  drift(first?: boolean): Matrix;
  /** Q = Σ b bᵀ over the noise columns b at this mean. */
  noise(vector: Vector, first?: boolean): Matrix;
}

export function stepMaps(sde: SemilinearSde, entry: IntegratorEntry, dt: number): StepMaps {
  const coordinates = new Coordinates(sde);
  const n = coordinates.length;
  const state = new FieldState(sde.fft, 1);
  const gaussians = new Impulse();
  const blank = entry.create(sde, dt).save();
  const remembered = memoryOf(blank).length;
  const length = n * (1 + remembered);

  const step = (vector: Vector, at: number, first: boolean): Vector => {
    const integrator = entry.create(sde, dt);
    if (!first && remembered > 0) {
      const before = Array.from({ length: remembered }, (_, i) => {
        const spectrum = sde.fft.allocSpectrum();
        coordinates.write(vector, spectrum, n * (i + 1));
        return spectrum;
      });
      integrator.load({ ...blank, started: true, before });
    }
    coordinates.write(vector, state.hat[0]);
    state.touch();
    gaussians.set(at);
    integrator.step(state, gaussians);
    const out = new Float64Array(length);
    coordinates.read(state.hat[0], out);
    memoryOf(integrator.save()).forEach((spectrum, i) => {
      coordinates.read(spectrum, out, n * (i + 1));
    });
    return out;
  };

  return {
    length,
    start(density) {
      const out = new Float64Array(length);
      out.set(density);
      return out;
    },
    mean: (vector, first = false) => step(vector, -1, first),
    drift(first = false) {
      const columns = Array.from({ length }, (_, i) => {
        const basis = new Float64Array(length);
        basis[i] = 1;
        return step(basis, -1, first);
      });
      return transpose(columns);
    },
    noise(vector, first = false) {
      const still = step(vector, -1, first);
      const count = gaussians.drawn;
      const columns = Array.from({ length: count }, (_, at) => subtract(step(vector, at, first), still));
      return gram(columns, length);
    },
  };
}

/** The spectra that a scheme has saved. */
function memoryOf(saved: Saved): readonly Float64Array[] {
  const before = saved.before;
  return Array.isArray(before) ? before.filter((entry) => entry instanceof Float64Array) : [];
}

/** The limit dt → 0, without any integrator: d mean/dt = A mean, dC/dt = A C + C Aᵀ + Q(mean). */
export interface Generator {
  readonly length: number;
  readonly drift: Matrix;
  noise(vector: Vector): Matrix;
}

export function generator(sde: SemilinearSde): Generator {
  const coordinates = new Coordinates(sde);
  const length = coordinates.length;
  const state = new FieldState(sde.fft, 1);
  const out = new FieldState(sde.fft, 1);
  const gaussians = new Impulse();
  const set = (vector: Vector): void => {
    coordinates.write(vector, state.hat[0]);
    state.touch();
  };
  const read = (): Vector => {
    const result = new Float64Array(length);
    coordinates.read(out.hat[0], result);
    return result;
  };
  const columns = Array.from({ length }, (_, i) => {
    const basis = new Float64Array(length);
    basis[i] = 1;
    set(basis);
    sde.nonlinear(state, out);
    const column = sde.hasNonlinear ? read() : new Float64Array(length);
    column[i] -= sde.linear[Math.ceil(i / 2)];
    return column;
  });
  return {
    length,
    drift: transpose(columns),
    noise(vector) {
      set(vector);
      gaussians.set(-1);
      sde.noise(state, gaussians, out);
      const count = gaussians.drawn;
      const draws = Array.from({ length: count }, (_, at) => {
        gaussians.set(at);
        sde.noise(state, gaussians, out);
        return read();
      });
      return gram(draws, length);
    },
  };
}

/** Mean, covariance and C(t, 0) = ⟨δρ(t) δρ(0)ᵀ⟩ at one time. */
export interface MomentState {
  readonly mean: Vector;
  readonly covariance: Matrix;
  readonly propagator: Matrix;
}

/** `steps` steps of a scheme from a density with its covariance; the propagator is ∂mean(t)/∂mean(0). */
export function advance(maps: StepMaps, density: Vector, covariance: Matrix, steps: number): MomentState {
  const n = density.length;
  let mean = maps.start(density);
  let c: Matrix = Array.from({ length: maps.length }, (_, i) => {
    const row = new Float64Array(maps.length);
    if (i < n) row.set(covariance[i]);
    return row;
  });
  let propagator = identity(maps.length);
  const later = maps.drift();
  for (let s = 0; s < steps; s++) {
    const first = s === 0;
    const a = first ? maps.drift(true) : later;
    c = add(multiply(multiply(a, c), transpose(a)), maps.noise(mean, first));
    propagator = multiply(a, propagator);
    mean = maps.mean(mean, first);
  }
  return { mean: mean.slice(0, n), covariance: corner(c, n), propagator: corner(propagator, n) };
}

/** The same for the limit dt → 0, by the classical Runge–Kutta method. */
export function advanceLimit(
  g: Generator,
  density: Vector,
  covariance: Matrix,
  time: number,
  steps: number,
): MomentState {
  const dt = time / steps;
  const at = transpose(g.drift);
  const rate = (s: MomentState): MomentState => ({
    mean: apply(g.drift, s.mean),
    covariance: add(add(multiply(g.drift, s.covariance), multiply(s.covariance, at)), g.noise(s.mean)),
    propagator: multiply(g.drift, s.propagator),
  });
  const along = (s: MomentState, r: MomentState, h: number): MomentState => ({
    mean: s.mean.map((value, i) => value + h * r.mean[i]),
    covariance: add(s.covariance, r.covariance, h),
    propagator: add(s.propagator, r.propagator, h),
  });
  let s: MomentState = { mean: density.slice(), covariance, propagator: identity(density.length) };
  for (let i = 0; i < steps; i++) {
    const r1 = rate(s);
    const r2 = rate(along(s, r1, dt / 2));
    const r3 = rate(along(s, r2, dt / 2));
    const r4 = rate(along(s, r3, dt));
    s = along(along(along(along(s, r1, dt / 6), r2, dt / 3), r3, dt / 3), r4, dt / 6);
  }
  return s;
}

/** Stationary mean with the given mass: the fixed point of the step, reached by squaring A. */
export function stationaryMean(a: Matrix, density: Vector): Vector {
  let power = a;
  for (let i = 0; i < 60; i++) power = multiply(power, power);
  return apply(power, density);
}

/** Solution of C = A C Aᵀ + Q by doubling. */
export function stationaryCovariance(a: Matrix, q: Matrix): Matrix {
  let c = q;
  let power = a;
  for (let i = 0; i < 40; i++) {
    const next = add(c, multiply(multiply(power, c), transpose(power)));
    power = multiply(power, power);
    if (largest(subtractMatrix(next, c)) <= 1e-18 * largest(next)) return next;
    c = next;
  }
  return c;
}

/** Stationary mean and covariance of the limit dt → 0: of the exact step e^{Aτ}, Q = ∫e^{As} q e^{Aᵀs} ds, by power series. */
export function stationaryLimit(g: Generator, density: Vector): { mean: Vector; covariance: Matrix } {
  const norm = Math.max(...g.drift.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
  const tau = 0.25 / norm;
  let step = identity(g.length);
  let term = step;
  for (let n = 1; n < 25; n++) {
    term = multiply(term, g.drift).map((row) => row.map((value) => (value * tau) / n));
    step = add(step, term);
  }
  const mean = stationaryMean(step, density);
  const transposed = transpose(g.drift);
  let rate = g.noise(mean);
  let factor = tau;
  let q: Matrix = rate.map((row) => row.map((value) => value * tau));
  for (let n = 2; n < 35; n++) {
    rate = add(multiply(g.drift, rate), multiply(rate, transposed));
    factor *= tau / n;
    q = add(q, rate, factor);
  }
  return { mean, covariance: stationaryCovariance(step, q) };
}

/** Complex numbers C_kq, [k][q] as [re, im]. */
export type ModePairs = readonly (readonly (readonly [number, number])[])[];

/** max|a_kq − b_kq|. */
export function pairDistance(a: ModePairs, b: ModePairs): number {
  let best = 0;
  a.forEach((row, i) => {
    row.forEach(([re, im], j) => {
      best = Math.max(best, Math.hypot(re - b[i][j][0], im - b[i][j][1]));
    });
  });
  return best;
}

/**
 * C_kq = ⟨δρ_k δρ_q*⟩ for all pairs of resolved modes with 0 < i ≤ `top` (positions in `resolved`, one dimension) and both
 * signs of q: [top][2·top + 1], q = −top … top.
 */
export function modeCovariance(c: Matrix, top: number): ModePairs {
  return Array.from({ length: top }, (_, p) => {
    const [a, b] = [2 * p + 1, 2 * p + 2];
    return Array.from({ length: 2 * top + 1 }, (_, i) => {
      const q = i - top;
      if (q === 0) return [0, 0] as const;
      const sign = q > 0 ? 1 : -1;
      const [x, y] = [2 * Math.abs(q) - 1, 2 * Math.abs(q)];
      return [c[a][x] + sign * c[b][y], c[b][x] - sign * c[a][y]] as const;
    });
  });
}

export function identity(n: number): Matrix {
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    row[i] = 1;
    return row;
  });
}

export function multiply(a: Matrix, b: Matrix): Vector[] {
  const width = b[0].length;
  return a.map((row) => {
    const out = new Float64Array(width);
    row.forEach((value, j) => {
      if (value === 0) return;
      const other = b[j];
      for (let k = 0; k < width; k++) out[k] += value * other[k];
    });
    return out;
  });
}

export function transpose(a: Matrix): Vector[] {
  return Array.from({ length: a[0].length }, (_, j) => Float64Array.from(a, (row) => row[j]));
}

export function add(a: Matrix, b: Matrix, factor = 1): Vector[] {
  return a.map((row, i) => row.map((value, j) => value + factor * b[i][j]));
}

export function apply(a: Matrix, v: Vector): Vector {
  return Float64Array.from(a, (row) => row.reduce((sum, value, j) => sum + value * v[j], 0));
}

export function subtractMatrix(a: Matrix, b: Matrix): Vector[] {
  return add(a, b, -1);
}

export function largest(a: Matrix): number {
  return a.reduce((best, row) => row.reduce((b, value) => Math.max(b, Math.abs(value)), best), 0);
}

function subtract(a: Vector, b: Vector): Vector {
  return a.map((value, i) => value - b[i]);
}

function corner(a: Matrix, n: number): Matrix {
  return a.slice(0, n).map((row) => row.slice(0, n));
}

function gram(columns: readonly Vector[], length: number): Matrix {
  const out = Array.from({ length }, () => new Float64Array(length));
  for (const b of columns) {
    for (let i = 0; i < length; i++) {
      if (b[i] === 0) continue;
      for (let j = 0; j < length; j++) out[i][j] += b[i] * b[j];
    }
  }
  return out;
}
