import type { Band, Term } from '../../core/fft/band.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';

/** A term of that form with its F″(k) at the mean density. */
export interface NonlinearTerm {
  readonly bound: BoundFunctional;
  curvature(k: number): number;
}

/**
 * μ = Σ δF/δρ of the terms whose chemical potential is a nonlinear functional of ρ (weighted densities). With Γ = Σ F″(k)
 * at ρ0, the drift ∇·(M∇μ) is −k̃²M₀Γρ̂, which is the integrator's, plus
 *   −k̃²M₀(μ̂ − Γρ̂)  (`remainder`)  and  ∇·((M − M₀)∇μ), for which `gradient` gives i k̃_a μ̂.
 */
export class NonlinearPotential {
  /** Γ(k) of every mode, [modes]. */
  readonly kernel: Float64Array;
  readonly #terms: readonly BoundFunctional[];
  readonly #band: Band;
  readonly #sum: { readonly real: readonly Float64Array[]; readonly spectral: readonly Float64Array[] };
  readonly #hat: Float64Array;
  readonly #difference: Float64Array;
  readonly #one: Float64Array;
  readonly #ofPotential: Float64Array;
  readonly #ofDensity: Float64Array;

  constructor(terms: readonly NonlinearTerm[], fft: Fft, band: Band, meanMobility: number) {
    const { grid } = fft;
    this.#terms = terms.map(({ bound }) => bound);
    this.#band = band;
    this.kernel = new Float64Array(grid.modes);
    for (const m of band.resolved) {
      this.kernel[m] = terms.reduce((sum, term) => sum + term.curvature(Math.sqrt(grid.k2[m])), 0);
    }
    this.#sum = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
    this.#hat = fft.allocSpectrum();
    this.#difference = fft.allocSpectrum();
    this.#one = band.coefficient(() => 1);
    this.#ofPotential = band.coefficient((i) => -grid.k2[band.resolved[i]] * meanMobility);
    this.#ofDensity = band.coefficient((i) => grid.k2[band.resolved[i]] * meanMobility * this.kernel[band.resolved[i]]);
  }

  /** Evaluates μ̂ of the state, under the mask; the others refer to it until the next call. */
  update(s: FieldState): void {
    const { real, spectral } = this.#sum;
    real[0].fill(0);
    spectral[0].fill(0);
    for (const term of this.#terms) term.addPotential(s, this.#sum);
    const own: Term = [this.#one, spectral[0]];
    if (isZero(real[0])) {
      this.#band.combine(this.#hat, [own]);
      return;
    }
    this.#band.forward(real[0], this.#hat);
    this.#band.combine(this.#hat, [[this.#one, this.#hat], own]);
  }

  /** To be rotated: i k̃_a μ̂. */
  gradient(k: Float64Array): Term {
    return [k, this.#hat];
  }

  /** −k̃²M₀(μ̂ − Γρ̂), to be added. */
  remainder(s: FieldState): Term {
    this.#band.combine(this.#difference, [
      [this.#ofPotential, this.#hat],
      [this.#ofDensity, s.hat[0]],
    ]);
    return [this.#one, this.#difference];
  }
}

/** Most terms write their potential in spectral form alone. */
function isZero(values: Float64Array): boolean {
  for (let j = 0; j < values.length; j++) if (values[j] !== 0) return false;
  return true;
}
