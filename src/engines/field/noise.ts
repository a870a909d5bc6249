import type { Fft } from '../../core/fft/fft.ts';
import type { Gaussians } from '../../core/random.ts';
import type { Mobility } from '../../physics/mobilities/mobility.ts';
import { bounded, type Positivity, positivityPolicies } from './positivity.ts';

/** What the positivity policy has done so far, summed over all draws. */
export interface NoiseCounts {
  draws: number;
  /** Cells in which v ≠ ρ. */
  changed: number;
  /** Sum over draws of Σv/Σρ − 1: the bias of S(k) for the ideal gas with M = μρ. */
  residual: number;
}

/**
 * The conserved noise σ dW = Σ_a i k̃_a FFT[√(2kT M(v)) ξ_a], ξ_a(x) independent N(0, 1)/√h^d for every axis: one scalar noise
 * for all axes would correlate S(k) with direction. `uniform` (M at the mean density) gives additive noise.
 */
export class ConservedNoise {
  readonly counts: NoiseCounts = { draws: 0, changed: 0, residual: 0 };
  readonly #fft: Fft;
  readonly #resolved: Int32Array;
  readonly #policy: Positivity | null;
  readonly #mobility: Mobility;
  readonly #amplitude: Float64Array;
  readonly #variance: Float64Array;
  readonly #product: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #scale: number;
  /** Σρ, conserved. */
  readonly #total: number;

  constructor(
    fft: Fft,
    resolved: Int32Array,
    setting: { mobility: Mobility; mean: number; kT: number; scale: number; positivity: string; uniform: boolean },
  ) {
    const { grid } = fft;
    this.#fft = fft;
    this.#resolved = resolved;
    this.#mobility = setting.mobility;
    this.#scale = setting.scale * Math.sqrt((2 * setting.kT) / grid.cellVolume);
    this.#amplitude = fft.allocReal();
    this.#variance = fft.allocReal();
    this.#product = fft.allocReal();
    this.#spectrum = fft.allocSpectrum();
    const domain = setting.mobility.domain;
    const modes = resolved.reduce((count, m) => count + grid.weight(m), 0);
    this.#policy =
      setting.uniform || domain === null
        ? null
        : bounded(positivityPolicies[setting.positivity].create(grid, setting.mean, grid.volume / modes), domain.upper);
    this.#total = setting.mean * grid.size;
    if (this.#policy === null) {
      this.#variance.fill(setting.mean);
      this.#mobility.factor([this.#variance], 0, this.#amplitude);
    }
  }

  /** out = one draw for the density `rho`, [size] → [2*modes], zero outside the resolved modes. */
  draw(rho: Float64Array, gaussians: Gaussians, out: Float64Array): void {
    const amplitude = this.#amplitude;
    if (this.#policy !== null) {
      this.counts.changed += this.#policy.apply(rho, this.#variance);
      let sum = 0;
      for (let j = 0; j < amplitude.length; j++) sum += this.#variance[j];
      this.counts.residual += sum / this.#total - 1;
      this.#mobility.factor([this.#variance], 0, amplitude);
    }
    this.counts.draws++;
    const resolved = this.#resolved;
    for (let i = 0; i < resolved.length; i++) {
      out[2 * resolved[i]] = 0;
      out[2 * resolved[i] + 1] = 0;
    }
    const { grid } = this.#fft;
    for (let a = 0; a < grid.dim; a++) {
      gaussians.fill(this.#product, this.#scale);
      for (let j = 0; j < amplitude.length; j++) this.#product[j] *= amplitude[j];
      this.#fft.forward(this.#product, this.#spectrum);
      addResolvedDerivative(resolved, grid.k[a], this.#spectrum, out);
    }
  }
}

/** out += i k̃ input on the resolved modes. */
export function addResolvedDerivative(
  resolved: Int32Array,
  k: Float64Array,
  input: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < resolved.length; i++) {
    const m = resolved[i];
    out[2 * m] -= k[m] * input[2 * m + 1];
    out[2 * m + 1] += k[m] * input[2 * m];
  }
}
