/** 10⁰ … 10²², exact as doubles, and their upper halves: P = high + (P − high), 26 bits each (Veltkamp). */
const POWERS = Float64Array.from({ length: 23 }, (_, e) => Number(`1e${e}`));
const HIGH = POWERS.map(upper);
/** Bound of the relative error of the second quotient below, generously. */
const SLACK = 2 ** -46;

/**
 * The decimal number in bytes [from … to) that has more than 2⁵³ in its digits, correctly rounded; NaN unless finite. What
 * `String(x)` writes mostly has 16 or 17 digits, and `Number` would need a string of each.
 *
 * The digits as an exact sum of two doubles are divided by the power of ten in double-double arithmetic (T. J. Dekker,
 * Numer. Math. 18, 224 (1971)). Where the rest of the error could decide the rounding, `Number` decides.
 */
export function wideDecimal(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  const negative = bytes[i] === 45;
  let leading = 0;
  let trailing = 0;
  let behind = 0;
  let places = 0;
  let point = false;
  if (negative) i++;
  for (; i < to; i++) {
    const digit = bytes[i] - 48;
    if (digit >= 0 && digit <= 9) {
      if (leading < 9e14) leading = leading * 10 + digit;
      else {
        trailing = trailing * 10 + digit;
        behind++;
      }
      if (point) places++;
    } else if (bytes[i] === 46) point = true;
    else return byText(bytes, from, to);
  }
  if (behind > 4 || places > 22) return byText(bytes, from, to);
  // A = leading·10^behind + trailing = a + rest, exact below 2¹⁰⁶
  const product = leading * POWERS[behind];
  const a = product + trailing;
  const rest = trailing - (a - product) + productError(leading, behind, product);
  // A/P = q + correction
  const power = POWERS[places];
  const q = a / power;
  const back = q * power;
  const correction = (a - back - productError(q, places, back) + rest) / power;
  const value = q + correction * (1 - SLACK);
  if (value !== q + correction * (1 + SLACK)) return byText(bytes, from, to);
  return negative ? -value : value;
}

/** x·10^e − product, exact. */
function productError(x: number, e: number, product: number): number {
  const [high, low] = [HIGH[e], POWERS[e] - HIGH[e]];
  const above = upper(x);
  const below = x - above;
  return above * high - product + above * low + below * high + below * low;
}

function upper(x: number): number {
  const scaled = 134217729 * x;
  return scaled - (scaled - x);
}

function byText(bytes: Uint8Array, from: number, to: number): number {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]);
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
