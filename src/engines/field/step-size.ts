import type { Fft } from '../../core/fft/fft.ts';
import type { Dealias } from '../../core/grid.ts';
import type { Functional } from '../../physics/functionals/functional.ts';
import { linearStructureFactor, type Model, meanDensities } from '../../physics/model.ts';
import type { IntegratorEntry } from './integrators/integrator.ts';
import type { SemilinearSde } from './sde.ts';

/** One upper limit on the time step, with what sets it. */
export interface StepLimit {
  readonly reason: string;
  readonly dt: number;
}

/** What the limits refer to. */
export interface StepProblem {
  readonly model: Model;
  readonly fft: Fft;
  readonly dealias: Dealias;
  readonly sde: SemilinearSde;
  readonly integrator: IntegratorEntry;
  /** c_s of the diffusive limit c_s/(D K_c²). */
  readonly diffusive: number;
}

/** c_s: 3 for two-point functions; three-point functions need 2 with etd-am2 and 0.25 with the other schemes. */
export function diffusiveConstant(accuracy: 'two-point' | 'three-point', integrator: string): number {
  if (accuracy === 'two-point') return 3;
  return integrator === 'etd-am2' ? 2 : 0.25;
}

/**
 * Limits that the density field `rho` sets ([size]; null: the fluctuations that linear theory expects). All assume the
 * whole linear part in the exponential:
 *   diffusive   c_s/(D K_c²), D = kT M(ρ0)/ρ0, with multiplicative noise
 *   local f     min{1/(K_c² max|δ|), ½/(K_c² rms δ)}, δ = Q′(ρ) − Q′(ρ0), times the scheme's safety factor
 *   nonlocal    ½/(|M′(ρ0)| σ_ρ max_k k²|Γ_k|), σ_ρ the standard deviation of the density; and
 *               ½/(M₀ max_k k²|Γ_k(ρ) − Γ_k(ρ0)|) at ρ0 ± the deviation of the density that a nonlinear term sees
 *   external    ½/(M′(ρ0) K_c max|∇V|)
 *   scheme      x_max of the schemes that are not exact for the linear part
 */
export function stepLimits(problem: StepProblem, rho: Float64Array | null): readonly StepLimit[] {
  const { model, fft, sde, integrator } = problem;
  const { grid } = fft;
  const cutoff = Math.max(...grid.cutoffs(problem.dealias));
  const rho0 = meanDensities(model)[0];
  const [, c1, c2] = model.mobility.coefficients;
  const slope = Math.abs(c1 + 2 * c2 * rho0);
  const limits: StepLimit[] = [];
  const add = (reason: string, dt: number): void => {
    if (dt > 0 && Number.isFinite(dt)) limits.push({ reason, dt });
  };
  if (sde.noiseKind === 'multiplicative') {
    const diffusion = (model.kT * model.mobility.value([rho0], 0, 0)) / rho0;
    add('diffusion at the cut-off', problem.diffusive / (diffusion * cutoff * cutoff));
  }
  const sigma = rho === null ? expectedDeviation(problem) : deviation(rho, rho0);
  if (sde.hasNonlinear) {
    const spread = rho ?? gaussianSample(rho0, sigma);
    const local = localResidual(model, spread, rho0);
    if (local !== null) {
      const limit = Math.min(1 / local.largest, 0.5 / local.rms) / (cutoff * cutoff);
      add('local free energy', limit * integrator.localSafety);
    }
    add('nonlocal free energy', 0.5 / (slope * sigma * largestKernel(problem)));
    add('density dependence of the nonlocal free energy', 0.5 / largestBend(problem, rho === null ? null : sigma));
    add('external potential', 0.5 / (slope * cutoff * largestForce(model, fft)));
  }
  add(
    'linear part of this scheme',
    integrator.largestRate / sde.linear.reduce((most, rate) => Math.max(most, rate), 0),
  );
  return limits;
}

/** The tightest of the limits; `none` when nothing limits the step. */
export function tightest(limits: readonly StepLimit[]): StepLimit {
  return limits.reduce((best, limit) => (limit.dt < best.dt ? limit : best), {
    reason: 'the sample interval',
    dt: Number.POSITIVE_INFINITY,
  });
}

/** sample/2^m, the largest that keeps the limit. */
export function quantise(sample: number, limit: number): number {
  let dt = sample;
  while (dt > limit * (1 + 1e-12)) dt /= 2;
  return dt;
}

/** σ_ρ of linear theory: (1/V²) Σ_k ⟨|ρ_k|²⟩ over the resolved modes that are stable, up to `largest` |k|. */
export function expectedDeviation(problem: StepProblem, largest = Number.POSITIVE_INFINITY): number {
  if (problem.sde.noiseKind === 'none') return 0;
  // neither model nor modes of an equation change, and every look at the step asks again
  const known = deviations.get(problem.sde) ?? new Map<number, number>();
  deviations.set(problem.sde, known);
  const value = known.get(largest) ?? sumOfModes(problem, largest);
  known.set(largest, value);
  return value;
}

const deviations = new WeakMap<SemilinearSde, Map<number, number>>();

function sumOfModes({ model, fft, sde }: StepProblem, largest: number): number {
  const { grid } = fft;
  const norm = model.kind === 'density' ? meanDensities(model)[0] : 1;
  let sum = 0;
  for (const m of sde.resolved) {
    if (m === 0 || grid.k2[m] > largest * largest) continue;
    const s = linearStructureFactor(model, Math.sqrt(grid.k2[m]));
    if (s > 0 && Number.isFinite(s)) sum += grid.weight(m) * s * norm;
  }
  return Math.sqrt(sum / grid.volume);
}

function localResidual(
  model: Model,
  rho: Float64Array,
  rho0: number,
): { readonly largest: number; readonly rms: number } | null {
  const fluxes = model.functionals.flatMap((f) => f.local?.flux(model.mobility.coefficients) ?? []);
  if (!fluxes.some((flux) => !flux.linear)) return null;
  const slopeAt = (value: number): number => fluxes.reduce((sum, flux) => sum + flux.slope(value), 0);
  const reference = slopeAt(rho0);
  let largest = 0;
  let squares = 0;
  for (let j = 0; j < rho.length; j++) {
    const delta = Math.abs(slopeAt(rho[j]) - reference);
    if (delta > largest) largest = delta;
    squares += delta * delta;
  }
  return { largest, rms: Math.sqrt(squares / rho.length) };
}

/** Terms with a part that is neither local nor external. */
function nonlocal(model: Model): readonly Functional[] {
  return model.functionals.filter((f) => f.inhomogeneous !== true && (f.local === undefined || f.sigma !== undefined));
}

/** F″(k) of a term without its local part. */
function kernelOf(f: Functional, k: number, rho: number): number {
  return f.curvature(k, [rho], 0, 0) - (f.local?.curvature(rho) ?? 0);
}

/** The largest over the resolved |k| of k² g(k); where there are very many, over so many of them, evenly, with the last. */
function largestOf({ fft, sde }: StepProblem, g: (k: number) => number): number {
  let squares = distinct.get(sde);
  if (squares === undefined) {
    const all = Float64Array.from(new Set(Array.from(sde.resolved, (m) => fft.grid.k2[m]))).sort();
    const count = Math.min(all.length, MOST_WAVES);
    squares = Float64Array.from({ length: count }, (_, i) => all[Math.floor(((i + 1) * all.length) / count) - 1]);
    distinct.set(sde, squares);
  }
  return squares.reduce((best, k2) => Math.max(best, k2 * g(Math.sqrt(k2))), 0);
}

function largestKernel(problem: StepProblem): number {
  const [rho0] = meanDensities(problem.model);
  const terms = nonlocal(problem.model);
  return largestOf(problem, (k) => Math.abs(terms.reduce((sum, f) => sum + kernelOf(f, k, rho0), 0)));
}

const MOST_WAVES = 512;
/** k² of the resolved modes of an equation, each once, ascending. */
const distinct = new WeakMap<SemilinearSde, Float64Array>();

/**
 * M₀ max_k k²|Γ(k; ρ0 ± s) − Γ(k; ρ0)|: zero for quadratic terms. A term of a length σ sees the density averaged over it: s is
 * then the deviation of the modes below 2π/σ, with what the field has beyond the expected fluctuations.
 */
function largestBend(problem: StepProblem, sigma: number | null): number {
  const { model } = problem;
  const [rho0] = meanDensities(model);
  const expected = expectedDeviation(problem);
  const beyond = sigma === null ? 0 : Math.sqrt(Math.max(0, sigma * sigma - expected * expected));
  const steps = nonlocal(model).map((f) => {
    const seen = f.sigma === undefined ? expected : expectedDeviation(problem, (2 * Math.PI) / f.sigma);
    const spread = Math.hypot(seen, beyond);
    const upper = Math.min(rho0 + spread, Math.max(rho0, f.continuedAbove ?? Number.POSITIVE_INFINITY));
    const lower = model.kind === 'density' ? Math.max(rho0 - spread, 0.1 * rho0) : rho0 - spread;
    return { f, densities: [lower, upper] };
  });
  const bend = (k: number): number => {
    return steps.reduce((sum, { f, densities }) => {
      const now = kernelOf(f, k, rho0);
      return sum + Math.max(...densities.map((rho) => Math.abs(kernelOf(f, k, rho) - now)));
    }, 0);
  };
  return model.mobility.value([rho0], 0, 0) * largestOf(problem, bend);
}

/** max|∂_aV| by central differences on the grid. */
function largestForce(model: Model, fft: Fft): number {
  const { grid } = fft;
  let best = 0;
  for (const functional of model.functionals) {
    const potential = functional.inhomogeneous === true ? functional.bind(fft).external : undefined;
    if (potential === undefined) continue;
    let stride = 1;
    for (let a = grid.dim - 1; a >= 0; a--) {
      const n = grid.cells[a];
      for (let j = 0; j < grid.size; j++) {
        const i = Math.floor(j / stride) % n;
        const right = i === n - 1 ? j - (n - 1) * stride : j + stride;
        best = Math.max(best, Math.abs(potential[right] - potential[j]) / grid.spacing[a]);
      }
      stride *= n;
    }
  }
  return best;
}

function deviation(rho: Float64Array, mean: number): number {
  let sum = 0;
  for (let j = 0; j < rho.length; j++) sum += (rho[j] - mean) * (rho[j] - mean);
  return Math.sqrt(sum / rho.length);
}

/** 401 values that stand for a Gaussian of this mean and deviation, out to 3.2 σ. */
function gaussianSample(mean: number, sigma: number): Float64Array {
  return Float64Array.from({ length: 401 }, (_, i) => {
    const u = (i + 0.5) / 401;
    return mean + sigma * 5.063 * (Math.exp(0.135 * Math.log(u)) - Math.exp(0.135 * Math.log(1 - u)));
  });
}
