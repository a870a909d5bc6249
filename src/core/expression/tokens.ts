import { ExpressionError } from './expression-error.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longest text that is looked at. */
export const LONGEST = 2000;

const TOKEN = /[ \t\r\n]+|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/^(),])/y;

/** Cuts a text into numbers, names and signs. @throws ExpressionError at the first character that is none of them. */
export function tokens(text: string, key: string): readonly Token[] {
  if (text.length > LONGEST) {
    const message = `the formula has ${text.length} characters; at most ${LONGEST} are read`;
    throw new ExpressionError(message, text, [LONGEST, text.length], key);
  }
  const out: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw unreadable(text, at, key);
    const end = at + found[0].length;
    const kind = found[1] !== undefined ? 'number' : found[2] !== undefined ? 'name' : 'sign';
    const blank = found[1] === undefined && found[2] === undefined && found[3] === undefined;
    if (text.startsWith('**', at)) throw new ExpressionError("write '^' for a power", text, [at, at + 2], key);
    if (!blank) out.push({ kind, text: found[0], start: at, end });
    at = end;
  }
  out.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return out;
}

function unreadable(text: string, at: number, key: string): ExpressionError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `'${character}'` : `the character U+${code}`;
  const advice = /\p{L}/u.test(character)
    ? '; names have the letters a to z: write sigma, not its Greek letter'
    : '·×⋅'.includes(character)
      ? "; write '*'"
      : '−–'.includes(character)
        ? "; write '-'"
        : '';
  const message = `${shown} has no meaning in a formula${advice}; allowed are numbers, names, + - * / ^ and ( )`;
  return new ExpressionError(message, text, [at, at + character.length], key);
}
