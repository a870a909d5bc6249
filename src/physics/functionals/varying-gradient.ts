import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { BoundFunctional } from './functional.ts';

/**
 * F = ∫½κ(ρ)|∇ρ|² with κ = Σ κ_n ρⁿ on a grid: δF/δρ = ½κ′|∇ρ|² − ∇·(κ∇ρ), the exact derivative of the sum over cells, since
 * the spectral gradient is antisymmetric. Pressure by uniform scaling at fixed ρ_k (ρ ∝ 1/V, ∇ ∝ V^{−1/d}):
 * PV = Σ[½ρκ′ + (½ + 1/d)κ]|∇ρ|² δV.
 */
export function bindVaryingGradient(kappas: readonly number[], fft: Fft): BoundFunctional {
  const { grid } = fft;
  const slopes = kappas.slice(1).map((c, n) => (n + 1) * c);
  const spectrum = fft.allocSpectrum();
  const gradient = fft.allocReal();
  const work = fft.allocReal();
  const waves = grid.cells.map((_, a) => Float64Array.from({ length: grid.modes }, (_u, m) => grid.wavenumber(m, a)));

  /** gradient = ∂_aρ in every cell. */
  const differentiate = (hat: Float64Array, k: Float64Array): void => {
    for (let m = 0; m < k.length; m++) {
      spectrum[2 * m] = -k[m] * hat[2 * m + 1];
      spectrum[2 * m + 1] = k[m] * hat[2 * m];
    }
    fft.inverse(spectrum, gradient);
  };
  /** Σ w(ρ)|∇ρ|² over the cells. */
  const weighted = (s: FieldState, w: (rho: number) => number): number => {
    const rho = s.real();
    let sum = 0;
    for (const k of waves) {
      differentiate(s.hat[0], k);
      for (let j = 0; j < rho.length; j++) sum += w(rho[j]) * gradient[j] * gradient[j];
    }
    return sum;
  };
  return {
    nonlinear: true,
    energy: (s) => 0.5 * grid.cellVolume * weighted(s, (rho) => horner(kappas, rho)),
    pressure(s) {
      const share = 0.5 + 1 / grid.dim;
      const w = (rho: number): number => 0.5 * rho * horner(slopes, rho) + share * horner(kappas, rho);
      return weighted(s, w) / grid.size;
    },
    addPotential(s, out) {
      const rho = s.real();
      const [real, spectral] = [out.real[0], out.spectral[0]];
      for (const k of waves) {
        differentiate(s.hat[0], k);
        for (let j = 0; j < rho.length; j++) {
          real[j] += 0.5 * horner(slopes, rho[j]) * gradient[j] * gradient[j];
          work[j] = horner(kappas, rho[j]) * gradient[j];
        }
        fft.forward(work, spectrum);
        for (let m = 0; m < k.length; m++) {
          spectral[2 * m] += k[m] * spectrum[2 * m + 1];
          spectral[2 * m + 1] -= k[m] * spectrum[2 * m];
        }
      }
    },
  };
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let n = coefficients.length - 1; n >= 0; n--) sum = sum * x + coefficients[n];
  return sum;
}
