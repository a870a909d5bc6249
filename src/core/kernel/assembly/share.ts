/**
 * Argument `i` of a job, in 8 bytes each: pointers and counts as 32-bit words, other numbers as doubles. Not all as doubles: the
 * compiler moves conversions, as all that is pure, from before a loop into it.
 */
// @ts-ignore: decorator
@inline
export function word(args: usize, i: i32): i32 {
  return i32.load(args + ((<usize>i) << 3));
}

// @ts-ignore: decorator
@inline
export function pointer(args: usize, i: i32): usize {
  return <usize>i32.load(args + ((<usize>i) << 3));
}

/** First item of part `part` of `parts`: the same items whatever the number of parts, in contiguous pieces. */
// @ts-ignore: decorator
@inline
export function from(items: i32, part: i32, parts: i32): i32 {
  return <i32>((<i64>items * <i64>part) / <i64>parts);
}

/** Lanes 0 of two vectors, and lanes 1: two complex numbers to their real and imaginary parts, or back. */
// @ts-ignore: decorator
@inline
export function low(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}
// @ts-ignore: decorator
@inline
export function high(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}
