import type { DensitySource, ModeSet } from '../../core/modes.ts';

/** Sources of one species each, taken together: species a is the first species of source a. */
export class Mixture implements DensitySource {
  readonly time: number;
  readonly lengths: readonly number[];
  readonly counts: readonly number[];
  readonly #species: readonly DensitySource[];

  /** `species` are at least one, of one box and one time. */
  constructor(species: readonly DensitySource[]) {
    this.time = species[0].time;
    this.lengths = species[0].lengths;
    this.counts = species.map(({ counts }) => counts[0]);
    this.#species = species;
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    this.#species[species].densityModes(modes, 0, out);
  }
}
