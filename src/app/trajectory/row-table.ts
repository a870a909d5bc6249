import type { ByteLines } from './byte-lines.ts';
import { fault, type Place } from './fault.ts';
import { FieldCursor } from './field-cursor.ts';
import type { SpeciesNames } from './species-names.ts';

/** What a row holds, column by column: a number that is kept under this name, the species, or nothing of interest. */
export interface RowLayout {
  /** Name of every column; null: not read. Those named `species` are read as names, all others as numbers. */
  readonly columns: readonly (string | null)[];
  /** Names for messages. */
  readonly titles: readonly string[];
  /** Whether a row may have more columns than these. */
  readonly open: boolean;
}

const SKIP = -1;
const SPECIES = -2;

/** The rows of a frame, read line by line into one array per column. */
export class RowTable {
  readonly count: number;
  readonly species: Int32Array | null;
  filled = 0;
  readonly #layout: RowLayout;
  readonly #numbers = new Map<string, Float64Array>();
  readonly #targets: Float64Array[] = [];
  /** Index into the targets, SKIP or SPECIES, [columns]. */
  readonly #roles: Int32Array;
  readonly #names: SpeciesNames;
  readonly #cursor = new FieldCursor();

  constructor(count: number, layout: RowLayout, names: SpeciesNames) {
    this.count = count;
    this.#layout = layout;
    this.#names = names;
    this.species = layout.columns.includes('species') ? new Int32Array(count) : null;
    this.#roles = Int32Array.from(layout.columns, (name) => {
      if (name === null) return SKIP;
      if (name === 'species') return SPECIES;
      const values = new Float64Array(count);
      this.#numbers.set(name, values);
      return this.#targets.push(values) - 1;
    });
  }

  /** The values of a column, [count]; null where there is none. */
  column(name: string): Float64Array | null {
    return this.#numbers.get(name) ?? null;
  }

  /** Whether this table fits frames of that shape, so that it can be filled again. */
  fits(count: number, layout: RowLayout): boolean {
    return count === this.count && layout.columns.join(' ') === this.#layout.columns.join(' ');
  }

  /** Reads the current line as the next row. @throws UsageError with its place */
  add(lines: ByteLines, file: string): void {
    const { bytes, end } = lines;
    const [cursor, roles] = [this.#cursor, this.#roles];
    cursor.at = lines.start;
    for (let c = 0; c < roles.length; c++) {
      if (!cursor.seek(bytes, end)) throw this.#short(lines, c, file);
      const role = roles[c];
      if (role >= 0) {
        const from = cursor.at;
        const value = cursor.number(bytes, end);
        if (Number.isNaN(value)) throw this.#wrong(lines, c, from, file);
        this.#targets[role][this.filled] = value;
      } else {
        const from = cursor.at;
        cursor.skip(bytes, end);
        if (role === SPECIES && this.species !== null) {
          this.species[this.filled] = this.#names.index(bytes, from, cursor.at);
        }
      }
    }
    if (!this.#layout.open && cursor.seek(bytes, end)) {
      throw fault(placeOf(lines, file), `this row has more than the ${roles.length} columns ${this.#listed()}`);
    }
    this.filled++;
  }

  #listed(): string {
    return this.#layout.titles.join(' ');
  }

  #short(lines: ByteLines, column: number, file: string): Error {
    const what = `this row has ${column} of the ${this.#roles.length} columns ${this.#listed()}`;
    return fault(placeOf(lines, file), what);
  }

  #wrong(lines: ByteLines, column: number, from: number, file: string): Error {
    let to = from;
    while (to < lines.end && lines.bytes[to] > 32) to++;
    const text = new TextDecoder().decode(lines.bytes.subarray(from, to));
    return fault(placeOf(lines, file), `${this.#layout.titles[column]} is '${text}', not a finite number`);
  }
}

function placeOf(lines: ByteLines, file: string): Place {
  return { file, line: lines.number };
}
