import type { Place } from './fault.ts';
import type { SpeciesNames } from './species-names.ts';

/** One axis of a frame as it stands in a file: coordinates in the box, followed across its borders, or both. */
export interface RawAxis {
  readonly wrapped: RawValues | null;
  readonly unwrapped: RawValues | null;
  /** How often each particle has crossed the border, [count]. */
  readonly images: Float64Array | null;
}

export interface RawValues {
  readonly values: Float64Array;
  /** Whether they are fractions of the box, 0 at its lower border. */
  readonly scaled: boolean;
}

/** The box of a frame, for as many axes as the file tells. */
export interface RawBox {
  readonly place: Place;
  readonly origin: readonly number[];
  readonly lengths: readonly number[];
  /** Why an axis is not periodic, such as `ff`; null where it is. */
  readonly open: readonly (string | null)[];
}

/** A frame as a reader gives it, in the order of the file. Its arrays are valid until the next frame is asked for. */
export interface RawFrame {
  /** Where the frame begins. */
  readonly place: Place;
  readonly step: number | null;
  readonly time: number | null;
  readonly count: number;
  /** Null where the file tells of none. */
  readonly box: RawBox | null;
  /** x, y, z, as far as the file has them. */
  readonly axes: readonly RawAxis[];
  readonly ids: Float64Array | null;
  /** Index into the names, [count]; null where the file tells no species. */
  readonly species: Int32Array | null;
}

/** What a reader needs beside the lines. */
export interface ReaderContext {
  /** Name of the file in messages. */
  readonly file: string;
  readonly names: SpeciesNames;
  /** Takes what is not fatal: a last frame that is cut off. */
  warn(message: string): void;
}
