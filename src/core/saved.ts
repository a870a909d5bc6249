/** Plain data that survives a checkpoint file and the way between threads: what every `save()` gives. */
export type SavedValue =
  | number
  | string
  | boolean
  | null
  | Float64Array
  | Int32Array
  | readonly SavedValue[]
  | { readonly [key: string]: SavedValue };
export type Saved = Readonly<Record<string, SavedValue>>;

/** Typed reading of saved data. Every method throws TypeError when the key is missing or of another type. */
export class SavedReader {
  readonly #saved: Saved;

  constructor(saved: Saved) {
    this.#saved = saved;
  }

  number(key: string): number {
    const value = this.#saved[key];
    return typeof value === 'number' ? value : this.#refuse(key, 'number');
  }

  floats(key: string): Float64Array {
    const value = this.#saved[key];
    return value instanceof Float64Array ? value : this.#refuse(key, 'Float64Array');
  }

  numbers(key: string): readonly number[] {
    return this.list(key).map((value) => (typeof value === 'number' ? value : this.#refuse(key, 'list of numbers')));
  }

  list(key: string): readonly SavedValue[] {
    const value = this.#saved[key];
    return Array.isArray(value) ? value : this.#refuse(key, 'list');
  }

  record(key: string): Saved {
    return asRecord(this.#saved[key]) ?? this.#refuse(key, 'record');
  }

  /** A list of records. */
  records(key: string): readonly Saved[] {
    return this.list(key).map((value) => asRecord(value) ?? this.#refuse(key, 'list of records'));
  }

  #refuse(key: string, type: string): never {
    throw new TypeError(`saved data: '${key}' is no ${type}`);
  }
}

function asRecord(value: SavedValue | undefined): Saved | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || ArrayBuffer.isView(value)) return null;
  return value as Saved;
}
