import type { Dimension } from '../../core/grid.ts';
import type { PairPotential } from '../../physics/potentials/potential.ts';

/** What the automatic step of the particles depends on. */
export interface ParticleStepProblem {
  readonly dim: Dimension;
  readonly kT: number;
  readonly mu: number;
  /** Mean number density ρ. */
  readonly density: number;
  readonly potentials: readonly PairPotential[];
  /** Largest curvature |∂²V| of the external potentials. */
  readonly externalCurvature: number;
  /** Largest rate D k²(1 + ρû/kT) of the modes whose time correlations are observed; 0 when none are. */
  readonly fastestRate: number;
  /** The scheme's two-time functions are right to first order only. */
  readonly firstOrderTimes: boolean;
}

interface Limit {
  readonly dt: number;
  readonly reason: string;
}

/**
 * The automatic step, the least of
 *   0.32/(μ κ), κ the largest curvature |u″| at distances with u < 5 kT (2·10⁻⁴ σ²/D for WCA at kT = ε); of charges, at any
 *   0.01 σ²/(D(1 + u(0)/kT)) for potentials that let particles overlap
 *   0.2/(μρ max_k k²|û(k)|) for the forces of all particles together, where û exists
 *   √(0.024 kT/(ρ max_k k⁴|û|))/D for charges, which have no u(0): Leimkuhler–Matthews answers a weak force of wavenumber k as
 *     if û were smaller by (z/2)/sinh(z/2) ≈ 1 − z²/24, z = Dk²dt, so that ρû z²/24kT, the error of S, stays below 10⁻³
 *   σ/(60 μF) where û exists, F² = kT ∫k²û ρû/(kT + ρû) d^dk/(2π)^d the mean square force of the random-phase approximation:
 *     a force of 6F, rarer than once in 10¹¹ in two dimensions, then moves a particle by σ/10, at which a run is stopped
 *   0.1/(μ |∂²V|) of the external potential
 *   0.01/L_max when two-time functions are observed with a scheme that is first order in them.
 */
export function particleStep(problem: ParticleStepProblem): { readonly dt: number; readonly reason: string } {
  const { mu, externalCurvature, fastestRate } = problem;
  const limits: Limit[] = problem.potentials.flatMap((potential) => pairLimits(potential, problem));
  const { second, charged, force } = collective(problem);
  if (second > 0) limits.push({ dt: 0.2 / (mu * second), reason: 'the forces of all particles together' });
  if (charged > 0) {
    limits.push({
      dt: Math.sqrt(0.024 / (problem.kT * charged)) / mu,
      reason: 'diffusion across the width of the charges',
    });
  }
  if (force > 0) {
    const shortest = Math.min(...problem.potentials.map(({ sigma }) => sigma));
    limits.push({ dt: shortest / (60 * mu * force), reason: 'displacement by forces' });
  }
  if (externalCurvature > 0) limits.push({ dt: 0.1 / (mu * externalCurvature), reason: 'external potential' });
  if (fastestRate > 0 && problem.firstOrderTimes) {
    limits.push({ dt: 0.01 / fastestRate, reason: 'time correlations (first order in this scheme)' });
  }
  return limits.reduce((best, limit) => (limit.dt < best.dt ? limit : best), {
    dt: Number.POSITIVE_INFINITY,
    reason: 'the sample interval',
  });
}

function pairLimits(given: PairPotential, { dim, kT, mu }: ParticleStepProblem): readonly Limit[] {
  const potential = given.inDimension?.(dim) ?? given;
  const { curvature, soft } = stiffness(potential, kT);
  const limits: Limit[] = [];
  if (curvature > 0) limits.push({ dt: 0.32 / (mu * curvature), reason: 'stiffness of the pair potential' });
  if (soft > 0) {
    const overlap = (0.01 * potential.sigma * potential.sigma) / (mu * kT * (1 + soft / kT));
    limits.push({ dt: overlap, reason: 'overlapping particles' });
  }
  return limits;
}

/** Wavenumbers at which û is looked at, up to 20/σ of the shortest σ and densest at small ones. */
const WAVES = 60;

/** ρ max_k k² Σ|û| of all potentials, ρ max_k k⁴ Σ|û| of the charges among them, and the root mean square force. */
function collective({ dim, density, potentials, kT }: ParticleStepProblem): {
  readonly second: number;
  readonly charged: number;
  readonly force: number;
} {
  const shortest = Math.min(...potentials.map(({ sigma }) => sigma));
  let second = 0;
  let charged = 0;
  let squares = 0;
  for (let i = 1; i <= WAVES && potentials.length > 0; i++) {
    const k = (20 * i * i) / (WAVES * WAVES * shortest);
    let all = 0;
    let charges = 0;
    for (const potential of potentials) {
      const strength = Math.abs(potential.transform(k, dim) ?? 0);
      all += strength;
      if (potential.longRange) charges += strength;
    }
    second = Math.max(second, density * k * k * all);
    charged = Math.max(charged, density * k * k * k * k * charges);
    const spread = (2 * k) / i;
    const shell = [1 / Math.PI, k / (2 * Math.PI), (k * k) / (2 * Math.PI * Math.PI)][dim - 1];
    squares += (shell * spread * kT * k * k * density * all * all) / (kT + density * all);
  }
  return { second, charged, force: Math.sqrt(squares) };
}

/**
 * Largest |u″| where u < 5 kT, and u(0) where that is finite and positive (0 otherwise). The energy of charges has no zero of
 * its own: their |u″| is looked at everywhere, and there is no u(0).
 */
function stiffness(potential: PairPotential, kT: number): { readonly curvature: number; readonly soft: number } {
  const { longRange = false, sigma } = potential;
  const points = 4000;
  const range = longRange ? 20 * sigma : potential.range;
  const h = range / points;
  let curvature = 0;
  let inner = range;
  for (let i = points - 1; i > 0; i--) {
    const r = i * h;
    if (!longRange && !(potential.energy(r) < 5 * kT)) break;
    inner = r;
    const e = 1e-4 * h;
    const slope = (potential.forceOverR(r + e) * (r + e) - potential.forceOverR(r - e) * (r - e)) / (2 * e);
    curvature = Math.max(curvature, Math.abs(slope));
  }
  const reached = inner <= 1.5 * h;
  return { curvature, soft: reached && !longRange ? Math.max(potential.energy(1e-9 * sigma), 0) : 0 };
}
