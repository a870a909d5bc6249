import type { ModeSet, ParticleSource } from '../../core/modes.ts';
import { particleModes } from '../../core/particle-modes.ts';

/** What a frame is made of. */
export interface FrameData {
  readonly time: number;
  readonly step: number;
  readonly lengths: readonly number[];
  /** Lower corner of the box in the file. */
  readonly origin: readonly number[];
  /** In the box and relative to its lower corner, 0 ≤ x_a < L_a, [dim][N]. */
  readonly positions: readonly Float64Array[];
  /** Followed across the borders, relative to the same corner, [dim][N]; null where only `positions` are known. */
  readonly unwrapped: readonly Float64Array[] | null;
  /** Index into `names`, [N]. */
  readonly speciesOf: Int32Array;
  /** Names of the species in the file. */
  readonly names: readonly string[];
  /** Numbers of the particles in the file, ascending, [N]; null where it has none: the order of the file. */
  readonly ids: Float64Array | null;
  /** Where the frame stands: file:line. */
  readonly where: string;
}

/** One frame of a trajectory as a source of densities and positions. */
export class TrajectoryFrame implements ParticleSource {
  readonly time: number;
  readonly step: number;
  readonly lengths: readonly number[];
  readonly origin: readonly number[];
  readonly positions: readonly Float64Array[];
  readonly speciesOf: Int32Array;
  readonly names: readonly string[];
  readonly ids: Float64Array | null;
  readonly where: string;
  /** Particles of every species, [names]. */
  readonly counts: readonly number[];
  readonly #data: FrameData;

  constructor(data: FrameData) {
    this.#data = data;
    this.time = data.time;
    this.step = data.step;
    this.lengths = data.lengths;
    this.origin = data.origin;
    this.positions = data.positions;
    this.speciesOf = data.speciesOf;
    this.names = data.names;
    this.ids = data.ids;
    this.where = data.where;
    const counts = data.names.map(() => 0);
    for (const s of data.speciesOf) counts[s]++;
    this.counts = counts;
  }

  get count(): number {
    return this.speciesOf.length;
  }

  /** Whether the frame knows how its particles have crossed the borders. */
  get followed(): boolean {
    return this.#data.unwrapped !== null;
  }

  /** @throws RangeError where the file does not tell; an `Unwrapper` follows the particles from frame to frame. */
  get unwrapped(): readonly Float64Array[] {
    const { unwrapped } = this.#data;
    if (unwrapped === null) throw new RangeError(`${this.where}: the file has no unwrapped positions`);
    return unwrapped;
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    const one = this.counts[species] === this.count;
    particleModes(this.positions, modes, out, one ? undefined : { speciesOf: this.speciesOf, species });
  }

  /** The same frame with these unwrapped positions, [dim][N]. */
  following(unwrapped: readonly Float64Array[]): TrajectoryFrame {
    return new TrajectoryFrame({ ...this.#data, unwrapped });
  }

  /** The particles of some species (by name; null: of all) as if they were of one, called `name`. */
  pooled(species: ReadonlySet<string> | null, name: string): TrajectoryFrame {
    const data = { ...this.#data, names: [name] };
    const wanted = this.names.map((other) => species === null || species.has(other));
    if (this.counts.every((count, s) => count === 0 || wanted[s])) {
      return new TrajectoryFrame({ ...data, speciesOf: new Int32Array(this.count) });
    }
    const kept = Int32Array.from(this.speciesOf.keys()).filter((i) => wanted[this.speciesOf[i]]);
    const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i]);
    return new TrajectoryFrame({
      ...data,
      speciesOf: new Int32Array(kept.length),
      positions: this.positions.map(pick),
      unwrapped: this.#data.unwrapped?.map(pick) ?? null,
      ids: this.ids === null ? null : pick(this.ids),
    });
  }
}
