import type { Observable } from '../../analysis/observables/observable.ts';
import type { Curve } from '../../core/curve.ts';
import type { Saved } from '../../core/saved.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';

/** The observables of all replicas, joined in the order of the calls. */
export class Joined {
  readonly #observables: readonly Observable[];
  /** Replicas that each observable has been given. */
  readonly #merged: number[];

  constructor(specs: readonly ObserveSpec[], make: (spec: ObserveSpec) => Observable) {
    this.#observables = specs.map(make);
    this.#merged = specs.map(() => 0);
  }

  add(states: readonly Saved[], samples: readonly number[]): void {
    this.#observables.forEach((observable, i) => {
      if (samples[i] === 0) return;
      observable.merge(states[i]);
      this.#merged[i]++;
    });
  }

  /** The curves of all that has been sampled. */
  curves(): readonly Curve[] {
    return this.#observables.filter((_, i) => this.#merged[i] > 0).flatMap((observable) => observable.curves());
  }
}
