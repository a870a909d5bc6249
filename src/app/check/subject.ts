import type { Fft } from '../../core/fft/fft.ts';
import type { Dealias } from '../../core/grid.ts';
import type { Functional } from '../../physics/functionals/functional.ts';
import type { Mobility } from '../../physics/mobilities/mobility.ts';
import type { FieldKind } from '../../physics/model.ts';
import type { Mode } from './check.ts';

/** A functional that is audited. */
export interface Subject {
  readonly name: string;
  readonly functional: Functional;
  /** All terms together: not in a form that the solver takes. */
  readonly whole?: true;
  /** The same in a box of other sides. */
  remake(lengths: readonly number[]): Functional;
}

/** In what it is audited. */
export interface Setting {
  readonly fft: Fft;
  readonly dealias: Dealias;
  readonly kind: FieldKind;
  readonly mean: number;
  readonly kT: number;
  readonly mobility: Mobility;
  readonly seed: number;
  /** Modes that are looked at one by one. */
  readonly modes: readonly Mode[];
}

/** Part of its full density up to which a term is trusted to be smooth. */
const SMOOTH = 0.95;

/** The size of deviations from the mean, and how far these may go up and down. */
export interface Reach {
  readonly scale: number;
  readonly down: number;
  readonly up: number;
}

/**
 * Densities stay positive, and below the full density of the term; an order parameter may have any sign: then the scale is
 * the mean, or ½ where that is small.
 */
export function reachOf(
  { functional }: Pick<Subject, 'functional'>,
  { kind, mean }: Pick<Setting, 'kind' | 'mean'>,
): Reach {
  const full = functional.fullDensity;
  const up = full === undefined ? Number.POSITIVE_INFINITY : SMOOTH * full - mean;
  if (kind === 'density') return { scale: mean, down: mean, up };
  return { scale: Math.max(Math.abs(mean), 0.5), down: Number.POSITIVE_INFINITY, up };
}

/** Amplitude of random fields round the mean: half of what there is room for, at most half the scale. */
export function amplitudeOf({ scale, down, up }: Reach): number {
  return 0.5 * Math.min(scale, down, up);
}

/** Longest step of a difference formula from such a field, in a direction of max|d| = 1: a quarter of the rest. */
export function stepOf({ scale, down, up }: Reach, amplitude: number): number {
  return 0.25 * Math.min(0.5 * scale, down - amplitude, up - amplitude);
}
