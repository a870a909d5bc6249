import type { FieldState } from '../../../core/field.ts';
import type { Normals } from '../../../core/normals.ts';
import type { Saved } from '../../../core/saved.ts';
import type { LinearResponse } from '../../../core/scheme.ts';
import type { SemilinearSde } from '../sde.ts';

/** A scheme at work: one step after the other, of fixed length. */
export interface Integrator {
  step(s: FieldState, normals: Normals): void;
  /** What the scheme carries from step to step, beside the state. */
  save(): Saved;
  load(saved: Saved): void;
}

/** What a scheme declares; laws and theory test it. */
export interface IntegratorEntry {
  readonly summary: string;
  /** Order of convergence without noise, and the weak order of equal-time covariances when the drift is linear in ρ. */
  readonly order: { readonly deterministic: number; readonly weak: number };
  /** Exact statistics of one linear mode. */
  readonly response: LinearResponse;
  /** L dt at which the scheme becomes unstable; Infinity for the exponential ones. */
  readonly stability: number;
  /** Largest L dt of an automatic step: a bias of S(k) of 0.5 %, or F(k,t) visibly off. */
  readonly largestRate: number;
  /** Factor on the step limit that a nonlinear local term sets (first-order schemes need a smaller step). */
  readonly localSafety: number;
  /** Real transforms per step of the ideal gas | of a nonlinear functional, in d dimensions: the cost. */
  readonly transforms: (d: number, nonlinear: boolean) => number;
  create(sde: SemilinearSde, dt: number): Integrator;
}

/** A scheme without memory. */
export const memoryless = {
  save: (): Saved => ({}),
  load: (_saved: Saved): void => {},
};
