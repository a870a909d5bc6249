import type { ObservableContext } from '../../analysis/observables/observable.ts';
import type { Curve } from '../../core/curve.ts';
import { createFft } from '../../core/fft/backends.ts';
import type { Fft } from '../../core/fft/fft.ts';
import { Grid } from '../../core/grid.ts';
import { type DensitySource, type ModeSet, modesWithin } from '../../core/modes.ts';
import { UsageError } from '../usage-error.ts';
import { type AnalysisRequest, type Quantity, quantities } from './quantities.ts';
import { lagsFor, type Measured, measure, RunSeries } from './run-series.ts';

/** Modes that can be measured at once in reasonable memory. */
const MOST = 2e6;

/** What one analysis has given. */
export interface AnalysisCurves {
  /** Curves of every group. */
  readonly curves: readonly (readonly Curve[])[];
  /** Longest lag in frames; null without lagged quantities. */
  readonly lags: number | null;
}

/** Sends frames through the registered observables: one set of them per run, joined at the end like replicas. */
export class Analysis {
  readonly modes: ModeSet;
  readonly #request: AnalysisRequest;
  readonly #lengths: readonly number[];
  readonly #density: number;
  readonly #wanted: readonly Quantity[];
  readonly #runs: RunSeries[] = [];
  readonly #measured: Measured[] = [];

  /** `density`: mean number density; `particles`: whether the sources are particles. */
  constructor(request: AnalysisRequest, lengths: readonly number[], density: number, particles: boolean) {
    this.#request = request;
    this.#lengths = lengths;
    this.#density = density;
    const count = ((2 * request.kmax + 1) ** lengths.length - 1) / 2;
    if (count > MOST) {
      throw new UsageError(`--kmax ${request.kmax} makes ${count} modes in ${lengths.length}D, more than ${MOST}`);
    }
    this.modes = modesWithin(
      lengths,
      lengths.map(() => request.kmax),
    );
    this.#wanted = quantities.filter((q) => q.asked(request) && (particles || q.particles !== true));
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

  /** Whether an observable needs equally spaced frames. */
  get lagged(): boolean {
    return this.#wanted.some((q) => q.lagged === true);
  }

  /** Frames of every run. */
  get frames(): readonly number[] {
    return this.#runs.map((run) => run.frames);
  }

  /** Begins the next run. */
  begin(): void {
    this.#close();
    this.#runs.push(new RunSeries(this.#wanted, this.#request, (every) => this.#context(every)));
  }

  /** Takes a frame of the current run, one source per group. */
  observe(sources: readonly DensitySource[]): void {
    this.#runs[this.#runs.length - 1].observe(sources);
  }

  /** @throws UsageError where there are too few frames for what is asked */
  finish(): AnalysisCurves {
    this.#close();
    const lags = this.#lags();
    const context = this.#context(this.#runs.find((run) => run.frames > 1)?.every ?? 0);
    const curves = this.#measured[0].map((_, group) => {
      return this.#wanted.flatMap((q) => {
        const n = q.lagged === true ? (lags ?? 0) : 0;
        const joined = measure(q, this.#request, n, context);
        for (const run of this.#measured) {
          const saved = run[group].get(q.name)?.get(n);
          if (saved !== undefined) joined.merge(saved);
        }
        return joined.curves();
      });
    });
    return { curves, lags };
  }

  #close(): void {
    const run = this.#runs[this.#runs.length - 1];
    if (run !== undefined && this.#measured.length < this.#runs.length) this.#measured.push(run.end());
  }

  #lags(): number | null {
    if (!this.lagged) return null;
    const most = Math.max(...this.frames);
    const wanted = this.#request.lags;
    const lags = wanted ?? lagsFor(most);
    if (lags === null) throw new UsageError('F(k,t) needs at least two frames; there is one: leave out --k');
    if (lags >= most) throw new UsageError(`--lags ${lags} needs more than ${lags} frames; there are ${most}`);
    return lags;
  }

  #context(every: number): ObservableContext {
    const [lengths, density, kmax] = [this.#lengths, this.#density, this.#request.kmax];
    let fft: Fft | null = null;
    return {
      modes: this.modes,
      // made only for an observable that shows real space
      get fft(): Fft {
        fft ??= createFft(
          new Grid(
            lengths,
            lengths.map(() => 2 * kmax + 2),
          ),
        );
        return fft;
      },
      kind: this.#request.kind,
      sample: every,
      average: 'time',
      times: [],
      mean: this.#request.mean,
      meanDensity: density,
      deviation: Math.sqrt((Math.abs(density) * 2 * this.modes.count) / lengths.reduce((v, l) => v * l, 1)),
    };
  }
}
