import type { PairPotential } from '../../physics/potentials/potential.ts';

/** What the automatic step of the particles depends on. */
export interface ParticleStepProblem {
  readonly kT: number;
  readonly mu: number;
  readonly potential: PairPotential | null;
  /** Largest curvature |∂²V| of the external potentials. */
  readonly externalCurvature: number;
  /** Largest rate D k²(1 + ρû/kT) of the modes whose time correlations are observed; 0 when none are. */
  readonly fastestRate: number;
  /** The scheme's two-time functions are right to first order only. */
  readonly firstOrderTimes: boolean;
}

/**
 * The automatic step, the least of
 *   0.3/(μ κ), κ the largest curvature |u″| at distances with u < 5 kT (2·10⁻⁴ σ²/D for WCA at kT = ε)
 *   0.01 σ²/(D(1 + u(0)/kT)) for potentials that let particles overlap
 *   0.1/(μ |∂²V|) of the external potential
 *   0.01/L_max when two-time functions are observed with a scheme that is first order in them.
 */
export function particleStep(problem: ParticleStepProblem): { readonly dt: number; readonly reason: string } {
  const { kT, mu, potential, externalCurvature, fastestRate } = problem;
  const limits: { dt: number; reason: string }[] = [];
  if (potential !== null) {
    const { curvature, soft } = stiffness(potential, kT);
    if (curvature > 0) limits.push({ dt: 0.3 / (mu * curvature), reason: 'stiffness of the pair potential' });
    if (soft > 0) {
      const overlap = (0.01 * potential.sigma * potential.sigma) / (mu * kT * (1 + soft / kT));
      limits.push({ dt: overlap, reason: 'overlapping particles' });
    }
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

/** Largest |u″| where u < 5 kT, and u(0) where that is finite and positive (0 otherwise). */
function stiffness(potential: PairPotential, kT: number): { readonly curvature: number; readonly soft: number } {
  const points = 4000;
  const h = potential.range / points;
  let curvature = 0;
  let inner = potential.range;
  for (let i = points - 1; i > 0; i--) {
    const r = i * h;
    if (!(potential.energy(r) < 5 * kT)) break;
    inner = r;
    const e = 1e-4 * h;
    const slope = (potential.forceOverR(r + e) * (r + e) - potential.forceOverR(r - e) * (r - e)) / (2 * e);
    curvature = Math.max(curvature, Math.abs(slope));
  }
  const reached = inner <= 1.5 * h;
  return { curvature, soft: reached ? Math.max(potential.energy(1e-9 * potential.sigma), 0) : 0 };
}
