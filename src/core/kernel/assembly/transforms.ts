import { line } from './lines';
import { BUFFER, MEMORY, SWAPPED } from './lanes';
import { from, high, low, pointer, word } from './share';

/**
 * The transforms of a grid, axis by axis. Spectra are interleaved complex numbers, last axis halved. Rows go two at a time,
 * columns two at a time; where one is left over it takes both lanes and is written twice.
 */

/**
 * Real rows of n = 2h → the first `kept` numbers of their half spectra: X_m = (Z_m + Z*_{h−m})/2 − (i/2) w_m (Z_m − Z*_{h−m}).
 * args: plan of h, w [2(h + 1)], source, its row in bytes, target, its row in bytes, rows, kept, work, work in bytes, ½ (read from memory: constants
 * would be made anew in every turn of a loop).
 */
export function rowsForward(args: usize, part: i32, parts: i32): void {
  const plan = pointer(args, 0);
  const w = pointer(args, 1);
  const source = pointer(args, 2);
  const sourceRow = pointer(args, 3);
  const target = pointer(args, 4);
  const targetRow = pointer(args, 5);
  const pairs = word(args, 6) >> 1;
  const kept = word(args, 7);
  const work = pointer(args, 8) + <usize>part * pointer(args, 9);
  const h = i32.load(plan, 4);
  const z = work + 64 * <usize>h;
  const half = v128.load64_splat(args, 80);
  const end = from(pairs, part + 1, parts);
  for (let r = from(pairs, part, parts); r < end; r++) {
    const x = source + 2 * <usize>r * sourceRow;
    line(MEMORY, BUFFER, plan, 1, x, 16, 0, sourceRow, z, 32, 0, 16, work);
    // Z_h is Z_0
    v128.store(z + 32 * <usize>h, v128.load(z));
    v128.store(z + 32 * <usize>h, v128.load(z, 16), 16);
    const out = target + 2 * <usize>r * targetRow;
    // numbers m and h − m come from the same two: first those m whose partner is not kept
    const alone = h - kept + 1;
    if (alone > 0) untangle(0, alone, false, z, w, out, targetRow, h, half);
    untangle(alone > 0 ? alone : 0, (h >> 1) + 1, true, z, w, out, targetRow, h, half);
  }
}

// @ts-ignore: decorator
@inline
function untangle(begin: i32, end: i32, both: bool, z: usize, w: usize, out: usize, row: usize, h: i32, half: v128): void {
  let a = z + 32 * <usize>begin;
  let b = z + 32 * <usize>(h - begin);
  let c = w + 16 * <usize>begin;
  let p = out + 16 * <usize>begin;
  let q = out + 16 * <usize>(h - begin);
  for (let m = begin; m < end; m++) {
    const ar = v128.load(a);
    const ai = v128.load(a, 16);
    const br = v128.load(b);
    const bi = v128.load(b, 16);
    const er = v128.mul<f64>(half, v128.add<f64>(ar, br));
    const ei = v128.mul<f64>(half, v128.sub<f64>(ai, bi));
    const or = v128.mul<f64>(half, v128.add<f64>(ai, bi));
    const oi = v128.mul<f64>(half, v128.sub<f64>(br, ar));
    const cos = v128.load64_splat(c);
    const sin = v128.load64_splat(c, 8);
    const tr = v128.add<f64>(v128.mul<f64>(cos, or), v128.mul<f64>(sin, oi));
    const ti = v128.sub<f64>(v128.mul<f64>(cos, oi), v128.mul<f64>(sin, or));
    const xr = v128.add<f64>(er, tr);
    const xi = v128.add<f64>(ti, ei);
    v128.store(p, low(xr, xi));
    v128.store(p + row, high(xr, xi));
    if (both) {
      const yr = v128.sub<f64>(er, tr);
      const yi = v128.sub<f64>(ti, ei);
      v128.store(q, low(yr, yi));
      v128.store(q + row, high(yr, yi));
      q -= 16;
    }
    a += 32;
    b -= 32;
    c += 16;
    p += 16;
  }
}

/**
 * The inverse of rowsForward, times `scale`; numbers from `kept` on count as zero.
 * args: plan of h, w, source, its row, target, its row, rows, kept, work, work in bytes, scale.
 */
export function rowsInverse(args: usize, part: i32, parts: i32): void {
  const plan = pointer(args, 0);
  const w = pointer(args, 1);
  const source = pointer(args, 2);
  const sourceRow = pointer(args, 3);
  const target = pointer(args, 4);
  const targetRow = pointer(args, 5);
  const pairs = word(args, 6) >> 1;
  const kept = word(args, 7);
  const work = pointer(args, 8) + <usize>part * pointer(args, 9);
  const scale = f64x2.splat(f64.load(args, 80));
  const h = i32.load(plan, 4);
  const z = work + 64 * <usize>h;
  const zero = f64x2.splat(0);
  const end = from(pairs, part + 1, parts);
  for (let r = from(pairs, part, parts); r < end; r++) {
    const x = source + 2 * <usize>r * sourceRow;
    const y = x + sourceRow;
    // the mean of a row and its Nyquist number are real
    const mean = low(v128.load(x), v128.load(y));
    const nyquist = kept > h ? low(v128.load(x + 16 * <usize>h), v128.load(y + 16 * <usize>h)) : zero;
    v128.store(z, v128.mul<f64>(scale, v128.sub<f64>(mean, nyquist)));
    v128.store(z, v128.mul<f64>(scale, v128.add<f64>(mean, nyquist)), 16);
    const alone = h - kept + 1;
    if (alone > 1) tangle(1, alone, false, z, w, x, sourceRow, h, scale);
    tangle(alone > 1 ? alone : 1, (h >> 1) + 1, true, z, w, x, sourceRow, h, scale);
    line(BUFFER, SWAPPED, plan, 1, z, 32, 0, 16, target + 2 * <usize>r * targetRow, 16, 0, targetRow, work);
  }
}

// @ts-ignore: decorator
@inline
function tangle(begin: i32, end: i32, both: bool, z: usize, w: usize, x: usize, row: usize, h: i32, scale: v128): void {
  let a = z + 32 * <usize>begin;
  let b = z + 32 * <usize>(h - begin);
  let c = w + 16 * <usize>begin;
  let p = x + 16 * <usize>begin;
  let q = x + 16 * <usize>(h - begin);
  for (let m = begin; m < end; m++) {
    const u = v128.load(p);
    const v = v128.load(p + row);
    let er = v128.mul<f64>(scale, low(u, v));
    let ei = v128.mul<f64>(scale, high(u, v));
    let dr = er;
    let di = ei;
    if (both) {
      const s = v128.load(q);
      const t = v128.load(q + row);
      const br = v128.mul<f64>(scale, low(s, t));
      const bi = v128.mul<f64>(scale, high(s, t));
      dr = v128.sub<f64>(er, br);
      di = v128.add<f64>(ei, bi);
      er = v128.add<f64>(er, br);
      ei = v128.sub<f64>(ei, bi);
      q -= 16;
    }
    const cos = v128.load64_splat(c);
    const sin = v128.load64_splat(c, 8);
    const or = v128.sub<f64>(v128.mul<f64>(cos, dr), v128.mul<f64>(sin, di));
    const oi = v128.add<f64>(v128.mul<f64>(cos, di), v128.mul<f64>(sin, dr));
    // re and im change places: what follows is a forward transform
    v128.store(a, v128.add<f64>(or, ei));
    v128.store(a, v128.sub<f64>(er, oi), 16);
    v128.store(b, v128.sub<f64>(or, ei));
    v128.store(b, v128.add<f64>(er, oi), 16);
    a += 32;
    b -= 32;
    c += 16;
    p += 16;
  }
}

/**
 * Complex transforms along an axis, from one spectrum to another or in place.
 * args: plan, source, target, bytes from element to element, columns, outer count, bytes from one outer block to the next,
 * inverse (0 or 1), work, work in bytes, outer blocks left out: first, how many.
 */
export function columns(args: usize, part: i32, parts: i32): void {
  const plan = pointer(args, 0);
  const source = pointer(args, 1);
  const target = pointer(args, 2);
  const element = pointer(args, 3);
  const count = word(args, 4);
  const outer = word(args, 5);
  const block = pointer(args, 6);
  const inverse = word(args, 7) != 0;
  const work = pointer(args, 8) + <usize>part * pointer(args, 9);
  const gap = word(args, 10);
  const skipped = word(args, 11);
  const groups = (count + 3) >> 2;
  const end = from(groups * outer, part + 1, parts);
  for (let i = from(groups * outer, part, parts); i < end; i++) {
    let o = i / groups;
    const column = 4 * (i - o * groups);
    if (o >= gap) o += skipped;
    const at = <usize>o * block + 16 * <usize>column;
    const left = count - column;
    // the four columns of a cache line together
    if (left >= 4) both(inverse, plan, 2, source + at, target + at, element, 16, work);
    else {
      both(inverse, plan, 1, source + at, target + at, element, left > 1 ? 16 : 0, work);
      if (left == 3) both(inverse, plan, 1, source + at + 32, target + at + 32, element, 0, work);
    }
  }
}

// @ts-ignore: decorator
@inline
function both(inverse: bool, plan: usize, batch: i32, x: usize, y: usize, element: usize, lane: usize, work: usize): void {
  if (inverse) line(SWAPPED, SWAPPED, plan, batch, x, element, 32, lane, y, element, 32, lane, work);
  else line(MEMORY, MEMORY, plan, batch, x, element, 32, lane, y, element, 32, lane, work);
}

/**
 * Copies the first bytes of every row, plane by plane. args: source, target, bytes of a row, bytes that are copied, planes, rows
 * of a plane, how many of them are copied, rows left out: first, how many.
 */
export function copyRows(args: usize, part: i32, parts: i32): void {
  const source = pointer(args, 0);
  const target = pointer(args, 1);
  const row = pointer(args, 2);
  const size = pointer(args, 3);
  const plane = word(args, 5);
  const copied = word(args, 6);
  const gap = word(args, 7);
  const skipped = word(args, 8);
  const items = word(args, 4) * copied;
  const end = from(items, part + 1, parts);
  for (let i = from(items, part, parts); i < end; i++) {
    const o = i / copied;
    let r = i - o * copied;
    if (r >= gap) r += skipped;
    const at = <usize>(o * plane + r) * row;
    memory.copy(target + at, source + at, size);
  }
}
