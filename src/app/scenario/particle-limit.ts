import type { ModeSet } from '../../core/modes.ts';
import { packingFraction } from '../../engines/particles/hard/packing.ts';
import { hardSphereStep } from '../../engines/particles/hard/step.ts';
import { particleIntegrators } from '../../engines/particles/integrators/index.ts';
import { particleStep } from '../../engines/particles/step-size.ts';
import { linearRate, type Model } from '../../physics/model.ts';
import type { ExternalPotential } from '../../physics/potentials/external/external.ts';
import type { PairPotential } from '../../physics/potentials/potential.ts';
import type { Scenario } from './scenario.ts';

/** The longest step that the particles may take, and why. */
export interface ParticleLimit {
  readonly dt: number;
  readonly reason: string;
}

interface Problem {
  readonly scenario: Scenario;
  readonly count: number;
  readonly modes: ModeSet;
  readonly model: Model | null;
  readonly potentials: readonly PairPotential[];
  readonly externals: readonly ExternalPotential[];
}

/** Points per axis at which the curvature of external potentials is looked at. */
const POINTS = 64;

/** The automatic step of a scenario's particles: that of their potentials, scheme and two-time observables. */
export function particleLimit(problem: Problem): ParticleLimit {
  const { scenario, count, potentials, modes } = problem;
  const { box, dynamics, particles } = scenario;
  const { kT, mu } = dynamics;
  const scale = particles['noise-scale'];
  const hard = potentials.find((u) => u.hardCore !== undefined);
  if (hard !== undefined) {
    if (hard.hardCore === 1) return { dt: Number.POSITIVE_INFINITY, reason: 'nothing: rods are exact' };
    const packing = packingFraction(box.length, count, hard.sigma);
    const diffusion = mu * kT * scale * scale;
    return hardSphereStep({ dim: box.length.length, packing, diameter: hard.sigma, diffusion });
  }
  const entry = particleIntegrators[particles.integrator];
  const { dim } = modes;
  const limit = particleStep({
    dim: dim === 1 || dim === 2 ? dim : 3,
    kT: kT * scale * scale,
    mu,
    density: count / box.length.reduce((volume, length) => volume * length, 1),
    potentials,
    externalCurvature: largestCurvature(problem),
    fastestRate: fastestRate(problem),
    firstOrderTimes: entry.offset !== 0,
  });
  const limits: ParticleLimit[] = [limit];
  if (entry.offset !== 0) {
    for (const { quantity, sample, average, times } of scenario.observe) {
      // the constant offset of the mean square displacement, half a step, is then half a per cent of the first lag
      if (quantity === 'mean-square-displacement') {
        limits.push({ dt: 0.01 * sample, reason: 'the mean square displacement (first order in this scheme)' });
      }
      // the state at t is that of t − dt/2: at most 0.002 off in S(k,t), and in a mode of the profile in units of its start
      const first = Math.min(...times.filter((t) => t > 0));
      if (average === 'replicas' && Number.isFinite(first)) {
        limits.push({ dt: 0.01 * first, reason: 'the averages at given times (first order in this scheme)' });
      }
    }
  }
  if (particles.integrator === 'baoab') limits.push(...underdamped(limit.dt, mu, particles.mass));
  return limits.reduce((best, one) => (one.dt < best.dt ? one : best));
}

/** Velocities relax in mμ, and oscillate in a well of curvature κ with √(κ/m); κ from the overdamped limit 0.32/(μκ). */
function underdamped(overdamped: number, mu: number, mass: number): readonly ParticleLimit[] {
  const curvature = 0.32 / (mu * overdamped);
  return [
    { dt: 0.2 * mass * mu, reason: 'the relaxation of velocities' },
    { dt: 0.1 * Math.sqrt(mass / Math.max(curvature, 1e-300)), reason: 'oscillations in the potential' },
  ];
}

/** Largest D k²(1 + ρû/kT) of the modes whose correlations in time are observed; 0 without. */
function fastestRate({ scenario, modes, model }: Problem): number {
  const { mu, kT } = scenario.dynamics;
  const rate = (k: number): number => Math.max(mu * kT * k * k, model === null ? 0 : linearRate(model, k));
  let fastest = 0;
  for (const { quantity, k, modes: chosen } of scenario.observe) {
    if (/intermediate-scattering$/.test(quantity) && Array.isArray(k)) {
      for (const wish of k) fastest = Math.max(fastest, rate(modes.shells[modes.nearestShell(Number(wish))].k));
    }
    if (quantity !== 'time-correlation' || !Array.isArray(chosen)) continue;
    for (let i = 0; i + modes.dim <= chosen.length; i += modes.dim) {
      const wave = modes.lengths.map((length, a) => (2 * Math.PI * Number(chosen[i + a])) / length);
      fastest = Math.max(fastest, rate(Math.hypot(...wave)));
    }
  }
  return fastest;
}

/** Largest |∂²V/∂x_a²| of all external potentials, on a grid of points. */
function largestCurvature({ scenario, externals }: Problem): number {
  if (externals.length === 0) return 0;
  const { length: lengths } = scenario.box;
  const dim = lengths.length;
  const counts = lengths.map(() => (dim === 3 ? POINTS / 2 : POINTS));
  const total = counts.reduce((product, n) => product * n, 1);
  const gradient = new Float64Array(dim);
  const slope = (x: number[], a: number): number => {
    let sum = 0;
    for (const external of externals) {
      external.gradient(x, gradient);
      sum += gradient[a];
    }
    return sum;
  };
  let largest = 0;
  for (let j = 0; j < total; j++) {
    let rest = j;
    const x = counts.map((n, a) => {
      const i = rest % n;
      rest = Math.floor(rest / n);
      return ((i + 0.25) * lengths[a]) / n;
    });
    for (let a = 0; a < dim; a++) {
      const h = 1e-4 * lengths[a];
      const [ahead, behind] = [[...x], [...x]];
      ahead[a] += h;
      behind[a] -= h;
      largest = Math.max(largest, Math.abs(slope(ahead, a) - slope(behind, a)) / (2 * h));
    }
  }
  return largest;
}
