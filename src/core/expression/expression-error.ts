/**
 * A formula that cannot be read or used, with the place in its text: `span` is [start, end) in UTF-16 units, inside the
 * text, so that a caret can be drawn below it. `key` names the parameter that held the text ('f', 'u', 'v').
 */
export class ExpressionError extends RangeError {
  override readonly name = 'ExpressionError';
  readonly text: string;
  readonly span: readonly [start: number, end: number];
  readonly key: string;

  constructor(message: string, text: string, span: readonly [start: number, end: number], key: string) {
    super(message);
    const start = Math.max(0, Math.min(span[0], text.length));
    this.text = text;
    this.span = [start, Math.max(start, Math.min(span[1], text.length))];
    this.key = key;
  }
}
