import { formatPath, type Path } from './path.ts';
import type { Place } from './problem.ts';

/** A piece of the text, from the first character to behind the last. */
export type Span = readonly [start: number, end: number];

/** Where a key and its value stand. A block-style map or list is shown by its key. */
export interface Mark {
  readonly key?: Span;
  readonly value: Span;
  readonly block: boolean;
}

/** A part of a text that stands in a file, [start, end) of the text as it is read. */
export interface TextSpan {
  readonly text: string;
  readonly span: Span;
}

/** A text and where in it every path stands, by the formatted path. */
export interface Marked {
  readonly file: string;
  readonly text: string;
  readonly marks: ReadonlyMap<string, Mark>;
}

/** An option of the command line that set a path. */
export interface Override {
  readonly path: Path;
  readonly label: string;
}

/** Longest excerpt of a line. */
const WIDTH = 110;

/**
 * Where a path was given: the option that set it or else its place in the file; one that is absent is at its parent.
 * `within` narrows it to a part of the text that stands there, where that is written as it is read, in one piece.
 */
export function placeOf(
  source: Marked,
  overrides: readonly Override[],
  path: Path,
  { atKey = false, within }: { readonly atKey?: boolean; readonly within?: TextSpan | undefined } = {},
): Place {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length);
    const set = overrides.findLast((one) => begins(part, one.path));
    if (set !== undefined) return { label: set.label, ...excerptOf(within) };
    const mark = source.marks.get(formatPath(part));
    if (length > 0 && mark !== undefined) {
      const span = spanOf(mark, atKey || length < path.length);
      const narrow = within === undefined || length < path.length ? null : partOf(source.text, span, within);
      if (narrow === null && within !== undefined) return { ...placeAt(source, span), ...excerptOf(within) };
      return placeAt(source, narrow ?? span);
    }
    const inside = overrides.findLast((one) => begins(one.path, part));
    if (length > 0 && inside !== undefined) return { label: inside.label };
  }
  return placeAt(source, [0, 1]);
}

/** `file:line:column` of a span, with the line and a caret under every character of the span's first line. */
export function placeAt({ file, text }: Marked, [start, end]: Span): Place {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const begin = before.lastIndexOf('\n') + 1;
  const column = start - begin;
  const full = text.slice(begin).split('\n', 1)[0].replace(/\r$/, '');
  const from = full.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 40, full.length - WIDTH));
  const shown = `${from > 0 ? '…' : ''}${full.slice(from, from + WIDTH)}${from + WIDTH < full.length ? '…' : ''}`;
  const offset = column - from + (from > 0 ? 1 : 0);
  const carets = Math.max(1, Math.min(end - start, shown.length - offset));
  const indent = shown.slice(0, offset).padEnd(offset).replace(/[^\t]/g, ' ');
  const number = String(line);
  const excerpt = [
    `${number.padStart(5)} | ${shown.replace(/(?!\t)\p{Cc}/gu, '?')}`,
    `${''.padStart(Math.max(5, number.length))} | ${indent}${'^'.repeat(carets)}`,
  ].join('\n');
  return { label: `${file}:${line}:${column + 1}`, line, column: column + 1, excerpt };
}

/** The part within the characters of a value; null where they are not the text itself: escapes, folded lines. */
function partOf(source: string, [start, end]: Span, { text, span }: TextSpan): Span | null {
  const quoted = /^["']/.test(source.slice(start, start + 1)) ? 1 : 0;
  if (source.slice(start + quoted, end - quoted) !== text || text.includes('\n')) return null;
  return [start + quoted + span[0], start + quoted + Math.max(span[1], span[0] + 1)];
}

/** The text by itself with its carets. */
function excerptOf(within: TextSpan | undefined): { readonly excerpt?: string } {
  if (within === undefined) return {};
  const { excerpt } = placeAt({ file: '', text: within.text, marks: new Map() }, within.span);
  return excerpt === undefined ? {} : { excerpt };
}

function spanOf(mark: Mark, atKey: boolean): Span {
  const empty = mark.value[0] === mark.value[1];
  return mark.key !== undefined && (atKey || mark.block || empty) ? mark.key : mark.value;
}

function begins(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((part, i) => String(part) === String(path[i]));
}
