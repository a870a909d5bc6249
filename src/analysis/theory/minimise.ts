import type { Fft } from '../../core/fft/fft.ts';
import { Gaussians } from '../../core/random.ts';
import type { Model } from '../../physics/model.ts';
import { type DirectionScratch, directionScratch } from './direction-scratch.ts';
import { GridFreeEnergy } from './grid-free-energy.ts';
import { type Direction, newtonDirection } from './newton-direction.ts';
import { ReducedPotential } from './reduced-potential.ts';

/** What is held fixed, and when it is good enough. */
export interface MinimiseOptions {
  /** Chemical potential of a reservoir; null: the mean density of the start is kept. */
  readonly mu: number | null;
  /** Wanted residual, 1e-10. */
  readonly tolerance?: number;
  /** Newton iterations, 500. */
  readonly maxIterations?: number;
  progress?(iteration: number, residual: number): void;
}

/** A stationary profile of least F (fixed N) or Ω = F − μN (fixed μ), as far as the iteration came. */
export interface Equilibrium {
  /** The residual is met, and energy, μ and every density are numbers. */
  readonly converged: boolean;
  /** Stopped since N grew without end: Ω has no lower bound at this μ. */
  readonly unbounded: boolean;
  /** ρ(x), [size]. */
  readonly profile: Float64Array;
  /** μ̄, the mean of δF/δρ weighted by the density; the given one at fixed μ. */
  readonly mu: number;
  readonly energy: number;
  /** ∫ρ dx. */
  readonly particles: number;
  /** Ω = F − μ̄N; −PV of a uniform state. */
  readonly grandPotential: number;
  /** max|δF/δρ − μ̄|/scale over the cells whose density is more than 1e-12 of the largest. */
  readonly residual: number;
  /** kT of a density; of an order parameter max|f″| max|φ|. */
  readonly scale: number;
  readonly iterations: number;
  /** Whether the second variation was positive as far as the last step (without any: a test) has seen it; else a saddle. */
  readonly minimum: boolean;
  /** Applications of the second variation: the cost, in pairs of transforms. */
  readonly inner: number;
}

/** Residual beyond which a start is smoothed. */
const ROUGH = 1;
/** Largest |δu| of a step along a direction in which F falls ever faster. */
const LONGEST = 1e3;
/** Smallest part of a step that is tried. */
const SHORTEST = 1e-9;
/** N in parts of that of the start from which on Ω is taken to have no lower bound. */
const ENDLESS = 1e6;
/** Reduction of the residual of the linear system that tests the stability of a start: a search by conjugate gradients. */
const TESTED = 1e-3;

/** How ρ changes: by e^{δu}, exact for an ideal gas in a potential; or by δρ = ρδu, which an interaction is linear in. */
type Way = 'multiplied' | 'added';

/**
 * Minimises F[ρ] on a grid from a start profile by a truncated Newton method with a line search: every step lowers F (or
 * Ω), so that it ends in a minimum, at least a local one, and not in a saddle that the start does not lie on; at the end it
 * converges quadratically. Picard's iteration ρ = exp((μ − V − μ_ex)/kT) is its limit for weak interaction.
 * @throws RangeError for a mixture.
 */
export function minimise(model: Model, fft: Fft, start: Float64Array, options: MinimiseOptions): Equilibrium {
  if (model.species.length !== 1) throw new RangeError('one species can be minimised, not a mixture');
  const { tolerance = 1e-10, maxIterations = 500, progress } = options;
  const problem = new GridFreeEnergy(model, fft);
  const state = new ReducedPotential(problem, model, fft.grid, start, options.mu);
  let u = problem.unknown(start);
  let now = state.place(u);
  if (!(now.residual <= ROUGH)) {
    // steps and cut-off Fourier series cost far more than the interface that they become
    const smooth = problem.unknown(problem.smoothed(problem.rho));
    if (state.place(smooth).value < now.value) u = smooth;
    now = state.place(u);
  }
  let [inner, iterations] = [0, 0];
  let [indefinite, unbounded] = [false, false];
  const scratch = directionScratch(problem.size);
  let minimum = true;
  if (now.residual <= tolerance) {
    const test = isStable(problem, state.conserved, scratch);
    minimum = test.stable;
    inner += test.inner;
  }
  const first = state.particles();
  while (now.residual > tolerance && iterations < maxIterations && Number.isFinite(now.value)) {
    const { deviation, conserved } = state;
    const forcing = Math.min(0.1, Math.sqrt(now.residual));
    const change = new Float64Array(problem.size);
    const direction = newtonDirection(
      problem,
      { residual: deviation, conserved, forcing, indefinite },
      scratch,
      change,
    );
    inner += direction.inner + 1;
    minimum = !direction.saddle;
    const { next, flat } = lineSearch(problem, state, u, change, direction);
    if (next === null && (indefinite || !flat)) break;
    // where the energy cannot tell any more: a stationary point, whatever its kind
    if (next === null) indefinite = true;
    else u = next;
    now = state.place(u);
    iterations++;
    progress?.(iterations, now.residual);
    unbounded = !conserved && model.kind === 'density' && state.particles() > ENDLESS * first;
    if (unbounded && now.residual > tolerance) break;
  }
  now = state.place(u);
  const particles = state.particles();
  const finite = Number.isFinite(problem.energy + now.mu + particles) && problem.rho.every(Number.isFinite);
  const converged = now.residual <= tolerance && finite;
  return {
    converged,
    unbounded: unbounded && !converged,
    profile: Float64Array.from(problem.rho),
    mu: now.mu,
    energy: problem.energy,
    particles,
    grandPotential: problem.energy - now.mu * particles,
    residual: now.residual,
    scale: now.scale,
    iterations,
    minimum,
    inner,
  };
}

/** Whether no direction is found, from a random one on, along which the value falls. Overwrites the scratch. */
function isStable(
  problem: GridFreeEnergy,
  conserved: boolean,
  scratch: DirectionScratch,
): { readonly stable: boolean; readonly inner: number } {
  const gaussians = new Gaussians(1);
  const residual = Float64Array.from({ length: problem.size }, () => gaussians.next());
  const test = { residual, conserved, forcing: TESTED, indefinite: false };
  const { saddle, inner } = newtonDirection(problem, test, scratch, new Float64Array(problem.size));
  return { stable: !saddle, inner: inner + 1 };
}

/** The first state along a direction, from the full step on by halves, that is low enough; null without any. */
function lineSearch(
  problem: GridFreeEnergy,
  state: ReducedPotential,
  from: Float64Array,
  change: Float64Array,
  { negative }: Direction,
): { readonly next: Float64Array | null; readonly flat: boolean } {
  const before = state.last;
  const { slope, reach } = state.along(change);
  // at the end the energy is constant to its last digits: then it is the residual that must fall
  const rounding = 1e-13 * problem.magnitude;
  const flat = -slope < rounding;
  const ways: readonly Way[] = problem.logarithmic ? ['multiplied', 'added'] : ['added'];
  for (let alpha = 1; alpha > SHORTEST; alpha *= 0.5) {
    for (const way of ways) {
      let next = moved(problem, from, change, alpha, way);
      const after = state.place(next);
      const lower = flat
        ? Math.abs(after.value - before.value) <= rounding && after.residual < before.residual
        : after.value <= before.value + 1e-4 * alpha * slope;
      if (!lower) continue;
      let least = after.value;
      for (let longer = 2 * alpha; negative && longer * reach < LONGEST; longer *= 2) {
        const further = moved(problem, from, change, longer, 'added');
        const { value } = state.place(further);
        if (!(value < least)) break;
        [next, least] = [further, value];
      }
      return { next, flat };
    }
  }
  return { next: null, flat };
}

/** The state after a step. What is added to ρ never makes it negative: what falls, falls by e^{δu}. */
function moved(problem: GridFreeEnergy, u: Float64Array, change: Float64Array, alpha: number, way: Way): Float64Array {
  if (!problem.logarithmic || way === 'multiplied') return u.map((x, j) => x + alpha * change[j]);
  return u.map((x, j) => x + (change[j] > 0 ? Math.log1p(alpha * change[j]) : alpha * change[j]));
}
