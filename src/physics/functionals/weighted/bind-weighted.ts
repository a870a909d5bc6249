import type { Fft } from '../../../core/fft/fft.ts';
import type { FieldState } from '../../../core/field.ts';
import type { BoundFunctional } from '../functional.ts';
import { addAdjoint, convolve, type GridWeight, gridWeights } from './grid-weights.ts';
import type { WeightedForm } from './weighted-form.ts';

/**
 * F = kT hᵈ Σ_j Φ(n_1, …, n_A) on a grid, with n_α = IFFT[ω̂_α ρ̂]: A inverse transforms, and as many forward ones for
 *   δF/δρ  = kT IFFT[Σ_α ω̂_α* FFT(∂Φ/∂n_α)],  exactly the derivative of the sum, and
 *   −∂F/∂V = −F/V + (kT hᵈ/V) Σ_j Σ_α (∂Φ/∂n_α) IFFT[s_α ρ̂],  s_α = ω̂_α + (1/d) k·∂ω̂_α/∂k,
 * by uniform scaling: with V → V(1 + ε) at fixed ρ_k, ρ̂ → ρ̂/(1 + ε) and k → k(1 + ε)^{−1/d}, so that dn̂_α/dε = −s_α ρ̂.
 */
export function bindWeighted(form: WeightedForm, kT: number, fft: Fft): BoundFunctional {
  const { grid } = fft;
  const weights = gridWeights(form, grid);
  const fields = weights.map(() => fft.allocReal());
  const work = fft.allocSpectrum();
  const sum = fft.allocSpectrum();
  /** ΣΦ; the fields are then ∂Φ/∂n_α. */
  const differentiate = (s: FieldState): number => {
    weights.forEach((weight, i) => {
      convolve(weight, s.hat[0], work);
      fft.inverse(work, fields[i]);
    });
    return form.differentiate(fields);
  };
  return {
    nonlinear: true,
    energy: (s) => kT * grid.cellVolume * differentiate(s),
    pressure(s) {
      const energy = differentiate(s);
      const virial = weights.reduce((total, weight, i) => {
        fft.forward(fields[i], work);
        return total + virialOf(weight, work, s.hat[0]);
      }, 0);
      return (kT * grid.cellVolume * (virial / grid.size - energy)) / grid.volume;
    },
    addPotential(s, out) {
      differentiate(s);
      sum.fill(0);
      weights.forEach((weight, i) => {
        fft.forward(fields[i], work);
        addAdjoint(weight, work, sum);
      });
      const target = out.spectral[0];
      for (let i = 0; i < sum.length; i++) target[i] += kT * sum[i];
    },
  };

  /** Σ_k Φ̂* s ρ̂ over the whole spectrum. */
  function virialOf({ odd, stress }: GridWeight, phi: Float64Array, hat: Float64Array): number {
    let total = 0;
    for (let m = 0; m < stress.length; m++) {
      const [re, im] = odd ? [hat[2 * m + 1], -hat[2 * m]] : [hat[2 * m], hat[2 * m + 1]];
      total += grid.weight(m) * stress[m] * (phi[2 * m] * re + phi[2 * m + 1] * im);
    }
    return total;
  }
}
