/**
 * Curves as CSV and back, without loss. `# ` comment lines (the conventions), one header line of column names, then rows;
 * numbers in the shortest form that reads back to the same bits, NaN as an empty cell, infinities as `inf` (pandas and
 * NumPy read both). Columns stand as keys, value, error, beside. The file says only names: a reader knows a key by its
 * name, the value is the first column that is no key, `stderr` right behind it is its error; labels come from labels.ts.
 */
import { type Column, type Curve, columns } from '../../core/curve.ts';
import { labelOf } from './labels.ts';

/** Names that are keys wherever they lead a table. A table that begins with none of them has one key: its first column. */
const KEYS: ReadonlySet<string> = new Set(['n1', 'n2', 'n3', 'a', 'b', 'k', 't', 'x', 'y', 'z', 'r']);
const ERROR = 'stderr';
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITY = /^([+-]?)inf(inity)?$/i;

/** @throws RangeError when the curve would not read back as it is: columns of unequal length or of a misleading name. */
export function writeTable(curve: Curve): string {
  const all = columns(curve);
  const names = all.map((c) => c.name);
  check(curve, names);
  const rows = curve.value.values.length;
  const odd = all.find((c) => c.values.length !== rows);
  if (odd !== undefined) {
    throw new RangeError(`${curve.name}: column '${odd.name}' has ${odd.values.length} rows, the value has ${rows}`);
  }
  const lines = curve.notes.map((note) => `# ${note.replace(/[\r\n]+/g, ' ')}`);
  lines.push(names.join(','));
  for (let i = 0; i < rows; i++) lines.push(all.map((c) => cell(c.values[i])).join(','));
  return `${lines.join('\n')}\n`;
}

/** The inverse of `writeTable`; `name` is the name of the curve. @throws RangeError with the line of the first mistake. */
export function readTable(text: string, name: string): Curve {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const head = lines.findIndex((line) => !line.startsWith('#'));
  if (head < 0) throw new RangeError(`${name}.csv: has no header line`);
  const notes = lines.slice(0, head).map((line) => line.replace(/^# ?/, ''));
  const names = lines[head].split(',').map((s) => s.trim());
  const data = names.map(() => new Float64Array(lines.length - head - 1));
  for (let i = head + 1; i < lines.length; i++) {
    const cells = lines[i].split(',');
    const where = `${name}.csv:${i + 1}`;
    if (cells.length !== names.length) {
      throw new RangeError(`${where}: ${cells.length} cells, but the header names ${names.length} columns`);
    }
    for (const [c, text] of cells.entries()) {
      const value = parse(text.trim());
      if (value === undefined) throw new RangeError(`${where}: '${text}' in column '${names[c]}' is not a number`);
      data[c][i - head - 1] = value;
    }
  }
  return assemble(name, notes, names, data);
}

function assemble(name: string, notes: readonly string[], names: readonly string[], data: Float64Array[]): Curve {
  const all = names.map((n, i): Column => ({ name: n, label: labelOf(name, n), values: data[i] }));
  const keys = keyCount(names);
  if (keys >= all.length) throw new RangeError(`${name}.csv: columns ${names.join(', ')} hold no value, keys only`);
  const value = all[keys];
  if (names[keys + 1] !== ERROR) return { name, notes, keys: all.slice(0, keys), value, beside: all.slice(keys + 1) };
  return { name, notes, keys: all.slice(0, keys), value, error: all[keys + 1], beside: all.slice(keys + 2) };
}

function keyCount(names: readonly string[]): number {
  const firstOther = names.findIndex((n) => !KEYS.has(n));
  return firstOther === 0 ? 1 : firstOther < 0 ? names.length : firstOther;
}

function check(curve: Curve, names: readonly string[]): void {
  const bad = names.find((n, i) => !/^[^\s,"#][^,"\r\n]*$/.test(n) || n !== n.trim() || names.indexOf(n) !== i);
  if (bad !== undefined) {
    throw new RangeError(`${curve.name}: '${bad}' cannot head a CSV column (unique names without , " # or line ends)`);
  }
  const keys = curve.keys.length;
  if (keyCount(names) !== keys || (names[keys + 1] === ERROR) !== (curve.error !== undefined)) {
    throw new RangeError(
      `${curve.name}: columns ${names.join(', ')} would not read back as ${keys} keys, value, error: keys are ` +
        `${[...KEYS].join(', ')} or one leading column of another name, the error is '${ERROR}'`,
    );
  }
}

function cell(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function parse(text: string): number | undefined {
  if (text === '' || /^nan$/i.test(text)) return Number.NaN;
  if (NUMBER.test(text)) return Number(text);
  const infinite = INFINITY.exec(text);
  if (infinite === null) return undefined;
  return infinite[1] === '-' ? -Infinity : Infinity;
}
