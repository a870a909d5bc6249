import type { ParticleSource } from '../../core/modes.ts';
import { closestWithin } from '../../engines/particles/closest-within.ts';
import type { ParticlePlan } from '../scenario/build-particles.ts';

/** How often particles came nearer than a table of their potential reaches, where u is a guess. */
export interface Extrapolated {
  /** Smallest distance in the table; of several tables the largest one. */
  readonly below: number;
  /** Samples in which a pair was nearer, of so many that were looked at. */
  readonly samples: number;
  readonly looks: number;
  /** The smallest distance that was seen; null where no pair came within the range of the potential. */
  readonly nearest: number | null;
}

/** Looks at the closest pair of the samples of one replica. */
export class ExtrapolationWatch {
  readonly #below: number;
  readonly #reach: number;
  #samples = 0;
  #looks = 0;
  #nearest: number | null = null;

  constructor({ pairs }: Pick<ParticlePlan, 'pairs'>) {
    const tables = pairs.filter(({ potential }) => potential.extrapolatedBelow !== undefined);
    this.#below = Math.max(0, ...tables.map(({ potential }) => potential.extrapolatedBelow ?? 0));
    this.#reach = Math.max(0, ...tables.map(({ potential }) => potential.range));
  }

  look({ positions, lengths }: ParticleSource): void {
    if (this.#below === 0) return;
    this.#looks++;
    const pair = closestWithin(positions, lengths, this.#reach);
    if (pair === null) return;
    if (pair.distance < this.#below) this.#samples++;
    if (this.#nearest === null || pair.distance < this.#nearest) this.#nearest = pair.distance;
  }

  /** Null without a table that starts beyond r = 0. */
  get result(): Extrapolated | null {
    if (this.#below === 0) return null;
    return { below: this.#below, samples: this.#samples, looks: this.#looks, nearest: this.#nearest };
  }
}
