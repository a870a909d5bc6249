import { BlowUp } from '../engine.ts';
import type { Forces } from './forces.ts';
import type { ParticleStore } from './store.ts';

/** Largest displacement by forces in one step, in units of σ: beyond it a step is an error, not a result. */
const LARGEST = 0.1;

/** Stops where forces would move a particle by 0.1 σ or more in one step: the step is too long, or particles overlap. */
export class DisplacementGuard {
  readonly #setup: { readonly sigma: number | null; readonly mu: number; readonly dt: number };
  readonly #store: ParticleStore;
  readonly #forces: Forces;

  constructor(
    setup: { readonly sigma: number | null; readonly mu: number; readonly dt: number },
    store: ParticleStore,
    forces: Forces,
  ) {
    this.#setup = setup;
    this.#store = store;
    this.#forces = forces;
  }

  /** Whether a force of this square, the largest of all, moves its particle no farther than that. */
  passes(square: number): boolean {
    const { sigma, mu, dt } = this.#setup;
    const moved = mu * dt * Math.sqrt(square);
    return sigma === null ? Number.isFinite(moved) : moved < LARGEST * sigma;
  }

  /** @throws BlowUp naming the particle and its nearest partner. */
  check(forces: readonly Float64Array[], step: number, time: number): void {
    const { sigma, mu, dt } = this.#setup;
    let largest = 0;
    let worst = 0;
    for (let i = 0; i < this.#store.count; i++) {
      let square = 0;
      for (const axis of forces) square += axis[i] * axis[i];
      if (square <= largest) continue;
      largest = square;
      worst = i;
      if (!Number.isFinite(square)) break;
    }
    if (this.passes(largest)) return;
    const moved = mu * dt * Math.sqrt(largest);
    const pair = this.#forces.closest(this.#store.positions, worst);
    const limit = sigma === null ? '' : `, more than a tenth of σ = ${sigma}`;
    const near =
      pair === null
        ? ''
        : `; its nearest partner is particle ${pair.j} at a distance of ${pair.distance.toPrecision(4)}`;
    const would =
      Number.isFinite(moved) && sigma !== null
        ? `; a step of ${((0.5 * LARGEST * sigma * dt) / moved).toPrecision(2)} would do, or a start without overlaps`
        : '';
    throw new BlowUp(
      `forces would move particle ${worst} by ${moved.toPrecision(3)} in step ${step}, t = ${time}${limit}${near}${would}`,
    );
  }
}
