import { normalisation, type ObservableContext } from '../../analysis/observables/observable.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';

/** Running mean of S(k) in the lowest shell, for the progress line. */
export class LowestShell {
  mean = Number.NaN;
  readonly #kind: ObservableContext['kind'];
  readonly #modes: ModeSet;
  readonly #values: Float64Array;
  #samples = 0;

  constructor(modes: ModeSet, kind: ObservableContext['kind']) {
    this.#kind = kind;
    this.#modes = modes.subset([0]);
    this.#values = new Float64Array(2 * this.#modes.count);
  }

  observe(source: DensitySource): void {
    source.densityModes(this.#modes, 0, this.#values);
    let sum = 0;
    for (const value of this.#values) sum += value * value;
    const s = sum / this.#modes.count / normalisation(source, this.#kind);
    this.#samples++;
    this.mean = this.#samples === 1 ? s : this.mean + (s - this.mean) / this.#samples;
  }
}
