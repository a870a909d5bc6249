import { observables } from '../../analysis/observables/index.ts';
import type { Observable } from '../../analysis/observables/observable.ts';
import { createEntry } from '../../core/define.ts';
import type { DensitySource } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import type { AnalysisContext } from './analysis-context.ts';
import { lagOffers } from './lag-offers.ts';
import { Mixture } from './mixture.ts';
import type { AnalysisRequest, Quantity } from './quantities.ts';

/** What has been measured in one run: states by group, quantity and longest lag (0 for quantities without). */
export type Measured = readonly ReadonlyMap<string, ReadonlyMap<number, Saved>>[];

/** One observable of a quantity. @throws RangeError when it has no entry and the registry does not know it */
export function measure(q: Quantity, lags: number, request: AnalysisRequest, context: AnalysisContext): Observable {
  const { system } = context;
  const values = q.parameters(request, lags, system);
  return q.entry?.create(values, context) ?? createEntry(observables, { type: q.name, ...values }, context);
}

/**
 * The frames of one run, going through the observables of every group. They are made when the second frame has shown the
 * time between frames.
 */
export class RunSeries {
  frames = 0;
  readonly #quantities: readonly Quantity[];
  readonly #request: AnalysisRequest;
  readonly #context: (every: number) => AnalysisContext;
  #held: readonly DensitySource[] | null = null;
  #observables: readonly Map<string, Map<number, Observable>>[] = [];

  constructor(wanted: readonly Quantity[], request: AnalysisRequest, context: (every: number) => AnalysisContext) {
    this.#quantities = wanted;
    this.#request = request;
    this.#context = context;
  }

  /** Takes one frame: one source per group, all particles and then the types one by one. */
  observe(sources: readonly DensitySource[]): void {
    this.frames++;
    if (this.frames === 1) {
      this.#held = sources;
      return;
    }
    if (this.#held !== null) this.#begin(this.#held, sources[0].time - this.#held[0].time);
    this.#take(sources);
    this.#dropShorter();
  }

  /** What has been measured; nothing without frames. */
  end(): Measured {
    if (this.#held !== null) this.#begin(this.#held, 0);
    return this.#observables.map(
      (group) =>
        new Map(
          Array.from(group, ([name, all]) => [name, new Map(Array.from(all, ([lags, own]) => [lags, own.save()]))]),
        ),
    );
  }

  #begin(first: readonly DensitySource[], every: number): void {
    this.#held = null;
    const context = this.#context(every);
    this.#observables = first.map((_, g) => {
      const quantities = this.#quantities.filter((q) => g === 0 || q.mixture !== true);
      return new Map(
        quantities.map((q) => {
          const offers = lagOffers(q, this.#request, context.system);
          return [q.name, new Map(offers.map((lags) => [lags, measure(q, lags, this.#request, context)]))];
        }),
      );
    });
    this.#take(first);
  }

  #take(sources: readonly DensitySource[]): void {
    const mixture = sources.length > 1 ? new Mixture(sources.slice(1)) : null;
    this.#observables.forEach((group, g) => {
      for (const q of this.#quantities) {
        const source = q.mixture === true ? mixture : sources[g];
        if (source !== null) for (const own of group.get(q.name)?.values() ?? []) own.observe(source);
      }
    });
  }

  /** Lets go of the shorter offers once there are frames enough for the longest. */
  #dropShorter(): void {
    for (const group of this.#observables) {
      for (const all of group.values()) {
        const longest = Math.max(...all.keys());
        if (this.frames === 2 * longest) for (const lags of all.keys()) if (lags < longest) all.delete(lags);
      }
    }
  }
}
