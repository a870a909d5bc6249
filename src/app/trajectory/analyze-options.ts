import type { AnalysisCurves } from './analysis.ts';
import type { Clock } from './assemble.ts';
import type { Selection } from './groups.ts';

/** What `dk analyze` was asked for, checked. */
export interface AnalyzeOptions extends Selection {
  /** Null: 16, for stored fields at most what their two-thirds mask keeps. */
  readonly kmax: number | null;
  readonly k: readonly number[];
  readonly lags: number | null;
  readonly mean: 'kept' | 'subtracted';
  readonly kind: 'density' | 'order-parameter';
  /** Of every run: frames to leave out at its begin, then one in so many to take. */
  readonly skip: number;
  readonly every: number;
  readonly box?: readonly number[];
  readonly dim?: number;
  readonly timestep?: number;
  warn(message: string): void;
  /** Hears how many bytes of all files, and how many frames, have been read. */
  progress?(bytes: number, frames: number): void;
}

/** What was found, and its curves by group. */
export interface AnalysisResult extends AnalysisCurves {
  /** Names of the groups: null for all particles that count, then the species one by one. */
  readonly groups: readonly (string | null)[];
  readonly source: 'particles' | 'field';
  readonly framesRead: number;
  /** Frames that were taken, run by run. */
  readonly runs: readonly number[];
  /** Particles of each species in the first frame; of a field ∫ρ. */
  readonly particles: Readonly<Record<string, number>>;
  readonly box: { readonly lengths: readonly number[]; readonly origin: readonly number[] };
  /** Axes in the file that were left out since all particles have one coordinate there: '', 'z', 'yz'. */
  readonly flat: string;
  readonly clock: Clock;
  /** Time between the frames taken; 0 where there is one. */
  readonly interval: number;
  readonly kmax: number;
  readonly modes: {
    readonly count: number;
    readonly shells: number;
    readonly smallest: number;
    readonly largest: number;
  };
  /** Wished wavenumbers of F(k,t) and the shells that serve them. */
  readonly served: readonly { readonly asked: number; readonly k: number }[];
}
