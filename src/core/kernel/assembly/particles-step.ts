import {
  AMPLITUDE, both, COUNT, DIM, DRIFT, FORCES, IMAGES, integer, INVERSES, LENGTHS, nearest, ORDER, pointer, POSITIONS, REFERENCE, sum,
} from './particles-state';

/**
 * x ← x + μF dt + amplitude·(kept + noise), normals [count*dim] by the number of the particle; wraps, counts images, and gives
 * the largest square of a distance from the reference.
 */
export function particleStep(args: usize, noise: usize, kept: usize): f64 {
  const dim = integer(args, DIM);
  if (dim == 3) return step(args, noise, kept, 3);
  if (dim == 2) return step(args, noise, kept, 2);
  return step(args, noise, kept, 1);
}

// @ts-ignore: decorator
@inline
function step(args: usize, noise: usize, kept: usize, dim: i32): f64 {
  const count = <usize>integer(args, COUNT);
  const shift: usize = dim == 3 ? 5 : 4;
  const positions = pointer(args, POSITIONS);
  const forces = pointer(args, FORCES) - positions;
  const reference = pointer(args, REFERENCE) - positions;
  const images = pointer(args, IMAGES);
  const order = pointer(args, ORDER);
  const drift = both(args, DRIFT);
  const amplitude = both(args, AMPLITUDE);
  const low = v128.load(args + LENGTHS);
  const high = v128.load(args + LENGTHS + 16);
  const inverseLow = v128.load(args + INVERSES);
  const inverseHigh = v128.load(args + INVERSES + 16);
  const zero = f64x2.splat(0.0);
  let most = zero;
  for (let s: usize = 0; s < count; s++) {
    const id = <usize>load<u32>(order + (s << 2));
    const at = positions + (s << shift);
    const from = id * (<usize>dim << 3);
    const n = dim == 1 ? v128.load64_zero(noise + from) : v128.load(noise + from);
    const k = dim == 1 ? v128.load64_zero(kept + from) : v128.load(kept + from);
    let x = moved(v128.load(at), v128.load(at + forces), n, k, drift, amplitude);
    if (v128.any_true(v128.or(f64x2.lt(x, zero), f64x2.ge(x, low)))) {
      x = f64x2.replace_lane(x, 0, wrapped(args, f64x2.extract_lane(x, 0), 0, images + (id << 2)));
      if (dim > 1) x = f64x2.replace_lane(x, 1, wrapped(args, f64x2.extract_lane(x, 1), 8, images + ((count + id) << 2)));
    }
    v128.store(at, x);
    const d = nearest(f64x2.sub(x, v128.load(at + reference)), low, inverseLow);
    let q = f64x2.mul(d, d);
    if (dim == 3) {
      const n2 = v128.load64_zero(noise + from, 16);
      const k2 = v128.load64_zero(kept + from, 16);
      let z = moved(v128.load(at, 16), v128.load(at + forces, 16), n2, k2, drift, amplitude);
      if (v128.any_true(v128.or(f64x2.lt(z, zero), f64x2.ge(z, high)))) {
        z = f64x2.replace_lane(z, 0, wrapped(args, f64x2.extract_lane(z, 0), 16, images + ((2 * count + id) << 2)));
      }
      v128.store(at, z, 16);
      const e = nearest(f64x2.sub(z, v128.load(at + reference, 16)), high, inverseHigh);
      q = f64x2.add(q, f64x2.mul(e, e));
    }
    most = f64x2.pmax(most, sum(q));
  }
  return f64x2.extract_lane(most, 0);
}

// @ts-ignore: decorator
@inline
function moved(x: v128, force: v128, noise: v128, kept: v128, drift: v128, amplitude: v128): v128 {
  const push = f64x2.add(f64x2.mul(drift, force), f64x2.mul(amplitude, f64x2.add(kept, noise)));
  return f64x2.add(x, push);
}

function wrapped(args: usize, x: f64, axis: usize, image: usize): f64 {
  const length = f64.load(args + LENGTHS + axis);
  if (x >= 0.0 && x < length) return x;
  const shift = Math.floor(x / length);
  let times = load<i32>(image) + <i32>shift;
  let back = x - shift * length;
  // rounding may leave a tiny negative number at L
  if (back >= length) {
    back = 0.0;
    times++;
  }
  store<i32>(image, times);
  return back;
}
