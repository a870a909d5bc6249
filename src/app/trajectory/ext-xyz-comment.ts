import { fault, type Place } from './fault.ts';
import type { RawBox } from './raw-frame.ts';

/** What the comment line of an (extended) XYZ frame says. */
export interface XyzComment {
  /** Null without `Lattice`. */
  readonly box: RawBox | null;
  readonly time: number | null;
  readonly step: number | null;
  /** Name, type and number of columns of every property; null without `Properties`: a plain XYZ. */
  readonly properties: readonly XyzProperty[] | null;
}

export interface XyzProperty {
  readonly name: string;
  readonly type: string;
  readonly columns: number;
}

/** key=value, where a value is a word or stands in quotes, braces or brackets. */
const PAIR = /([A-Za-z_][\w-]*)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|\{([^}]*)\}|\[([^\]]*)\]|([^\s"'{[]\S*))/g;

/**
 * Reads `Lattice`, `Origin`, `Properties`, `pbc`, `Time` and `Step` (any case); what else stands there is no concern of
 * ours. LAMMPS writes plain XYZ with `Atoms. Timestep: 100`. Format: github.com/libAtoms/extxyz. @throws UsageError
 */
export function xyzComment(text: string, place: Place): XyzComment {
  const found = new Map<string, string>();
  for (const [, key, ...values] of text.matchAll(PAIR)) {
    found.set(key.toLowerCase(), values.find((value) => value !== undefined) ?? '');
  }
  const number = (...keys: readonly string[]): number | null => {
    const key = keys.find((name) => found.has(name));
    return key === undefined ? null : finite(found.get(key) ?? '', key, place);
  };
  const lattice = found.get('lattice');
  const properties = found.get('properties');
  return {
    box: lattice === undefined ? null : boxOf(lattice, found.get('origin'), found.get('pbc'), place),
    time: number('time'),
    step: number('step', 'timestep'),
    properties: properties === undefined ? null : propertiesOf(properties, place),
  };
}

function boxOf(lattice: string, origin: string | undefined, pbc: string | undefined, place: Place): RawBox {
  const cell = numbers(lattice, 'Lattice', place);
  if (cell.length !== 9) throw fault(place, `Lattice has ${cell.length} numbers, not the nine of three edge vectors`);
  const skew = cell.findIndex((value, i) => i % 4 !== 0 && value !== 0);
  if (skew >= 0) {
    throw fault(
      place,
      `Lattice="${lattice}" is not rectangular (an edge vector does not lie along its axis): triclinic boxes are not read, since wavevectors and nearest images here are those of a rectangular box; map the trajectory onto a rectangular supercell (with OVITO or ASE) before`,
    );
  }
  const start = origin === undefined ? [0, 0, 0] : numbers(origin, 'Origin', place);
  if (start.length !== 3) throw fault(place, `Origin has ${start.length} numbers, not three`);
  const flags = (pbc ?? 'T T T').split(/[\s,]+/).filter((flag) => flag !== '');
  const odd = flags.find((flag) => !/^(t|f|true|false|1|0)$/i.test(flag));
  if (odd !== undefined || flags.length !== 3) throw fault(place, `pbc="${pbc}" is not three of T and F`);
  const open = flags.map((flag, a) => (/^(t|true|1)$/i.test(flag) ? null : `pbc F along ${'xyz'[a]}`));
  return { place, origin: start, lengths: [cell[0], cell[4], cell[8]], open };
}

function propertiesOf(text: string, place: Place): readonly XyzProperty[] {
  const words = text.split(':');
  const out: XyzProperty[] = [];
  for (let i = 0; i < words.length; i += 3) {
    const [name, type, columns] = [words[i], words[i + 1], Number(words[i + 2])];
    if (!/^[SRILsril]$/.test(type ?? '') || !Number.isInteger(columns) || columns < 1) {
      throw fault(place, `Properties=${text} is not a list of name:type:columns with types S, R, I, L`);
    }
    out.push({ name, type: type.toUpperCase(), columns });
  }
  return out;
}

function numbers(text: string, key: string, place: Place): number[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  return words.map((word) => finite(word, key, place));
}

function finite(text: string, key: string, place: Place): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw fault(place, `${key}: '${text}' is not a finite number`);
  return value;
}
