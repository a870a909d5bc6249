/** Longest line that a trajectory may have, in bytes: beyond, the file is no text. */
const LONGEST = 1 << 20;
const LINE_END = 10;
const RETURN = 13;

/** The file has ended where more was to come. */
export class EndOfFile extends Error {}

/**
 * Lines of a stream of bytes, without copying them: the current line is `bytes[start … end)`, valid until the next call.
 *
 * `next()` is synchronous and false where the window holds no further whole line; `fetch()` then brings more. So a loop over
 * millions of lines awaits once per chunk only. Line ends are \n or \r\n; the last line may lack its end (`terminated`).
 */
export class ByteLines {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  start = 0;
  end = 0;
  /** Number of the current line, from 1. */
  number = 0;
  /** Whether the current line has its line end: a file that is cut off in a line has not. */
  terminated = true;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #at = 0;
  #filled = 0;
  #ended = false;
  #again = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Goes to the next line of the window. */
  next(): boolean {
    if (this.#again) {
      this.#again = false;
      return true;
    }
    const found = this.bytes.indexOf(LINE_END, this.#at);
    const whole = found >= 0 && found < this.#filled;
    if (!whole && !(this.#ended && this.#at < this.#filled)) return false;
    const end = whole ? found : this.#filled;
    this.terminated = whole;
    this.start = this.#at;
    this.end = end > this.#at && this.bytes[end - 1] === RETURN ? end - 1 : end;
    this.#at = whole ? end + 1 : end;
    this.number++;
    return true;
  }

  /** Reads more bytes; false at the end of the file. Views of the current line end here. */
  async fetch(): Promise<boolean> {
    if (this.#ended) return false;
    const { done, value } = await this.#source.next();
    if (done === true) {
      this.#ended = true;
      return this.#at < this.#filled;
    }
    const rest = this.#filled - this.#at;
    if (rest > LONGEST) throw new RangeError(`a line is longer than ${LONGEST} bytes`);
    if (rest + value.length > this.bytes.length) {
      const wider = new Uint8Array(2 * (rest + value.length));
      wider.set(this.bytes.subarray(this.#at, this.#filled));
      this.bytes = wider;
    } else this.bytes.copyWithin(0, this.#at, this.#filled);
    this.bytes.set(value, rest);
    this.#at = 0;
    this.#filled = rest + value.length;
    return true;
  }

  /** Goes to the next line, fetching as needed; false at the end of the file. */
  async read(): Promise<boolean> {
    while (!this.next()) if (!(await this.fetch())) return false;
    return true;
  }

  /** The same where a line must come. @throws EndOfFile */
  async expect(): Promise<void> {
    if (!(await this.read())) throw new EndOfFile('the file ends here');
  }

  /** Gives the current line once more at the next call. */
  again(): void {
    this.#again = true;
  }

  /** The current line as text. */
  text(): string {
    return this.#decoder.decode(this.bytes.subarray(this.start, this.end));
  }

  get blank(): boolean {
    for (let i = this.start; i < this.end; i++) if (this.bytes[i] > 32) return false;
    return true;
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#source.return?.();
  }
}
