import { EVEN_POWERS, EXPONENTIAL, law, LINEAR, POWERS_OF_R, SCREENED, TWELVE_SIX } from './particles-force-laws';
import {
  both, COUNT, DIM, FORCES, FORM, integer, INVERSES, LENGTHS, nearest, NEAR, NUMBERS, ONE, pointer, POSITIONS, POWERS, RANGE2, sum,
} from './particles-state';

/** Forces of the `count` near pairs on all particles, in the order of the pairs, both partners at once. */
export function particleForces(args: usize, count: i32): void {
  const wide = integer(args, DIM) == 3;
  memory.fill(pointer(args, FORCES), 0, <usize>integer(args, COUNT) << (wide ? 5 : 4));
  const form = integer(args, FORM);
  if (wide) {
    if (form == TWELVE_SIX) all(args, count, true, TWELVE_SIX);
    else if (form == EVEN_POWERS) all(args, count, true, EVEN_POWERS);
    else if (form == POWERS_OF_R) all(args, count, true, POWERS_OF_R);
    else if (form == EXPONENTIAL) all(args, count, true, EXPONENTIAL);
    else if (form == SCREENED) all(args, count, true, SCREENED);
    else all(args, count, true, LINEAR);
  } else {
    if (form == TWELVE_SIX) all(args, count, false, TWELVE_SIX);
    else if (form == EVEN_POWERS) all(args, count, false, EVEN_POWERS);
    else if (form == POWERS_OF_R) all(args, count, false, POWERS_OF_R);
    else if (form == EXPONENTIAL) all(args, count, false, EXPONENTIAL);
    else if (form == SCREENED) all(args, count, false, SCREENED);
    else all(args, count, false, LINEAR);
  }
}

// @ts-ignore: decorator
@inline
function all(args: usize, count: i32, wide: bool, form: i32): void {
  const positions = pointer(args, POSITIONS);
  const forces = pointer(args, FORCES);
  const low = v128.load(args + LENGTHS);
  const high = v128.load(args + LENGTHS + 16);
  const inverseLow = v128.load(args + INVERSES);
  const inverseHigh = v128.load(args + INVERSES + 16);
  const range2 = both(args, RANGE2);
  const c0 = both(args, NUMBERS);
  const c1 = both(args, NUMBERS + 8);
  const c2 = both(args, NUMBERS + 16);
  const c3 = both(args, NUMBERS + 24);
  const one = both(args, ONE);
  const m = integer(args, POWERS);
  const k = integer(args, POWERS + 4);
  const near = pointer(args, NEAR);
  const last = near + (<usize>(count - 1) << 3);
  if (count == 0) return;
  for (let p = near; p <= last; p += 16) {
    // a last one alone stands beside itself and exerts no force there
    const q = p < last ? p + 8 : p;
    const i1 = <usize>load<u32>(p);
    const j1 = <usize>load<u32>(p, 4);
    const i2 = <usize>load<u32>(q);
    const j2 = <usize>load<u32>(q, 4);
    const a = nearest(f64x2.sub(v128.load(positions + i1), v128.load(positions + j1)), low, inverseLow);
    const b = nearest(f64x2.sub(v128.load(positions + i2), v128.load(positions + j2)), low, inverseLow);
    const aa = f64x2.mul(a, a);
    const bb = f64x2.mul(b, b);
    let r2 = f64x2.add(v128.shuffle<f64>(aa, bb, 0, 2), v128.shuffle<f64>(aa, bb, 1, 3));
    let c = f64x2.splat(0.0);
    let d = f64x2.splat(0.0);
    if (wide) {
      c = nearest(f64x2.sub(v128.load(positions + i1, 16), v128.load(positions + j1, 16)), high, inverseHigh);
      d = nearest(f64x2.sub(v128.load(positions + i2, 16), v128.load(positions + j2, 16)), high, inverseHigh);
      const z = v128.shuffle<f64>(c, d, 0, 2);
      r2 = f64x2.add(r2, f64x2.mul(z, z));
    }
    let inside = f64x2.lt(r2, range2);
    if (p == last) inside = i64x2.replace_lane(inside, 1, 0);
    const f = v128.and(law(args, form, r2, one, c0, c1, c2, c3, m, k), inside);
    const f1 = v128.shuffle<f64>(f, f, 0, 0);
    const f2 = v128.shuffle<f64>(f, f, 1, 1);
    push(forces + i1, forces + j1, f64x2.mul(a, f1));
    if (wide) push(forces + i1 + 16, forces + j1 + 16, f64x2.mul(c, f1));
    push(forces + i2, forces + j2, f64x2.mul(b, f2));
    if (wide) push(forces + i2 + 16, forces + j2 + 16, f64x2.mul(d, f2));
  }
}

// @ts-ignore: decorator
@inline
function push(i: usize, j: usize, force: v128): void {
  v128.store(i, f64x2.add(v128.load(i), force));
  v128.store(j, f64x2.sub(v128.load(j), force));
}

/** Largest square of a force; NaN where one is not finite. */
export function particleLargest(args: usize): f64 {
  const wide = integer(args, DIM) == 3;
  const size = <usize>(wide ? 32 : 16);
  const forces = pointer(args, FORCES);
  const end = forces + <usize>integer(args, COUNT) * size;
  let most = f64x2.splat(0.0);
  let total = f64x2.splat(0.0);
  for (let p = forces; p < end; p += size) {
    const f = v128.load(p);
    let q = f64x2.mul(f, f);
    if (wide) {
      const g = v128.load(p, 16);
      q = f64x2.add(q, f64x2.mul(g, g));
    }
    most = f64x2.pmax(most, sum(q));
    total = f64x2.add(total, q);
  }
  const all = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  return isFinite<f64>(all) ? f64x2.extract_lane(most, 0) : NaN;
}
