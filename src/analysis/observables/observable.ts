import type { Curve } from '../../core/curve.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';

/** A measurement. Each replica has its own; `merge` joins them in replica order. */
export interface Observable {
  /** Takes one sample. The runner keeps the schedule: every `sample`, or at the given `times`. */
  observe(s: DensitySource): void;
  /** Joins what another replica has saved. */
  merge(other: Saved): void;
  save(): Saved;
  /** Results of what has been merged; at least one replica. */
  curves(): readonly Curve[];
}

/** What an observable is made in: the scenario's common keys and what is measured. */
export interface ObservableContext {
  /** All resolved modes. */
  readonly modes: ModeSet;
  /** Transforms of the grid on which real-space quantities are shown. */
  readonly fft: Fft;
  readonly kind: 'density' | 'order-parameter';
  readonly sample: number;
  readonly average: 'time' | 'replicas';
  /** Times of the samples with `average: replicas`, ascending. */
  readonly times: readonly number[];
  readonly mean: 'kept' | 'subtracted';
  readonly meanDensity: number;
  /** Standard deviation of the density that linear theory expects: sets the bins of histograms. */
  readonly deviation: number;
  /** Of particles: their temperature. Absent for fields. */
  readonly kT?: number;
}

/** What S(k) and F(k,t) are divided by: N for a density, V for an order parameter. */
export function normalisation(s: DensitySource, kind: ObservableContext['kind'], species = 0): number {
  return kind === 'density' ? s.counts[species] : s.lengths.reduce((volume, length) => volume * length, 1);
}

/** A comment line that begins with `warning:` where series are too short for their correlation time; none otherwise. */
export function tooShort(unreliable: number, of: number): readonly string[] {
  if (unreliable === 0) return [];
  return [
    `warning: ${unreliable} of ${of} values have series too short for their correlation time: their errors are lower bounds; run longer, or 8 replicas and more`,
  ];
}
