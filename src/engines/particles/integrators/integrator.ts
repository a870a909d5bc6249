import type { Gaussians } from '../../../core/random.ts';
import type { Saved } from '../../../core/saved.ts';
import type { Forces } from '../forces.ts';
import type { ParticleStore } from '../store.ts';

/** What a scheme moves. */
export interface Motion {
  readonly store: ParticleStore;
  readonly forces: Forces;
  readonly dt: number;
  readonly mu: number;
  readonly kT: number;
  /** Multiplies the noise amplitude; other than 1 it breaks fluctuation and dissipation on purpose. */
  readonly noiseScale: number;
  readonly mass: number;
  /** Called with the forces of every step before anything moves: the displacement guard. */
  check(forces: readonly Float64Array[]): void;
}

export interface ParticleIntegrator {
  /** One step; leaves the positions wrapped. */
  step(gaussians: Gaussians): void;
  save(): Saved;
  load(saved: Saved): void;
}

/** What a scheme declares. */
export interface ParticleIntegratorEntry {
  readonly summary: string;
  /** Force evaluations per step. */
  readonly evaluations: number;
  /** Constant offset of the mean square displacement of free particles, in units of 2dD dt: LM −½, others 0. */
  readonly offset: number;
  create(motion: Motion, gaussians: Gaussians): ParticleIntegrator;
}
