import { KeyedNormals } from '../../../core/kernel/keyed-normals.ts';
import type { Normals } from '../../../core/normals.ts';
import type { Gaussians, GaussiansState } from '../../../core/random.ts';
import type { KernelMemory } from './memory.ts';

/** Keyed normals whose seed is 53 bits of a stream: as many independent ones as there are streams. */
export class SeededNormals implements Normals {
  readonly #memory: KernelMemory;
  #seed: number;
  #normals: KeyedNormals;

  constructor(memory: KernelMemory, stream: Gaussians) {
    this.#memory = memory;
    this.#seed = stream.bits() * 2097152 + (stream.bits() >>> 11);
    this.#normals = this.#keyed();
  }

  fill(out: Float64Array, scale = 1): void {
    this.#normals.fill(out, scale);
  }

  /** Seed and number of the draw. */
  save(): GaussiansState {
    return { state: [this.#seed, ...this.#normals.save().state] };
  }

  load({ state: [seed, ...rest] }: GaussiansState): void {
    if (seed !== this.#seed) {
      this.#seed = seed;
      this.#normals = this.#keyed();
    }
    this.#normals.load({ state: rest });
  }

  #keyed(): KeyedNormals {
    return new KeyedNormals(this.#memory.kernel, this.#seed, 0, this.#memory.tables);
  }
}
