import { drawFrom } from '../../core/draw-from.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { Grid } from '../../core/grid.ts';
import type { Gaussians } from '../../core/random.ts';
import { project } from '../../core/spectral.ts';
import { Droplet, type DropletShape } from './droplet.ts';

/** The mean profile that a run starts from. `file` carries the values of the grid's cells, [size]. */
export type Profile =
  | { readonly type: 'uniform' }
  | { readonly type: 'cosine'; readonly amplitude: number; readonly waves: readonly number[] }
  | { readonly type: 'step'; readonly amplitude: number; readonly axis: number }
  | ({ readonly type: 'droplet' } & DropletShape)
  | { readonly type: 'values'; readonly values: Float64Array };

/**
 * The profile in every cell, [size], with mean ρ0:
 *   cosine   ρ0(1 + A cos 2π n·x/L)
 *   step     ρ0(1 + A) for x < L/2, ρ0(1 − A) beyond: its Fourier series, cut off at the resolved modes by the mask
 *   droplet  tanh profile of the given radius and width round the middle of the box; the outside follows from the mean
 */
export function profileValues(grid: Grid, mean: number, profile: Profile): Float64Array {
  const out = new Float64Array(grid.size).fill(mean);
  switch (profile.type) {
    case 'uniform':
      break;
    case 'values':
      out.set(profile.values);
      break;
    case 'cosine':
      for (let j = 0; j < grid.size; j++) {
        let phase = 0;
        profile.waves.forEach((n, a) => {
          phase += (2 * Math.PI * n * grid.position(j, a)) / grid.lengths[a];
        });
        out[j] = mean * (1 + profile.amplitude * Math.cos(phase));
      }
      break;
    case 'step': {
      const [length, n] = [grid.lengths[profile.axis], grid.cells[profile.axis]];
      for (let j = 0; j < grid.size; j++) {
        const x = grid.position(j, profile.axis) / length;
        let sum = 0;
        for (let odd = 1; 2 * odd < n; odd += 2) sum += Math.sin(2 * Math.PI * odd * x) / odd;
        out[j] = mean * (1 + (4 / Math.PI) * profile.amplitude * sum);
      }
      break;
    }
    case 'droplet':
      new Droplet(grid, mean, profile).cells(out);
      break;
  }
  return out;
}

/** Beyond this many particles the cells' counts are drawn from their Gaussian limit. */
const COUNTED = 2e7;

/**
 * Independent particles on the profile, as many as the box holds (fixed N, multinomial counts): S(k) = 1 at once. Beyond
 * 2·10⁷ particles Gaussian counts of the same variance. @throws RangeError where the profile is negative.
 */
export function withPoissonFluctuations(grid: Grid, profile: Float64Array, gaussians: Gaussians): Float64Array {
  const out = new Float64Array(grid.size);
  const cumulative = new Float64Array(grid.size);
  let total = 0;
  for (let j = 0; j < grid.size; j++) {
    // a band-limited step rings: its small negative excursions hold no particles
    total += Math.max(profile[j], 0);
    cumulative[j] = total;
  }
  if (!(total > 0)) throw new RangeError('Poisson fluctuations need a positive profile');
  const particles = Math.round(total * grid.cellVolume);
  if (particles > COUNTED) {
    for (let j = 0; j < grid.size; j++) {
      out[j] = profile[j] + Math.sqrt(Math.max(profile[j], 0) / grid.cellVolume) * gaussians.next();
    }
    return out;
  }
  for (let i = 0; i < particles; i++) {
    out[drawFrom(cumulative, gaussians.uniform() * total)] += 1 / grid.cellVolume;
  }
  return out;
}

/**
 * The spectrum of a field under the mask, its mean set to ρ0 exactly. It is returned in `scratch.spectrum`, by way of
 * `scratch.real`: new arrays unless given.
 */
export function initialSpectrum(
  fft: Fft,
  resolved: Int32Array,
  values: Float64Array,
  mean: number,
  scratch = { real: fft.allocReal(), spectrum: fft.allocSpectrum() },
): Float64Array {
  const { real, spectrum } = scratch;
  real.set(values);
  fft.forward(real, spectrum);
  project(resolved, spectrum);
  spectrum[0] = mean * fft.grid.size;
  spectrum[1] = 0;
  return spectrum;
}
