import type { Fft } from '../../core/fft/fft.ts';
import type { Dealias } from '../../core/grid.ts';
import { derivatives } from './derivatives.ts';

/** ∂_aV of an external potential V, [size], in every cell, band-limited like everything else, [dim][size]. */
export function potentialGradients(potential: Float64Array, fft: Fft, dealias: Dealias): readonly Float64Array[] {
  const band = fft.band(dealias);
  const spectrum = fft.allocSpectrum();
  const real = fft.allocReal();
  real.set(potential);
  band.forward(real, spectrum);
  return derivatives(fft, dealias).map((k) => {
    const derivative = fft.allocSpectrum();
    band.rotate(derivative, [[k, spectrum]]);
    const out = fft.allocReal();
    band.inverse(derivative, out);
    return out;
  });
}

/** −k̃² M₀ V̂, [2*modes]: the drift of an external potential where the mobility M₀ does not vary. */
export function staticDrift(potential: Float64Array, fft: Fft, mobility: number): Float64Array {
  const out = fft.allocSpectrum();
  const real = fft.allocReal();
  real.set(potential);
  fft.forward(real, out);
  const k2 = fft.grid.k2;
  for (let m = 0; m < k2.length; m++) {
    out[2 * m] *= -k2[m] * mobility;
    out[2 * m + 1] *= -k2[m] * mobility;
  }
  return out;
}
