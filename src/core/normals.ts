import type { GaussiansState } from './random.ts';

/** A stream of standard normal numbers, taken by whole arrays. */
export interface Normals {
  /** Fills `out` with standard normal numbers times `scale`. */
  fill(out: Float64Array, scale?: number): void;
  /** What it needs to go on exactly where it stood. */
  save(): GaussiansState;
  load(saved: GaussiansState): void;
}
