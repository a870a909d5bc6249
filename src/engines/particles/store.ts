import type { ModeSet } from '../../core/modes.ts';
import { particleModes } from '../../core/particle-modes.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';

/**
 * Positions of all particles, axis by axis, [dim][particles]: in the box, 0 ≤ x < L, and the number of times that each
 * particle has left it, so that the unwrapped position is x + image·L.
 */
export class ParticleStore {
  readonly lengths: readonly number[];
  readonly count: number;
  readonly positions: readonly Float64Array[];
  readonly images: readonly Int32Array[];
  readonly speciesOf: Int32Array;
  readonly #unwrapped: readonly Float64Array[];

  /** @throws RangeError unless every position is finite; positions outside of the box are wrapped, images counted. */
  constructor(lengths: readonly number[], positions: readonly Float64Array[], speciesOf?: Int32Array) {
    this.lengths = lengths;
    this.count = positions[0].length;
    this.positions = positions.map((axis) => axis.slice());
    this.images = positions.map((axis) => new Int32Array(axis.length));
    this.#unwrapped = positions.map((axis) => new Float64Array(axis.length));
    this.speciesOf = speciesOf?.slice() ?? new Int32Array(this.count);
    for (const axis of positions) {
      const bad = axis.findIndex((x) => !Number.isFinite(x));
      if (bad >= 0) throw new RangeError(`particle ${bad} has the position ${axis[bad]}`);
    }
    this.wrap();
  }

  get dim(): number {
    return this.lengths.length;
  }

  /** Brings every particle back into the box. */
  wrap(): void {
    for (let a = 0; a < this.dim; a++) {
      const [x, image, length] = [this.positions[a], this.images[a], this.lengths[a]];
      for (let i = 0; i < x.length; i++) {
        if (x[i] >= 0 && x[i] < length) continue;
        const shift = Math.floor(x[i] / length);
        image[i] += shift;
        x[i] -= shift * length;
        // rounding may leave a tiny negative number at L
        if (x[i] >= length) {
          x[i] = 0;
          image[i]++;
        }
      }
    }
  }

  /** x + image·L, [dim][particles]; the same arrays every time. */
  unwrapped(): readonly Float64Array[] {
    for (let a = 0; a < this.dim; a++) {
      const [x, image, out] = [this.positions[a], this.images[a], this.#unwrapped[a]];
      for (let i = 0; i < x.length; i++) out[i] = x[i] + image[i] * this.lengths[a];
    }
    return this.#unwrapped;
  }

  /** Particles of every species. */
  counts(): readonly number[] {
    const out: number[] = [];
    for (const s of this.speciesOf) out[s] = (out[s] ?? 0) + 1;
    return Array.from(out, (n) => n ?? 0);
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    particleModes(this.positions, modes, out, { speciesOf: this.speciesOf, species });
  }

  save(): Saved {
    return { positions: this.positions.map((x) => x.slice()), images: this.images.map((n) => n.slice()) };
  }

  load(saved: Saved): void {
    const data = new SavedReader(saved);
    data.list('positions').forEach((x, a) => {
      if (x instanceof Float64Array) this.positions[a].set(x);
    });
    data.list('images').forEach((n, a) => {
      if (n instanceof Int32Array) this.images[a].set(n);
    });
  }
}
