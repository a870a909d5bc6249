import { line } from './lines';
import { BUFFER, MEMORY, SWAPPED } from './lanes';
import { from, high, low, pointer, word } from './share';

/**
 * One long line of n = 2h real numbers, h = pq, taken as h complex ones z_j, j = j₁q + j₂ (the four-step algorithm: D. Bailey,
 * J. Supercomput. 4, 23 (1990)): transforms of length p over j₁, factors e^{−2πi j₂k₁/h}, transforms of length q over j₂;
 * Z_k, k = k₁ + p k₂.
 */

/** Length of the lower tables of factors and of roots; even. */
const LOW: i32 = 16;
const ROOTS: i32 = 64;

/**
 * The columns, factors included, four at a time: a cache line. args: plan of p, source, target, q, factors, bytes of a row of the
 * target, work, work in bytes. Factors, as {re, re}, {im, im} for each pair of columns: those of k₁ < LOW, then those of
 * k₁ = 0, LOW, 2 LOW, …: a product of two is one multiplication more and much less memory to read.
 */
export function longColumns(args: usize, part: i32, parts: i32): void {
  const plan = pointer(args, 0);
  const q = word(args, 3);
  const factors = pointer(args, 4);
  const row = pointer(args, 5);
  const work = pointer(args, 6) + <usize>part * pointer(args, 7);
  const p = i32.load(plan, 4);
  const size: usize = 32 * <usize>p;
  const z = work + 4 * size;
  const table: usize = 32 * <usize>(LOW + (p + LOW - 1) / LOW);
  const groups = (q + 3) >> 2;
  const end = from(groups, part + 1, parts);
  for (let g = from(groups, part, parts); g < end; g++) {
    const left = q - 4 * g;
    const pairs = left > 2 ? 2 : 1;
    const x = pointer(args, 1) + 64 * <usize>g;
    const y = pointer(args, 2) + 64 * <usize>g;
    const element: usize = 16 * <usize>q;
    if (left >= 4) line(MEMORY, BUFFER, plan, 2, x, element, 32, 16, z, 32, size, 16, work);
    else {
      line(MEMORY, BUFFER, plan, 1, x, element, 0, left > 1 ? 16 : 0, z, 32, 0, 16, work);
      if (left == 3) line(MEMORY, BUFFER, plan, 1, x + 32, element, 0, 0, z + size, 32, 0, 16, work);
    }
    for (let b = 0; b < pairs; b++) {
      const lane: usize = left - 2 * b > 1 ? 16 : 0;
      turn(z + size * <usize>b, factors + table * <usize>(2 * g + b), y + 32 * <usize>b, row, lane, p);
    }
  }
}

/** Multiplies two columns by their factors on the way to their place. */
// @ts-ignore: decorator
@inline
function turn(x: usize, factors: usize, y: usize, row: usize, lane: usize, count: i32): void {
  let upper = factors + 32 * LOW;
  for (let k = 0; k < count; k += LOW) {
    const hc = v128.load(upper);
    const hs = v128.load(upper, 16);
    upper += 32;
    let factor = factors;
    const last = x + 32 * <usize>min<i32>(LOW, count - k);
    for (; x < last; x += 32) {
      const lc = v128.load(factor);
      const ls = v128.load(factor, 16);
      const cos = v128.sub<f64>(v128.mul<f64>(hc, lc), v128.mul<f64>(hs, ls));
      const sin = v128.add<f64>(v128.mul<f64>(hc, ls), v128.mul<f64>(hs, lc));
      const ar = v128.load(x);
      const ai = v128.load(x, 16);
      const re = v128.sub<f64>(v128.mul<f64>(ar, cos), v128.mul<f64>(ai, sin));
      const im = v128.add<f64>(v128.mul<f64>(ar, sin), v128.mul<f64>(ai, cos));
      v128.store(y, v128.shuffle<f64>(re, im, 0, 2));
      v128.store(y + lane, v128.shuffle<f64>(re, im, 1, 3));
      y += row;
      factor += 32;
    }
  }
}

/** The rows, four at a time. args: plan of q, source, target, p, swapped (0 or 1), bytes of a row, work, work in bytes. */
export function longRows(args: usize, part: i32, parts: i32): void {
  const plan = pointer(args, 0);
  const p = word(args, 3);
  const swapped = word(args, 4) != 0;
  const row = pointer(args, 5);
  const work = pointer(args, 6) + <usize>part * pointer(args, 7);
  const element: usize = 16 * <usize>p;
  const groups = (p + 3) >> 2;
  const end = from(groups, part + 1, parts);
  for (let g = from(groups, part, parts); g < end; g++) {
    const left = p - 4 * g;
    const x = pointer(args, 1) + 4 * <usize>g * row;
    const y = pointer(args, 2) + 64 * <usize>g;
    if (left >= 4) rows(swapped, plan, 2, x, row, row, y, element, 16, work);
    else {
      rows(swapped, plan, 1, x, row, left > 1 ? row : 0, y, element, left > 1 ? 16 : 0, work);
      if (left == 3) rows(swapped, plan, 1, x + 2 * row, row, 0, y + 32, element, 0, work);
    }
  }
}

function rows(
  swapped: bool, plan: usize, batch: i32, x: usize, row: usize, xl: usize, y: usize, element: usize, yl: usize, work: usize,
): void {
  if (swapped) line(MEMORY, SWAPPED, plan, batch, x, 16, 2 * row, xl, y, element, 32, yl, work);
  else line(MEMORY, MEMORY, plan, batch, x, 16, 2 * row, xl, y, element, 32, yl, work);
}

/**
 * The half spectrum from Z (see rowsForward), Z_h = Z_0 stored: numbers m and h − m at once, m and m + 1 in the two lanes.
 * args: h, kept, w (roots below ROOTS by twos, as {cos, cos}, {sin, sin}; then every ROOTS-th, as cos, sin), Z with room for
 * h + 2, target, ½.
 */
export function longSplit(args: usize, part: i32, parts: i32): void {
  const h = word(args, 0);
  const kept = word(args, 1);
  const w = pointer(args, 2);
  const z = pointer(args, 3);
  const out = pointer(args, 4);
  const half = v128.load64_splat(args, 40);
  const pairs = ((h >> 1) + 2) >> 1;
  const end = from(pairs, part + 1, parts);
  for (let i = from(pairs, part, parts); i < end; i++) {
    const m = 2 * i;
    // at h/2 a number is its own partner, and stands in both lanes
    const step: usize = m + 1 > h >> 1 ? 0 : 16;
    split(m, step, h - m < kept, h - m - <i32>(step >> 4) < kept, h, w, z, out, half);
  }
}

// @ts-ignore: decorator
@inline
function split(m: i32, step: usize, first: bool, second: bool, h: i32, w: usize, z: usize, out: usize, half: v128): void {
  const a = z + 16 * <usize>m;
  const b = z + 16 * <usize>(h - m);
  const p = v128.load(a);
  const p1 = v128.load(a + step);
  const q = v128.load(b);
  const q1 = v128.load(b - step);
  // e^{2πi m/n} as a product of a root of the lower table, two in two lanes, and one of the upper
  const c = w + 16 * <usize>(m & (ROOTS - 1));
  const d = w + 16 * ROOTS + 16 * <usize>(m / ROOTS);
  const lc = v128.load(c);
  const ls = v128.load(c, 16);
  const hc = v128.load64_splat(d);
  const hs = v128.load64_splat(d, 8);
  const cos = v128.sub<f64>(v128.mul<f64>(hc, lc), v128.mul<f64>(hs, ls));
  const sin = v128.add<f64>(v128.mul<f64>(hc, ls), v128.mul<f64>(hs, lc));
  const er = v128.mul<f64>(half, v128.add<f64>(low(p, p1), low(q, q1)));
  const ei = v128.mul<f64>(half, v128.sub<f64>(high(p, p1), high(q, q1)));
  const or = v128.mul<f64>(half, v128.add<f64>(high(p, p1), high(q, q1)));
  const oi = v128.mul<f64>(half, v128.sub<f64>(low(q, q1), low(p, p1)));
  const tr = v128.add<f64>(v128.mul<f64>(cos, or), v128.mul<f64>(sin, oi));
  const ti = v128.sub<f64>(v128.mul<f64>(cos, oi), v128.mul<f64>(sin, or));
  const xr = v128.add<f64>(er, tr);
  const xi = v128.add<f64>(ti, ei);
  const yr = v128.sub<f64>(er, tr);
  const yi = v128.sub<f64>(ti, ei);
  // lane 0 last: it is the right one where both have one place
  v128.store(out + 16 * <usize>m + step, high(xr, xi));
  v128.store(out + 16 * <usize>m, low(xr, xi));
  if (second) v128.store(out + 16 * <usize>(h - m) - step, high(yr, yi));
  if (first) v128.store(out + 16 * <usize>(h - m), low(yr, yi));
}

/**
 * The inverse of longSplit times `scale`, re and im swapped; numbers from `kept` on count as zero.
 * args: h, kept, w, source, Z with room for h + 2, scale.
 */
export function longMerge(args: usize, part: i32, parts: i32): void {
  const h = word(args, 0);
  const kept = word(args, 1);
  const w = pointer(args, 2);
  const source = pointer(args, 3);
  const z = pointer(args, 4);
  const scale = v128.load64_splat(args, 40);
  const pairs = ((h >> 1) + 2) >> 1;
  const end = from(pairs, part + 1, parts);
  for (let i = from(pairs, part, parts); i < end; i++) {
    const m = 2 * i;
    const step: usize = m + 1 > h >> 1 ? 0 : 16;
    merge(m, step, h - m < kept, h - m - <i32>(step >> 4) < kept, h, w, source, z, scale);
  }
  // whose part the first numbers are: of few pairs part 0 has none
  if (end > 0 && from(pairs, part, parts) == 0) {
    // the mean and the Nyquist number are real
    const mean = f64.load(source);
    const nyquist = kept > h ? f64.load(source + 16 * <usize>h) : 0.0;
    f64.store(z, f64.load(args, 40) * (mean - nyquist));
    f64.store(z, f64.load(args, 40) * (mean + nyquist), 8);
  }
}

// @ts-ignore: decorator
@inline
function merge(m: i32, step: usize, first: bool, second: bool, h: i32, w: usize, x: usize, z: usize, scale: v128): void {
  const zero = f64x2.splat(0);
  const a = x + 16 * <usize>m;
  const b = x + 16 * <usize>(h - m);
  const p = v128.load(a);
  const p1 = v128.load(a + step);
  const q = first ? v128.load(b) : zero;
  const q1 = second ? v128.load(b - step) : zero;
  // e^{2πi m/n} as a product of a root of the lower table, two in two lanes, and one of the upper
  const c = w + 16 * <usize>(m & (ROOTS - 1));
  const d = w + 16 * ROOTS + 16 * <usize>(m / ROOTS);
  const lc = v128.load(c);
  const ls = v128.load(c, 16);
  const hc = v128.load64_splat(d);
  const hs = v128.load64_splat(d, 8);
  const cos = v128.sub<f64>(v128.mul<f64>(hc, lc), v128.mul<f64>(hs, ls));
  const sin = v128.add<f64>(v128.mul<f64>(hc, ls), v128.mul<f64>(hs, lc));
  const er = v128.mul<f64>(scale, v128.add<f64>(low(p, p1), low(q, q1)));
  const ei = v128.mul<f64>(scale, v128.sub<f64>(high(p, p1), high(q, q1)));
  const dr = v128.mul<f64>(scale, v128.sub<f64>(low(p, p1), low(q, q1)));
  const di = v128.mul<f64>(scale, v128.add<f64>(high(p, p1), high(q, q1)));
  const or = v128.sub<f64>(v128.mul<f64>(cos, dr), v128.mul<f64>(sin, di));
  const oi = v128.add<f64>(v128.mul<f64>(cos, di), v128.mul<f64>(sin, dr));
  const zr = v128.add<f64>(or, ei);
  const zi = v128.sub<f64>(er, oi);
  const yr = v128.sub<f64>(or, ei);
  const yi = v128.add<f64>(er, oi);
  v128.store(z + 16 * <usize>m + step, high(zr, zi));
  v128.store(z + 16 * <usize>m, low(zr, zi));
  v128.store(z + 16 * <usize>(h - m) - step, high(yr, yi));
  v128.store(z + 16 * <usize>(h - m), low(yr, yi));
}
