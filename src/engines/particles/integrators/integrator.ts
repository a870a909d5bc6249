import type { Normals } from '../../../core/normals.ts';
import type { Saved } from '../../../core/saved.ts';
import type { Forces } from '../forces.ts';
import type { KernelPairs } from '../kernel/kernel-pairs.ts';
import type { KernelMemory } from '../kernel/memory.ts';
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
  /** Zeroed arrays, [dim][particles], that the normals can fill. */
  arrays(): readonly Float64Array[];
  /** Where pair forces in WebAssembly are the only ones; `passes` says whether a largest square of a force is within the guard. */
  readonly kernel: {
    readonly memory: KernelMemory;
    readonly pairs: KernelPairs;
    passes(square: number): boolean;
  } | null;
}

export interface ParticleIntegrator {
  /** One step; leaves the positions wrapped. */
  step(normals: Normals): void;
  /** Brings the store up to date, where a step may leave it behind. */
  settle?(): void;
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
  create(motion: Motion, normals: Normals): ParticleIntegrator;
}
