import type { Observable } from '../../analysis/observables/observable.ts';
import type { DensitySource } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import type { Schedule } from '../scenario/schedule.ts';

/** The observables of one replica, each sampled when it is due. */
export class Measurements {
  readonly #items: readonly { readonly observable: Observable; readonly due: (tick: number) => boolean }[];
  readonly #samples: number[];

  constructor(specs: readonly ObserveSpec[], times: Schedule, make: (spec: ObserveSpec) => Observable) {
    this.#items = specs.map((spec) => ({ observable: make(spec), due: dueTicks(spec, times) }));
    this.#samples = specs.map(() => 0);
  }

  look(tick: number, source: DensitySource): void {
    this.#items.forEach(({ observable, due }, i) => {
      if (!due(tick)) return;
      observable.observe(source);
      this.#samples[i]++;
    });
  }

  /** State of every observable, in the order of the scenario. */
  save(): readonly Saved[] {
    return this.#items.map(({ observable }) => observable.save());
  }

  /** How often each of them has been sampled. */
  get samples(): readonly number[] {
    return this.#samples;
  }
}

/** Whether an observable is due at a tick. */
function dueTicks(spec: ObserveSpec, { tick, warmup }: Schedule): (tick: number) => boolean {
  if (spec.average === 'replicas') {
    const times = new Set(spec.times.map((t) => Math.round(t / tick)));
    return (at) => times.has(at);
  }
  const every = Math.round(spec.sample / tick);
  return (at) => at > warmup && (at - warmup) % every === 0;
}
