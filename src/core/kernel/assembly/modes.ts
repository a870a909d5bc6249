import { from, pointer, word } from './share';

/**
 * Loops over the resolved modes of a half spectrum. The modes come as segments of neighbours, three 32-bit words each: first
 * mode, number of modes, place of the first one's coefficient.
 */

// @ts-ignore: decorator
@inline
function real(c: usize, s: usize): v128 {
  return v128.mul<f64>(v128.load64_splat(c), v128.load(s));
}

/** out = Σ c s. args: segments, their number, out, terms, then c, s for each. */
export function combine(args: usize, part: i32, parts: i32): void {
  const count = word(args, 1);
  const terms = word(args, 3);
  const end = from(count, part + 1, parts);
  for (let i = from(count, part, parts); i < end; i++) {
    const segment = pointer(args, 0) + 12 * <usize>i;
    const mode: usize = 16 * <usize>i32.load(segment);
    const place: usize = 8 * <usize>i32.load(segment, 8);
    let out = pointer(args, 2) + mode;
    const last = out + 16 * <usize>i32.load(segment, 4);
    let c0 = pointer(args, 4) + place;
    let s0 = pointer(args, 5) + mode;
    if (terms == 1) {
      for (; out < last; out += 16, c0 += 8, s0 += 16) v128.store(out, real(c0, s0));
      continue;
    }
    let c1 = pointer(args, 6) + place;
    let s1 = pointer(args, 7) + mode;
    if (terms == 2) {
      for (; out < last; out += 16, c0 += 8, s0 += 16, c1 += 8, s1 += 16) {
        v128.store(out, v128.add<f64>(real(c0, s0), real(c1, s1)));
      }
      continue;
    }
    let c2 = pointer(args, 8) + place;
    let s2 = pointer(args, 9) + mode;
    for (; out < last; out += 16, c0 += 8, s0 += 16, c1 += 8, s1 += 16, c2 += 8, s2 += 16) {
      v128.store(out, v128.add<f64>(v128.add<f64>(real(c0, s0), real(c1, s1)), real(c2, s2)));
    }
  }
}

/** (im, re) of c s: i c s but for the sign of its real part. */
// @ts-ignore: decorator
@inline
function turned(c: usize, s: usize): v128 {
  const value = v128.load(s);
  return v128.mul<f64>(v128.load64_splat(c), v128.shuffle<f64>(value, value, 1, 0));
}

/** out = Σ i c s, or out += Σ i c s. args: segments, their number, out, terms, c, s three times, add (0 or 1), −1, 1. */
export function rotate(args: usize, part: i32, parts: i32): void {
  const count = word(args, 1);
  const terms = word(args, 3);
  const add = word(args, 10) != 0;
  const sign = v128.load(args, 88);
  const end = from(count, part + 1, parts);
  for (let i = from(count, part, parts); i < end; i++) {
    const segment = pointer(args, 0) + 12 * <usize>i;
    const mode: usize = 16 * <usize>i32.load(segment);
    const place: usize = 8 * <usize>i32.load(segment, 8);
    let out = pointer(args, 2) + mode;
    const last = out + 16 * <usize>i32.load(segment, 4);
    let c0 = pointer(args, 4) + place;
    let s0 = pointer(args, 5) + mode;
    if (terms == 1 && !add) {
      for (; out < last; out += 16, c0 += 8, s0 += 16) v128.store(out, v128.mul<f64>(sign, turned(c0, s0)));
      continue;
    }
    if (add) {
      for (let p = out; p < last; p += 16, c0 += 8, s0 += 16) more(p, sign, c0, s0);
    } else {
      let c1 = pointer(args, 6) + place;
      let s1 = pointer(args, 7) + mode;
      for (let p = out; p < last; p += 16, c0 += 8, s0 += 16, c1 += 8, s1 += 16) {
        v128.store(p, v128.mul<f64>(sign, v128.add<f64>(turned(c0, s0), turned(c1, s1))));
      }
    }
    for (let t = add ? 1 : 2; t < terms; t++) {
      let c = pointer(args, 4 + 2 * t) + place;
      let s = pointer(args, 5 + 2 * t) + mode;
      for (let p = out; p < last; p += 16, c += 8, s += 16) more(p, sign, c, s);
    }
  }
}

// @ts-ignore: decorator
@inline
function more(out: usize, sign: v128, c: usize, s: usize): void {
  v128.store(out, v128.add<f64>(v128.load(out), v128.mul<f64>(sign, turned(c, s))));
}

/** Σ|s|² of every segment. args: segments, their number, spectrum, sums. */
export function power(args: usize, part: i32, parts: i32): void {
  const count = word(args, 1);
  const end = from(count, part + 1, parts);
  for (let i = from(count, part, parts); i < end; i++) {
    const segment = pointer(args, 0) + 12 * <usize>i;
    let s = pointer(args, 2) + 16 * <usize>i32.load(segment);
    const last = s + 16 * <usize>i32.load(segment, 4);
    let sum = f64x2.splat(0);
    for (; s < last; s += 16) {
      const value = v128.load(s);
      sum = v128.add<f64>(sum, v128.mul<f64>(value, value));
    }
    f64.store(pointer(args, 3) + 8 * <usize>i, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
}
