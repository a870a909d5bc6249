import { wideDecimal } from './wide-decimal.ts';

/** 10⁰ … 10²²: the powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, e) => Number(`1e${e}`));
const EXACT = Number.MAX_SAFE_INTEGER;
const [MINUS, PLUS, POINT, ZERO, UPPER_E, LOWER_E] = [45, 43, 46, 48, 69, 101];

/**
 * Reads fields that are parted by blanks from bytes, the numbers correctly rounded, as `Number` would: a decimal of at most
 * 2⁵³ times or over a power of ten of at most 10²² is one rounding of two exact numbers (W. D. Clinger, PLDI 1990).
 */
export class FieldCursor {
  /** Byte at which the next field is looked for. */
  at = 0;

  /** Steps to the next field; false where the line has none left. */
  seek(bytes: Uint8Array, end: number): boolean {
    let i = this.at;
    while (i < end && bytes[i] <= 32) i++;
    this.at = i;
    return i < end;
  }

  /** Steps over the field. */
  skip(bytes: Uint8Array, end: number): void {
    let i = this.at;
    while (i < end && bytes[i] > 32) i++;
    this.at = i;
  }

  /** Reads the field as a number; NaN where it is none, or not finite. */
  number(bytes: Uint8Array, end: number): number {
    const from = this.at;
    let i = from;
    const negative = bytes[i] === MINUS;
    if (negative || bytes[i] === PLUS) i++;
    const first = i;
    let digits = 0;
    let c = i < end ? bytes[i] : 0;
    while (c >= ZERO && c <= 57) {
      digits = digits * 10 + (c - ZERO);
      i++;
      c = i < end ? bytes[i] : 0;
    }
    let count = i - first;
    let exponent = 0;
    if (c === POINT) {
      i++;
      const point = i;
      c = i < end ? bytes[i] : 0;
      while (c >= ZERO && c <= 57) {
        digits = digits * 10 + (c - ZERO);
        i++;
        c = i < end ? bytes[i] : 0;
      }
      exponent = point - i;
      count -= exponent;
    }
    if (count === 0) return this.#fail(bytes, end);
    if (c === LOWER_E || c === UPPER_E) {
      i++;
      const down = bytes[i] === MINUS;
      if (i < end && (down || bytes[i] === PLUS)) i++;
      const start = i;
      let power = 0;
      while (i < end && bytes[i] >= ZERO && bytes[i] <= 57) {
        power = power * 10 + (bytes[i] - ZERO);
        i++;
      }
      if (i === start) return this.#fail(bytes, end);
      exponent += down ? -power : power;
      c = i < end ? bytes[i] : 0;
    }
    if (c > 32) return this.#fail(bytes, end);
    this.at = i;
    if (digits > EXACT || exponent > 22 || exponent < -22) return wideDecimal(bytes, from, i);
    const size = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    return negative ? -size : size;
  }

  #fail(bytes: Uint8Array, end: number): number {
    this.skip(bytes, end);
    return Number.NaN;
  }
}
