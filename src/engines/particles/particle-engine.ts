import type { ParticleSource } from '../../core/modes.ts';
import type { Engine } from '../engine.ts';

/** An engine of particles: Brownian, underdamped or hard. */
export interface ParticleEngine extends Engine, ParticleSource {
  readonly dt: number;
  readonly steps: number;
  /** Gives memory back that a backend lent; the engine does not advance any more. */
  release(): void;
}
