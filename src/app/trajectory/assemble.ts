import { UsageError } from '../usage-error.ts';
import type { AssembleOptions } from './assemble-options.ts';
import { fault } from './fault.ts';
import { TrajectoryFrame } from './frame.ts';
import { idOrder } from './id-order.ts';
import type { RawFrame, RawValues } from './raw-frame.ts';
import { relevantAxes } from './relevant-axes.ts';

/** What the times of the frames are counted in. */
export type Clock = 'time' | 'steps' | 'frames';

/**
 * Makes frames of what the readers give: the box chosen and checked, positions relative to its corner and wrapped, axes
 * that hold nothing left out, particles in the order of their ids. The first frame decides for all.
 */
export class Assembler {
  readonly #options: AssembleOptions;
  readonly #names: readonly string[];
  #dim: number | null = null;
  #frames = 0;
  /** Of the first frame. */
  clock: Clock = 'frames';
  /** Axes that were left out because all particles have one coordinate there: '', 'z' or 'yz'. */
  flat = '';

  /** `names` may still grow while frames are read. */
  constructor(names: readonly string[], options: AssembleOptions) {
    this.#names = names;
    this.#options = options;
  }

  /** @throws UsageError for a box that is missing, open or contradicted, with its place. */
  assemble(raw: RawFrame): TrajectoryFrame {
    if (this.#dim === null) {
      this.#dim = relevantAxes(raw, this.#options, null);
      if (this.#options.dim === undefined) this.flat = 'xyz'.slice(this.#dim, raw.axes.length);
    } else relevantAxes(raw, this.#options, this.#dim);
    const { origin, lengths } = this.#box(raw, this.#dim);
    const order = raw.ids === null ? null : idOrder(raw.ids, raw.place);
    const sorted = <T extends Float64Array | Int32Array>(values: T): T => {
      const out = values.slice() as T;
      if (order !== null) for (let i = 0; i < order.length; i++) out[i] = values[order[i]];
      return out;
    };
    const place = (from: RawValues, a: number): Float64Array => {
      const out = sorted(from.values);
      const [low, length] = [origin[a], lengths[a]];
      if (from.scaled) for (let i = 0; i < out.length; i++) out[i] *= length;
      else if (low !== 0) for (let i = 0; i < out.length; i++) out[i] -= low;
      return out;
    };
    const axes = raw.axes.slice(0, this.#dim);
    const followed = axes.map(({ wrapped, unwrapped, images }, a): Float64Array | null => {
      if (unwrapped !== null) return place(unwrapped, a);
      if (wrapped === null || images === null) return null;
      const out = place(wrapped, a);
      const times = sorted(images);
      for (let i = 0; i < out.length; i++) out[i] += times[i] * lengths[a];
      return out;
    });
    const positions = axes.map(({ wrapped, unwrapped }, a) => {
      const from = wrapped ?? unwrapped;
      if (from === null) throw new RangeError(`axis ${a} has no values`);
      return wrap(place(from, a), lengths[a]);
    });
    const known = followed.filter((axis) => axis !== null);
    const step = raw.step ?? this.#frames;
    const frame = new TrajectoryFrame({
      time: this.#time(raw),
      step,
      lengths,
      origin,
      positions,
      unwrapped: known.length === followed.length ? known : null,
      speciesOf: raw.species === null ? new Int32Array(raw.count) : sorted(raw.species),
      names: raw.species === null ? [''] : [...this.#names],
      ids: raw.ids === null ? null : sorted(raw.ids),
      where: `${raw.place.file}:${raw.place.line}`,
    });
    this.#frames++;
    return frame;
  }

  #time({ step, time, place }: RawFrame): number {
    const { timestep } = this.#options;
    const clock = timestep !== undefined || time !== null ? 'time' : step !== null ? 'steps' : 'frames';
    if (this.#frames === 0) this.clock = clock;
    else if (clock !== this.clock) throw fault(place, `this frame is timed by ${clock}, the first by ${this.clock}`);
    if (timestep !== undefined) return (step ?? this.#frames) * timestep;
    return time ?? step ?? this.#frames;
  }

  #box({ box, place }: RawFrame, dim: number): { origin: readonly number[]; lengths: readonly number[] } {
    const given = this.#options.box;
    if (box === null) {
      if (given !== undefined) return { origin: given.map(() => 0), lengths: given };
      throw fault(place, 'the file tells of no box: give its sides with --box Lx,Ly,Lz (or Lx,Ly)');
    }
    if (box.lengths.length < dim) throw fault(box.place, `the box has ${box.lengths.length} side(s) for ${dim} axes`);
    for (let a = 0; a < dim; a++) {
      const axis = 'xyz'[a];
      if (box.open[a] !== null) {
        const remedy = a > 0 && a === dim - 1 ? `; --dim ${a} leaves ${axis} out` : '';
        throw fault(
          box.place,
          `the box is not periodic along ${axis} (${box.open[a]}): S(k) is measured on the wavevectors k = 2 pi n/L of a periodic box${remedy}`,
        );
      }
      if (!(box.lengths[a] > 0)) throw fault(box.place, `the box has the length ${box.lengths[a]} along ${axis}`);
      if (given !== undefined && Math.abs(given[a] / box.lengths[a] - 1) > 1e-6) {
        throw new UsageError(
          `--box says ${given[a]} along ${axis}, but ${box.place.file}:${box.place.line} says ${box.lengths[a]}; --box is for files that tell of no box`,
        );
      }
    }
    return { origin: box.origin.slice(0, dim), lengths: box.lengths.slice(0, dim) };
  }
}

/** Brings coordinates into [0, length), in place. */
function wrap(x: Float64Array, length: number): Float64Array {
  for (let i = 0; i < x.length; i++) {
    if (x[i] >= 0 && x[i] < length) continue;
    x[i] -= Math.floor(x[i] / length) * length;
    // rounding may leave a tiny negative number at L
    if (!(x[i] >= 0 && x[i] < length)) x[i] = 0;
  }
  return x;
}
