import type { DensitySource } from '../../core/modes.ts';
import { normalisation, type ObservableContext } from './observable.ts';
import type { QuadraticLayout } from './quadratic-series.ts';

/** Reads all modes of a source and makes the quantities Σ w|ρ_m|² of a layout. */
export class QuadraticSampler {
  readonly quantities: Float64Array;
  /** ρ_k/√norm, [2*modes]. */
  readonly rho: Float64Array;
  readonly #context: ObservableContext;
  readonly #layout: QuadraticLayout;

  constructor(context: ObservableContext, layout: QuadraticLayout) {
    this.#context = context;
    this.#layout = layout;
    this.quantities = new Float64Array(layout.groups.length);
    this.rho = new Float64Array(2 * context.modes.count);
  }

  take(s: DensitySource): void {
    const { rho, quantities } = this;
    s.densityModes(this.#context.modes, 0, rho);
    const scale = 1 / Math.sqrt(normalisation(s, this.#context.kind));
    for (let i = 0; i < rho.length; i++) rho[i] *= scale;
    this.#layout.groups.forEach(({ members, weights }, j) => {
      let sum = 0;
      for (let i = 0; i < members.length; i++) {
        const m = 2 * members[i];
        sum += weights[i] * (rho[m] * rho[m] + rho[m + 1] * rho[m + 1]);
      }
      quantities[j] = sum;
    });
  }
}
