import type { Fft } from '../../core/fft/fft.ts';
import type { BoundFunctional, Bulk } from './functional.ts';

/**
 * A quadratic term on a grid, F = (1/2V) Σ_k Γ(k)|ρ_k|² over the whole spectrum. Its pressure by uniform scaling
 * (ρ_k fixed, k ∝ V^{−1/d}) is −∂F/∂V = (1/2V²) Σ_k |ρ_k|² (Γ + k Γ′/d), with Γ′ by central differences of Γ.
 */
export function bindQuadratic(
  gamma: (k: number) => number,
  fft: Fft,
): BoundFunctional & { readonly kernel: Float64Array } {
  const { grid } = fft;
  const kernel = new Float64Array(grid.modes);
  const stress = new Float64Array(grid.modes);
  const known = new Map<number, readonly [number, number]>();
  for (let m = 0; m < grid.modes; m++) {
    const k2 = grid.k2[m];
    let pair = known.get(k2);
    if (pair === undefined) {
      const k = Math.sqrt(k2);
      const h = 1e-4 * (k + 1e-3);
      const slope = k === 0 ? 0 : (gamma(k + h) - gamma(k - h)) / (2 * h);
      pair = [gamma(k), gamma(k) + (k * slope) / grid.dim];
      known.set(k2, pair);
    }
    kernel[m] = pair[0];
    stress[m] = pair[1];
  }
  const half = 0.5 * (grid.cellVolume / grid.size);
  const sum = (weights: Float64Array, hat: Float64Array): number => {
    let total = 0;
    for (let m = 0; m < grid.modes; m++) {
      total += grid.weight(m) * weights[m] * (hat[2 * m] * hat[2 * m] + hat[2 * m + 1] * hat[2 * m + 1]);
    }
    return half * total;
  };
  return {
    kernel,
    energy: (s) => sum(kernel, s.hat[0]),
    pressure: (s) => sum(stress, s.hat[0]) / grid.volume,
    addPotential(s, out) {
      for (let m = 0; m < grid.modes; m++) {
        out.spectral[0][2 * m] += kernel[m] * s.hat[0][2 * m];
        out.spectral[0][2 * m + 1] += kernel[m] * s.hat[0][2 * m + 1];
      }
    },
  };
}

/** f = ½Γ(0)ρ² of a quadratic term. */
export function quadraticBulk(gamma0: number): Bulk {
  return { f: (rho) => 0.5 * gamma0 * rho * rho, slope: (rho) => gamma0 * rho };
}
