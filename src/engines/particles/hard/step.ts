/** What the automatic step of hard disks or spheres depends on. */
export interface HardStepProblem {
  readonly dim: number;
  /** Packing fraction η. */
  readonly packing: number;
  readonly diameter: number;
  /** D = μ kT. */
  readonly diffusion: number;
}

/**
 * The longest step of hard disks and spheres for which D(t) = MSD/2dt is right to about 0.2 % at lags beyond the step:
 *   D dt = 10⁻³ σ²/(Z − 1), Z the compressibility factor (Henderson 1975; Carnahan & Starling 1969), at most 5·10⁻³ σ².
 *
 * Measured (N = 1000), with a = √(2D dt): D(t = 0.64 σ²/D) lacks κ(a/σ)² of its value,
 *   2D, η = 0.2, 0.4, 0.6, 0.68: κ = 0.3, 1.0, 2.3, 2.3;      3D, η = 0.3, 0.45: κ = 2.4, 4.6;      so κ ≲ 0.8 (Z − 1).
 * When a is halved, the error falls to 1/4 at a ≪ the gaps between particles (a ≤ 0.05 σ at η = 0.4), to 1/3 … 1/2.2 at
 * a = 0.1 … 0.4 σ. S(k), g(r) and the pressure have no error of the step at all. Rods are exact at any step.
 */
export function hardSphereStep(problem: HardStepProblem): { readonly dt: number; readonly reason: string } {
  const { dim, packing, diameter, diffusion } = problem;
  const excess = Math.max(compressibility(dim, packing) - 1, 0.2);
  return { dt: (1e-3 * diameter * diameter) / (diffusion * excess), reason: 'collisions of hard particles' };
}

/** Z = P/ρkT of the fluid. */
function compressibility(dim: number, eta: number): number {
  const free = 1 - eta;
  if (dim === 2) return (1 + (eta * eta) / 8) / (free * free);
  return (1 + eta + eta * eta - eta * eta * eta) / (free * free * free);
}
