/**
 * Keyed standard normals: numbers block·BLOCK … of a draw depend on (key, block) alone, whoever computes them.
 * xoshiro256+ (Blackman & Vigna, ACM Trans. Math. Softw. 47, 36 (2021)) is started for every block by splitmix64 from the
 * hash of key and block; normals by a ziggurat of 256 layers (Marsaglia & Tsang 2000), layer, sign and value from
 * different bits (Doornik 2005).
 */

/** Numbers that share a start of the generator. */
export const BLOCK: i32 = 1024;
const GOLDEN: u64 = 0x9e3779b97f4a7c15;
/** Right edge of the base layer, and the area of every layer. */
const EDGE: f64 = 3.6541528853610088;
const AREA: f64 = 0.00492867323399;
const TWO52: f64 = 4503599627370496.0;

/** Bytes from the start of the tables: scale f64[256] | limit u64[256] | height f64[257] | 64 bytes for every thread. */
const LIMIT: usize = 2048;
const HEIGHT: usize = 4096;
const STATES: usize = 6208;

/** Fills the tables. */
export function normalTables(tables: usize): void {
  let edge = AREA / NativeMath.exp(-0.5 * EDGE * EDGE);
  let next = EDGE;
  for (let i: usize = 0; i < 256; i++) {
    f64.store(tables + 8 * i, edge / TWO52);
    store<u64>(tables + LIMIT + 8 * i, <u64>((next / edge) * TWO52));
    f64.store(tables + HEIGHT + 8 * i, NativeMath.exp(-0.5 * edge * edge));
    const after = next;
    edge = after;
    const height = AREA / after + NativeMath.exp(-0.5 * after * after);
    next = i == 254 || height >= 1.0 ? 0.0 : NativeMath.sqrt(-2.0 * NativeMath.log(height));
  }
  f64.store(tables + HEIGHT + 8 * 256, 1.0);
}

/** Finaliser of splitmix64. */
// @ts-ignore: decorator
@inline
function mix(value: u64): u64 {
  let z = value;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** The key of a draw: seed (53 bits), stream and counter (53 bits), each spread over all bits before the next is added. */
export function normalKey(out: usize, seedLow: u32, seedHigh: u32, stream: u32, drawLow: u32, drawHigh: u32): void {
  let h = mix((<u64>seedHigh << 32) + <u64>seedLow + GOLDEN);
  h = mix((h ^ <u64>stream) + GOLDEN);
  h = mix((h ^ ((<u64>drawHigh << 32) | <u64>drawLow)) + GOLDEN);
  store<u64>(out, h);
}

/** What starts the generator of a block. */
// @ts-ignore: decorator
@inline
export function blockStart(draw: u64, block: i32): u64 {
  return mix(draw ^ mix(<u64>block + GOLDEN));
}

/** out[i] = scale · normal number i of the draw `key`, begin ≤ i < end; `begin` must be a multiple of the block. */
export function normals(out: usize, begin: i32, end: i32, scale: f64, key: usize, tables: usize): void {
  const draw = load<u64>(key);
  for (let at = begin; at < end; at += BLOCK) {
    let count = end - at;
    if (count > BLOCK) count = BLOCK;
    fillBlock(out + ((<usize>at) << 3), count, scale, blockStart(draw, at / BLOCK), tables);
  }
}

/** `count` numbers of the generator that `start` starts, times `scale`. */
function fillBlock(out: usize, count: i32, scale: f64, start: u64, tables: usize): void {
  draws(false, out, count, 0, 0, 0, 0, scale, start, tables, tables + STATES);
}

/**
 * The same times √max(c0 + v(c1 + v c2), 0), v from memory: the square root is hidden behind the generator. `part` is the
 * thread, which has room for a state of its own.
 */
export function noiseBlock(
  out: usize, count: i32, v: usize, c0: f64, c1: f64, c2: f64, scale: f64, start: u64, tables: usize, part: i32,
): void {
  draws(true, out, count, v, c0, c1, c2, scale, start, tables, tables + STATES + 64 * <usize>part);
}

/** One more number of a generator whose state is in memory. */
// @ts-ignore: decorator
@inline
function next(state: usize): u64 {
  const s0 = load<u64>(state);
  const s1 = load<u64>(state, 8);
  const old = load<u64>(state, 24);
  const s2 = load<u64>(state, 16) ^ s0;
  const s3 = old ^ s1;
  store<u64>(state, s0 ^ s3);
  store<u64>(state, s1 ^ s2, 8);
  store<u64>(state, s2 ^ (s1 << 17), 16);
  store<u64>(state, rotl<u64>(s3, 45), 24);
  return s0 + old;
}

// @ts-ignore: decorator
@inline
function uniform(state: usize): f64 {
  return (<f64>(<i64>(next(state) >> 12)) + 0.5) / TWO52;
}

/** What becomes of a number that is not inside its layer, 1.2 % of all: itself, one of the tail, or NaN for none. */
function rare(x: f64, entry: usize, tables: usize, state: usize): f64 {
  if (entry != tables) {
    const low = f64.load(entry, HEIGHT);
    const high = f64.load(entry, HEIGHT + 8);
    return low + (high - low) * uniform(state) < NativeMath.exp(-0.5 * x * x) ? x : NaN;
  }
  // a tail, once entered, is not left without a number
  while (true) {
    const far = -NativeMath.log(uniform(state)) / EDGE;
    if (-2.0 * NativeMath.log(uniform(state)) > far * far) return copysign<f64>(EDGE + far, x);
  }
}

/**
 * The loop over numbers. Its inner loop calls nothing: what calls would have to be kept in memory, and the state of the
 * generator with it.
 */
// @ts-ignore: decorator
@inline
function draws(
  rooted: bool, out: usize, count: i32, v: usize, c0: f64, c1: f64, c2: f64, scale: f64, start: u64, tables: usize, state: usize,
): void {
  for (let i: usize = 0; i < 4; i++) store<u64>(state + 8 * i, mix(start + <u64>(i + 1) * GOLDEN));
  const last = out + ((<usize>count) << 3);
  let p = out;
  while (p < last) {
    let s0 = load<u64>(state);
    let s1 = load<u64>(state, 8);
    let s2 = load<u64>(state, 16);
    let s3 = load<u64>(state, 24);
    let entry: usize = 0;
    let x: f64 = 0;
    while (p < last) {
      const u = s0 + s3;
      const t = s1 << 17;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = rotl<u64>(s3, 45);
      entry = tables + ((<usize>u) & 0x7f8);
      // 53 bits with their sign: no branch on it, which would be mispredicted every other time
      const value = <i64>u >> 11;
      x = <f64>value * f64.load(entry);
      if (<u64>(value ^ (value >> 63)) >= load<u64>(entry, LIMIT)) break;
      emit(rooted, p, v, c0, c1, c2, scale, x);
      p += 8;
      if (rooted) v += 8;
    }
    store<u64>(state, s0);
    store<u64>(state, s1, 8);
    store<u64>(state, s2, 16);
    store<u64>(state, s3, 24);
    if (p >= last) break;
    x = rare(x, entry, tables, state);
    if (x == x) {
      emit(rooted, p, v, c0, c1, c2, scale, x);
      p += 8;
      if (rooted) v += 8;
    }
  }
}

// @ts-ignore: decorator
@inline
function emit(rooted: bool, p: usize, v: usize, c0: f64, c1: f64, c2: f64, scale: f64, x: f64): void {
  if (rooted) {
    const rho = f64.load(v);
    const m = c0 + rho * (c1 + rho * c2);
    // pmax is one instruction where a choice between two numbers is a branch
    const positive = f64x2.extract_lane(v128.pmax<f64>(f64x2.splat(0), f64x2.splat(m)), 0);
    f64.store(p, scale * NativeMath.sqrt(positive) * x);
  } else {
    f64.store(p, scale * x);
  }
}
