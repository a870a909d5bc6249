import type { Band, Term } from '../../core/fft/band.ts';
import type { Quadratic } from '../../core/fft/cell-loops.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { Dealias } from '../../core/grid.ts';
import type { Normals } from '../../core/normals.ts';
import type { Mobility } from '../../physics/mobilities/mobility.ts';
import { derivatives } from './derivatives.ts';
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
 * for all axes would correlate S(k) with direction. `uniform` (M at the mean density) gives additive noise. `scratch` is
 * written over by every draw: one array [size], one spectrum [2*modes] for every axis.
 */
export class ConservedNoise {
  readonly counts: NoiseCounts = { draws: 0, changed: 0, residual: 0 };
  readonly #fft: Fft;
  readonly #band: Band;
  readonly #policy: Positivity | null;
  readonly #mobility: Quadratic;
  #variance: Float64Array | null = null;
  readonly #product: Float64Array;
  /** The transformed flux of every axis with its k̃. */
  readonly #fluxes: readonly Term[];
  readonly #scale: number;
  /** Σρ, conserved. */
  readonly #total: number;

  constructor(
    fft: Fft,
    dealias: Dealias,
    setting: { mobility: Mobility; mean: number; kT: number; scale: number; positivity: string; uniform: boolean },
    scratch: { readonly product: Float64Array; readonly spectra: readonly Float64Array[] },
  ) {
    const { grid } = fft;
    this.#fft = fft;
    this.#band = fft.band(dealias);
    this.#mobility = setting.mobility.coefficients;
    this.#scale = setting.scale * Math.sqrt((2 * setting.kT) / grid.cellVolume);
    this.#product = scratch.product;
    this.#fluxes = derivatives(fft, dealias).map((k, a) => [k, scratch.spectra[a]]);
    const domain = setting.mobility.domain;
    const modes = this.#band.resolved.reduce((count, m) => count + grid.weight(m), 0);
    this.#policy =
      setting.uniform || domain === null
        ? null
        : bounded(
            positivityPolicies[setting.positivity].create(fft, setting.mean, grid.volume / modes),
            domain.upper,
            fft,
          );
    this.#total = setting.mean * grid.size;
    if (this.#policy === null) this.#variance = fft.allocReal().fill(setting.mean);
  }

  /** out = one draw for the density `rho`, [size] → [2*modes], on the resolved modes. */
  draw(rho: Float64Array, normals: Normals, out: Float64Array): void {
    const { cells } = this.#fft;
    const variance = this.#policy === null ? this.#kept() : this.#positive(this.#policy, rho);
    this.counts.draws++;
    for (const [, spectrum] of this.#fluxes) {
      cells.noise(variance, this.#mobility, this.#scale, normals, this.#product);
      this.#band.forward(this.#product, spectrum);
    }
    this.#band.rotate(out, this.#fluxes);
  }

  /** The variance density v of `rho`: `rho` itself where the policy would not change it. */
  #positive(policy: Positivity, rho: Float64Array): Float64Array {
    const { cells } = this.#fft;
    const { smallest, largest, sum } = cells.range(rho);
    if (smallest >= policy.from && largest <= policy.to) {
      this.counts.residual += sum / this.#total - 1;
      return rho;
    }
    const variance = this.#kept();
    this.counts.changed += policy.apply(rho, variance);
    this.counts.residual += cells.range(variance).sum / this.#total - 1;
    return variance;
  }

  /** The array of v, made when a density is first negative. */
  #kept(): Float64Array {
    this.#variance ??= this.#fft.allocReal();
    return this.#variance;
  }
}
