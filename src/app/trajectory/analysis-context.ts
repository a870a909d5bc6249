import type { ObservableContext } from '../../analysis/observables/observable.ts';
import { createFft } from '../../core/fft/backends.ts';
import type { Fft } from '../../core/fft/fft.ts';
import { Grid } from '../../core/grid.ts';
import type { ModeSet } from '../../core/modes.ts';
import type { AnalysisRequest, System } from './quantities.ts';

/** What the observables of an analysis are made in: there is no scenario, and the time between frames shows late. */
export class AnalysisContext implements ObservableContext {
  readonly modes: ModeSet;
  readonly kind: ObservableContext['kind'];
  readonly average = 'time';
  readonly times: readonly number[] = [];
  readonly mean: ObservableContext['mean'];
  readonly meanDensity: number;
  readonly deviation: number;
  /** Time between frames of the first run that has two; 0 until then. */
  sample = 0;
  readonly system: System;
  readonly #cells: readonly number[];
  #fft: Fft | null = null;

  constructor(modes: ModeSet, { kind, mean, kmax }: AnalysisRequest, system: System) {
    const { density, lengths } = system;
    this.modes = modes;
    this.system = system;
    this.kind = kind;
    this.mean = mean;
    this.meanDensity = density;
    // of the ideal gas in these modes: Var ρ = Σ_k S(k) ρ0/V
    const volume = lengths.reduce((product, length) => product * length, 1);
    this.deviation = Math.sqrt((Math.abs(density) * 2 * modes.count) / volume);
    this.#cells = lengths.map(() => 2 * kmax + 2);
  }

  /** The context of a run whose frames are `every` apart. */
  at(every: number): this {
    if (this.sample === 0) this.sample = every;
    return this;
  }

  /** Made only for an observable that shows real space. */
  get fft(): Fft {
    this.#fft ??= createFft(new Grid(this.modes.lengths, this.#cells));
    return this.#fft;
  }
}
