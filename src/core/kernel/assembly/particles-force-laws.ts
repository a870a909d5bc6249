import { both, SERIES } from './particles-state';

/** Force laws −u′/r as functions of r², two at a time. The numbers c0 … c3 are splats, m and k powers; see `pairLaw` in the engine. */

/** (c1 s⁶ − c2) s⁶/r², s² = c0/r²: Lennard-Jones and its relatives. */
export const TWELVE_SIX: i32 = 0;
/** (c1 s^{2k} − c2) s^{2m}/r². */
export const EVEN_POWERS: i32 = 1;
/** (c1 s^k − c2) s^m/r². */
export const POWERS_OF_R: i32 = 2;
/** c1 t^{m−1} e^{−t^m}, t = c0 r². */
export const EXPONENTIAL: i32 = 3;
/** c1 e^{c2 − c3 r}(1 + c3 r)/r³. */
export const SCREENED: i32 = 4;
/** c1/r − c2. */
export const LINEAR: i32 = 5;

// @ts-ignore: decorator
@inline
export function law(args: usize, form: i32, r2: v128, one: v128, c0: v128, c1: v128, c2: v128, c3: v128, m: i32, k: i32): v128 {
  if (form == EXPONENTIAL) {
    const t = f64x2.mul(r2, c0);
    if (m == 1) return f64x2.mul(c1, exponential(args, f64x2.neg(t)));
    const power = raised(t, m - 1, one);
    return f64x2.mul(f64x2.mul(c1, power), exponential(args, f64x2.neg(f64x2.mul(power, t))));
  }
  if (form == SCREENED) {
    const r = f64x2.sqrt(r2);
    const q = f64x2.mul(c3, r);
    const top = f64x2.mul(f64x2.mul(c1, exponential(args, f64x2.sub(c2, q))), f64x2.add(one, q));
    return f64x2.div(top, f64x2.mul(r2, r));
  }
  if (form == LINEAR) return f64x2.sub(f64x2.div(c1, f64x2.sqrt(r2)), c2);
  const inverse = f64x2.div(one, r2);
  let s = f64x2.mul(c0, inverse);
  if (form == TWELVE_SIX) {
    const s6 = f64x2.mul(f64x2.mul(s, s), s);
    return f64x2.mul(f64x2.mul(f64x2.sub(f64x2.mul(c1, s6), c2), s6), inverse);
  }
  if (form == POWERS_OF_R) s = f64x2.sqrt(s);
  const inner = f64x2.sub(f64x2.mul(c1, raised(s, k, one)), c2);
  return f64x2.mul(f64x2.mul(inner, raised(s, m, one)), inverse);
}

// @ts-ignore: decorator
@inline
function raised(x: v128, n: i32, one: v128): v128 {
  let power = one;
  let base = x;
  for (let rest = n; rest > 0; rest >>= 1) {
    if ((rest & 1) != 0) power = f64x2.mul(power, base);
    base = f64x2.mul(base, base);
  }
  return power;
}

/**
 * e^x for |x| < 700 (held there): x = n ln 2 + y, |y| ≤ ½ ln 2, e^y by its series to y¹³/13!, to 4.4e-16 of
 * Math.exp (measured).
 * At SERIES stand 700, −700, 1/ln 2, 1.5·2⁵², ln 2 in two parts, and 1/0! … 1/13!, summed in pairs and fours.
 */
// @ts-ignore: decorator
@inline
function exponential(args: usize, value: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(value, both(args, SERIES + 8)), both(args, SERIES));
  const shifted = f64x2.add(f64x2.mul(x, both(args, SERIES + 16)), both(args, SERIES + 24));
  const n = f64x2.sub(shifted, both(args, SERIES + 24));
  const y = f64x2.sub(f64x2.sub(x, f64x2.mul(n, both(args, SERIES + 32))), f64x2.mul(n, both(args, SERIES + 40)));
  const y2 = f64x2.mul(y, y);
  const y4 = f64x2.mul(y2, y2);
  const low = quad(args, SERIES + 48, y, y2);
  const middle = quad(args, SERIES + 80, y, y2);
  const high = f64x2.add(quad(args, SERIES + 112, y, y2), f64x2.mul(y4, two(args, SERIES + 144, y)));
  const sum = f64x2.add(low, f64x2.mul(y4, f64x2.add(middle, f64x2.mul(y4, high))));
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

/** a0 + a1 y of the numbers at `at`. */
// @ts-ignore: decorator
@inline
function two(args: usize, at: usize, y: v128): v128 {
  return f64x2.add(both(args, at), f64x2.mul(both(args, at + 8), y));
}

// @ts-ignore: decorator
@inline
function quad(args: usize, at: usize, y: v128, y2: v128): v128 {
  return f64x2.add(two(args, at, y), f64x2.mul(two(args, at + 16, y), y2));
}
