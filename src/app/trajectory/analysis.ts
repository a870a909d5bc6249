import type { Observable } from '../../analysis/observables/observable.ts';
import type { Curve } from '../../core/curve.ts';
import { type DensitySource, type ModeSet, modesWithin } from '../../core/modes.ts';
import { UsageError } from '../usage-error.ts';
import { AnalysisContext } from './analysis-context.ts';
import { lagOffers, longestLag } from './lag-offers.ts';
import { type AnalysisRequest, type Quantity, quantities, type System } from './quantities.ts';
import { measure, RunSeries } from './run-series.ts';

/** Modes that can be measured at once in reasonable memory. */
const MOST = 2e6;
/** Rows (pairs of types × shells) that can be averaged at once: each takes about 1 kB. */
const ROWS = 2e5;

/** What one analysis has given. */
export interface AnalysisCurves {
  /** Curves of every group. */
  readonly curves: readonly (readonly Curve[])[];
  /** Longest lag in frames of every quantity that has one. */
  readonly lags: Readonly<Record<string, number>>;
}

/** Sends frames through the registered observables: one set of them per run, joined at the end like replicas. */
export class Analysis {
  readonly modes: ModeSet;
  readonly #request: AnalysisRequest;
  readonly #wanted: readonly Quantity[];
  /** What would be too much for the memory, and why. */
  readonly #tooMuch: string | null;
  /** Frames of every run. */
  readonly frames: number[] = [];
  readonly #context: AnalysisContext;
  /** Observables that join the runs, by quantity and longest lag, one map per group. */
  readonly #joined: Map<string, Map<number, Observable>>[] = [];
  #run: RunSeries | null = null;

  constructor(request: AnalysisRequest, system: System) {
    const { lengths } = system;
    this.#request = request;
    const count = ((2 * request.kmax + 1) ** lengths.length - 1) / 2;
    if (count > MOST) {
      throw new UsageError(`--kmax ${request.kmax} makes ${count} modes in ${lengths.length}D, more than ${MOST}`);
    }
    this.modes = modesWithin(
      lengths,
      lengths.map(() => request.kmax),
    );
    this.#context = new AnalysisContext(this.modes, request, system);
    const pairs = (system.types * (system.types + 1)) / 2;
    const over = pairs * this.modes.shells.length > ROWS;
    this.#wanted = quantities.filter((q) => {
      return q.asked(request, system) && (system.particles !== null || q.particles !== true) && !(q.mixture && over);
    });
    this.#tooMuch = over
      ? `structure-factor-partial is left out: ${pairs} pairs of types × ${this.modes.shells.length} shells are more than ${ROWS} rows; choose with --types, or lower --kmax ${request.kmax}`
      : null;
    const largest = this.modes.shells[this.modes.shells.length - 1].k;
    const beyond = request.k.find((k) => k > largest * (1 + 1e-9));
    if (beyond !== undefined) {
      const most = Math.ceil((beyond * Math.max(...lengths)) / (2 * Math.PI));
      throw new UsageError(
        `--k ${beyond} is beyond the largest |k| = ${largest.toPrecision(5)} of --kmax ${request.kmax}; raise it, at most to ${most}`,
      );
    }
  }

  /** Whether an observable needs positions that are followed across the borders. */
  get follows(): boolean {
    return this.#wanted.some((q) => q.follows === true);
  }

  /** Whether something was asked for that needs equally spaced frames. */
  get lagged(): boolean {
    return this.#wanted.some((q) => q.lagged === true && q.unasked !== true);
  }

  /** Begins the next run. */
  begin(): void {
    this.#close();
    this.frames.push(0);
    this.#run = new RunSeries(this.#wanted, this.#request, (every) => this.#context.at(every));
  }

  /** Takes a frame of the current run, one source per group: all particles, then the types one by one. */
  observe(sources: readonly DensitySource[]): void {
    this.frames[this.frames.length - 1]++;
    this.#run?.observe(sources);
  }

  /**
   * The curves of all runs; `uneven`: the frames are not equally spaced. What was not asked for and cannot be had is left
   * out. @throws UsageError where there are too few frames for what is asked
   */
  finish(uneven: boolean, warn: (message: string) => void): AnalysisCurves {
    this.#close();
    if (this.#tooMuch !== null) warn(this.#tooMuch);
    const lags: Record<string, number> = {};
    const measured = this.#wanted.filter((q) => {
      if (q.lagged !== true) return true;
      const longest = this.#longest(q);
      if (longest !== null && !uneven) {
        lags[q.name] = longest;
        return true;
      }
      if (q.unasked !== true) throw new UsageError(`${q.name} needs at least two frames; there is one: leave out --k`);
      warn(`${q.name} is left out: it needs ${uneven ? 'equally spaced' : 'at least two'} frames`);
      return false;
    });
    const curves = this.#joined.map((group) =>
      measured.flatMap(
        (q) =>
          group
            .get(q.name)
            ?.get(lags[q.name] ?? 0)
            ?.curves() ?? [],
      ),
    );
    return { curves, lags };
  }

  /** Ends the current run and joins it to those before, so that only the current one is held in memory. */
  #close(): void {
    const measured = this.#run?.end() ?? [];
    this.#run = null;
    measured.forEach((group, g) => {
      this.#joined[g] ??= new Map();
      for (const q of this.#wanted) {
        const joined = this.#joined[g].get(q.name) ?? new Map<number, Observable>();
        this.#joined[g].set(q.name, joined);
        for (const [lags, saved] of group.get(q.name) ?? []) {
          const own = joined.get(lags) ?? measure(q, lags, this.#request, this.#context);
          joined.set(lags, own);
          own.merge(saved);
        }
      }
    });
  }

  #longest(q: Quantity): number | null {
    const most = Math.max(...this.frames);
    const { lags } = this.#request;
    if (lags === null) return longestLag(lagOffers(q, this.#request, this.#context.system), most);
    if (lags >= most) throw new UsageError(`--lags ${lags} needs more than ${lags} frames; there are ${most}`);
    return lags;
  }
}
