import { observables } from '../../analysis/observables/index.ts';
import type { Observable, ObservableContext } from '../../analysis/observables/observable.ts';
import { createEntry } from '../../core/define.ts';
import type { DensitySource } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import type { AnalysisRequest, Quantity } from './quantities.ts';

/** Longest lags that are offered where none is asked for: as the number of frames is not known before the end. */
const OFFERED: readonly number[] = [64, 32, 16, 8, 4, 2, 1];

/** What has been measured in one run: states by group, quantity and longest lag (0 for quantities without lags). */
export type Measured = readonly ReadonlyMap<string, ReadonlyMap<number, Saved>>[];

/** One observable of a quantity. @throws RangeError when the registry does not know it */
export function measure(q: Quantity, request: AnalysisRequest, lags: number, context: ObservableContext): Observable {
  return createEntry(observables, { type: q.name, ...q.parameters(request, lags) }, context);
}

/**
 * The frames of one run, going through the observables of every group. They are made when the second frame has shown the
 * time between frames.
 */
export class RunSeries {
  frames = 0;
  /** Time between the first two frames; 0 for one frame. */
  every = 0;
  readonly #quantities: readonly Quantity[];
  readonly #request: AnalysisRequest;
  readonly #context: (every: number) => ObservableContext;
  #held: readonly DensitySource[] | null = null;
  #observables: readonly Map<string, Map<number, Observable>>[] = [];

  constructor(wanted: readonly Quantity[], request: AnalysisRequest, context: (every: number) => ObservableContext) {
    this.#quantities = wanted;
    this.#request = request;
    this.#context = context;
  }

  /** Takes one frame: one source per group. */
  observe(sources: readonly DensitySource[]): void {
    this.frames++;
    if (this.frames === 1) {
      this.#held = sources;
      return;
    }
    if (this.#held !== null) this.#begin(this.#held, sources[0].time - this.#held[0].time);
    this.#take(sources);
    if (this.#request.lags === null && this.frames === 2 * OFFERED[0]) this.#drop(OFFERED[0]);
  }

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
    this.every = every;
    this.#held = null;
    const context = this.#context(every);
    const { lags } = this.#request;
    this.#observables = first.map(() => {
      return new Map(
        this.#quantities.map((q) => {
          const offered = q.lagged === true ? (lags === null ? OFFERED : [lags]) : [0];
          return [q.name, new Map(offered.map((n) => [n, measure(q, this.#request, n, context)]))];
        }),
      );
    });
    this.#take(first);
  }

  #take(sources: readonly DensitySource[]): void {
    this.#observables.forEach((group, g) => {
      for (const all of group.values()) for (const own of all.values()) own.observe(sources[g]);
    });
  }

  /** Lets go of all offers below `lags`: there are frames enough. */
  #drop(lags: number): void {
    for (const group of this.#observables) {
      for (const all of group.values()) for (const n of all.keys()) if (n > 0 && n < lags) all.delete(n);
    }
  }
}

/** The longest offered lag that at least half of the frames can be origins of; null for a single frame. */
export function lagsFor(frames: number): number | null {
  return OFFERED.find((lags) => 2 * lags <= frames) ?? null;
}
