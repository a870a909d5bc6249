import { BLOCK, blockStart, noiseBlock } from './normals';
import { from, pointer, word } from './share';

/** Loops over the cells of a field, in blocks of BLOCK; an even number of cells. */

// @ts-ignore: decorator
@inline
function blockEnd(block: i32, size: i32): usize {
  const end = (block + 1) * BLOCK;
  return 8 * <usize>(end < size ? end : size);
}

/** Smallest, largest value and sum of every block. args: cells, field, results. */
export function range(args: usize, part: i32, parts: i32): void {
  const size = word(args, 0);
  const field = pointer(args, 1);
  const blocks = (size + BLOCK - 1) / BLOCK;
  const end = from(blocks, part + 1, parts);
  for (let b = from(blocks, part, parts); b < end; b++) {
    let at: usize = 8 * <usize>(b * BLOCK);
    const last = blockEnd(b, size);
    let small = v128.load(field + at);
    let large = small;
    let sum = f64x2.splat(0);
    for (; at < last; at += 16) {
      const value = v128.load(field + at);
      // pmin and pmax are single instructions; NaN is left to the check of the state
      small = v128.pmin<f64>(small, value);
      large = v128.pmax<f64>(large, value);
      sum = v128.add<f64>(sum, value);
    }
    const out = pointer(args, 2) + 24 * <usize>b;
    f64.store(out, min<f64>(f64x2.extract_lane(small, 0), f64x2.extract_lane(small, 1)));
    f64.store(out, max<f64>(f64x2.extract_lane(large, 0), f64x2.extract_lane(large, 1)), 8);
    f64.store(out, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1), 16);
  }
}

/** c0 + ρ(c1 + ρ c2). */
// @ts-ignore: decorator
@inline
function quadratic(rho: v128, c0: v128, c1: v128, c2: v128): v128 {
  return v128.add<f64>(c0, v128.mul<f64>(rho, v128.add<f64>(c1, v128.mul<f64>(rho, c2))));
}

/** out = (M − mean) gradient + M force. args: cells, ρ, c0, c1, c2, mean, gradient or 0, force or 0, out. */
export function flux(args: usize, part: i32, parts: i32): void {
  const size = word(args, 0);
  const rho = pointer(args, 1);
  const c0 = v128.load64_splat(args, 16);
  const c1 = v128.load64_splat(args, 24);
  const c2 = v128.load64_splat(args, 32);
  const mean = v128.load64_splat(args, 40);
  const gradient = pointer(args, 6);
  const force = pointer(args, 7);
  const out = pointer(args, 8);
  const blocks = (size + BLOCK - 1) / BLOCK;
  const first: usize = 8 * <usize>(from(blocks, part, parts) * BLOCK);
  const last = blockEnd(from(blocks, part + 1, parts) - 1, size);
  if (force == 0) {
    for (let at = first; at < last; at += 16) {
      const m = quadratic(v128.load(rho + at), c0, c1, c2);
      v128.store(out + at, v128.mul<f64>(v128.sub<f64>(m, mean), v128.load(gradient + at)));
    }
  } else {
    for (let at = first; at < last; at += 16) {
      const m = quadratic(v128.load(rho + at), c0, c1, c2);
      let sum = v128.mul<f64>(m, v128.load(force + at));
      if (gradient != 0) {
        sum = v128.add<f64>(v128.mul<f64>(v128.sub<f64>(m, mean), v128.load(gradient + at)), sum);
      }
      v128.store(out + at, sum);
    }
  }
}

/** out = scale √max(M(v), 0) × normals of one draw. args: cells, v, c0, c1, c2, scale, out, key, tables. */
export function noise(args: usize, part: i32, parts: i32): void {
  const size = word(args, 0);
  const v = pointer(args, 1);
  const out = pointer(args, 6);
  const draw = load<u64>(pointer(args, 7));
  const blocks = (size + BLOCK - 1) / BLOCK;
  const end = from(blocks, part + 1, parts);
  for (let b = from(blocks, part, parts); b < end; b++) {
    const at: usize = 8 * <usize>(b * BLOCK);
    const count = <i32>((blockEnd(b, size) - at) >> 3);
    const scale = f64.load(args, 40);
    const start = blockStart(draw, b);
    noiseBlock(
      out + at, count, v + at, f64.load(args, 16), f64.load(args, 24), f64.load(args, 32), scale, start, pointer(args, 8), part,
    );
  }
}

/**
 * What the conservative clip is made of, by `step`: 0: out = max(a, 0); 1: out = −a/max(b, tiny) where a < 0, else 0;
 * 2: out = max(out (1 − a), 0); 3: out = factor · out; 4: cells of each block in which a and b differ.
 * args: cells, step, a, b, out, factor, results of the blocks, tiny, 1.
 */
export function clip(args: usize, part: i32, parts: i32): void {
  const size = word(args, 0);
  const step = word(args, 1);
  const a = pointer(args, 2);
  const b = pointer(args, 3);
  const out = pointer(args, 4);
  const factor = v128.load64_splat(args, 40);
  const tiny = v128.load64_splat(args, 56);
  const one = v128.load64_splat(args, 64);
  const zero = f64x2.splat(0);
  const blocks = (size + BLOCK - 1) / BLOCK;
  const end = from(blocks, part + 1, parts);
  for (let block = from(blocks, part, parts); block < end; block++) {
    const first: usize = 8 * <usize>(block * BLOCK);
    const last = blockEnd(block, size);
    if (step == 0) {
      for (let at = first; at < last; at += 16) v128.store(out + at, v128.pmax<f64>(zero, v128.load(a + at)));
    } else if (step == 1) {
      for (let at = first; at < last; at += 16) {
        const negative = v128.pmin<f64>(zero, v128.load(a + at));
        const share = v128.div<f64>(negative, v128.pmax<f64>(tiny, v128.load(b + at)));
        // 0 − x, not −x: no negative zeros
        v128.store(out + at, v128.sub<f64>(zero, share));
      }
    } else if (step == 2) {
      for (let at = first; at < last; at += 16) {
        const left = v128.mul<f64>(v128.load(out + at), v128.sub<f64>(one, v128.load(a + at)));
        v128.store(out + at, v128.pmax<f64>(zero, left));
      }
    } else if (step == 3) {
      for (let at = first; at < last; at += 16) v128.store(out + at, v128.mul<f64>(factor, v128.load(out + at)));
    } else {
      let count = i64x2.splat(0);
      // a lane in which they differ is −1
      for (let at = first; at < last; at += 16) {
        count = v128.sub<i64>(count, v128.ne<f64>(v128.load(a + at), v128.load(b + at)));
      }
      const sum = i64x2.extract_lane(count, 0) + i64x2.extract_lane(count, 1);
      f64.store(pointer(args, 6) + 8 * <usize>block, <f64>sum);
    }
  }
}

/** out = Σ c_n ρⁿ. args: cells, ρ, coefficients, their number, out. */
export function polynomial(args: usize, part: i32, parts: i32): void {
  const size = word(args, 0);
  const rho = pointer(args, 1);
  const first = pointer(args, 2);
  const top = first + 8 * <usize>(word(args, 3) - 1);
  const out = pointer(args, 4);
  const blocks = (size + BLOCK - 1) / BLOCK;
  const last = blockEnd(from(blocks, part + 1, parts) - 1, size);
  for (let at: usize = 8 * <usize>(from(blocks, part, parts) * BLOCK); at < last; at += 16) {
    const x = v128.load(rho + at);
    let sum = v128.load64_splat(top);
    for (let c = top; c > first; ) {
      c -= 8;
      sum = v128.add<f64>(v128.mul<f64>(sum, x), v128.load64_splat(c));
    }
    v128.store(out + at, sum);
  }
}

/** out = K∗input along one axis, K = [¼, ½, ¼]. args: input, out, cells of the axis, its stride in cells, cells of the grid. */
export function smooth(args: usize, part: i32, parts: i32): void {
  const input = pointer(args, 0);
  const out = pointer(args, 1);
  const n = word(args, 2);
  const stride = word(args, 3);
  const quarter = f64x2.splat(0.25);
  const half = f64x2.splat(0.5);
  const rows = word(args, 4) / stride;
  const items = stride == 1 ? rows / n : rows;
  const end = from(items, part + 1, parts);
  for (let row = from(items, part, parts); row < end; row++) {
    if (stride == 1) {
      const base: usize = 8 * <usize>(row * n);
      const x = input + base;
      for (let i = 0; i < n; i++) {
        const left = f64.load(x + 8 * <usize>(i == 0 ? n - 1 : i - 1));
        const right = f64.load(x + 8 * <usize>(i == n - 1 ? 0 : i + 1));
        f64.store(out + base + 8 * <usize>i, 0.5 * f64.load(x + 8 * <usize>i) + 0.25 * (left + right));
      }
      continue;
    }
    const i = row % n;
    const size: usize = 8 * <usize>stride;
    const base = <usize>row * size;
    const left = i == 0 ? base + <usize>(n - 1) * size : base - size;
    const right = i == n - 1 ? base - <usize>(n - 1) * size : base + size;
    for (let at: usize = 0; at < size; at += 16) {
      const sides = v128.add<f64>(v128.load(input + left + at), v128.load(input + right + at));
      const middle = v128.mul<f64>(half, v128.load(input + base + at));
      v128.store(out + base + at, v128.add<f64>(middle, v128.mul<f64>(quarter, sides)));
    }
  }
}
