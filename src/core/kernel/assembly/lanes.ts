/** Reading, turning and writing the two lanes of a pass: see passes.ts. */

/** How elements are read and written. */
export const BUFFER: i32 = 0;
export const MEMORY: i32 = 1;
export const SWAPPED: i32 = 2;

// @ts-ignore: decorator
@inline
export function re(mode: i32, at: usize, lane: usize): v128 {
  if (mode == BUFFER) return v128.load(at);
  if (mode == MEMORY) return v128.shuffle<f64>(v128.load(at), v128.load(at + lane), 0, 2);
  return v128.shuffle<f64>(v128.load(at), v128.load(at + lane), 1, 3);
}

// @ts-ignore: decorator
@inline
export function im(mode: i32, at: usize, lane: usize): v128 {
  if (mode == BUFFER) return v128.load(at, 16);
  if (mode == MEMORY) return v128.shuffle<f64>(v128.load(at), v128.load(at + lane), 1, 3);
  return v128.shuffle<f64>(v128.load(at), v128.load(at + lane), 0, 2);
}

// @ts-ignore: decorator
@inline
export function put(mode: i32, at: usize, lane: usize, a: v128, b: v128): void {
  if (mode == BUFFER) {
    v128.store(at, a);
    v128.store(at, b, 16);
  } else if (mode == MEMORY) {
    v128.store(at, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(at + lane, v128.shuffle<f64>(a, b, 1, 3));
  } else {
    v128.store(at, v128.shuffle<f64>(b, a, 0, 2));
    v128.store(at + lane, v128.shuffle<f64>(b, a, 1, 3));
  }
}

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
  return v128.add<f64>(a, b);
}
// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
  return v128.sub<f64>(a, b);
}
// @ts-ignore: decorator
@inline
export function mul(a: v128, b: v128): v128 {
  return v128.mul<f64>(a, b);
}

/** Stores (a + ib)(c + is), or a + ib where nothing is to be multiplied. */
// @ts-ignore: decorator
@inline
export function twist(twiddled: bool, mode: i32, at: usize, lane: usize, a: v128, b: v128, c: v128, s: v128): void {
  if (twiddled) put(mode, at, lane, sub(mul(a, c), mul(b, s)), add(mul(a, s), mul(b, c)));
  else put(mode, at, lane, a, b);
}

/** Twiddle number `i` of the group at `tw`. */
// @ts-ignore: decorator
@inline
export function cosine(twiddled: bool, tw: usize, i: usize): v128 {
  return twiddled ? v128.load64_splat(tw + 16 * i) : f64x2.splat(0);
}
// @ts-ignore: decorator
@inline
export function sine(twiddled: bool, tw: usize, i: usize): v128 {
  return twiddled ? v128.load64_splat(tw + 16 * i + 8) : f64x2.splat(0);
}
