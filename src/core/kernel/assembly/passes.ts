import { add, cosine, im, mul, put, re, sine, sub, twist } from './lanes';

/**
 * Passes of a Stockham transform (decimation in frequency, self-sorting), two independent transforms at a time: lane 0 and
 * lane 1 of every vector. A pass of radix r over m groups of stride s reads element q + s(p + jm) and writes q + s(rp + j):
 *   y_j = w_p^j Σ_l x_l e^{−2πi jl/r},   0 ≤ p < m, 0 ≤ q < s, w_p = e^{−2πi p/(rm)}.
 * Every function here is that double loop, with the steps of x and y in bytes: xp, xq, xj and yp, yq, yj. In the first pass
 * s = 1 and q counts a batch of transforms instead, so that memory is gathered by whole cache lines; in the last m = 1, there
 * are no twiddle factors, p counts elements and q again the batch; `single` is a batch of one, without the loop over q.
 *
 * A buffer holds element e as {re, re}, {im, im}: 32 bytes. In memory lane 0 of element e is the complex number at
 * base + e·element, lane 1 the one at base + e·element + lane. The inverse is the forward transform with re and im swapped
 * on the way in and out.
 */

// @ts-ignore: decorator
@inline
export function pass1(
  single: bool, load: i32, store: i32,
  x: usize, xp: usize, xq: usize, xl: usize, y: usize, yp: usize, yq: usize, yl: usize, m: i32, s: i32,
): void {
  for (let p = 0; p < m; p++) {
    let u = x;
    let v = y;
    let q = s;
    do {
      put(store, v, yl, re(load, u, xl), im(load, u, xl));
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}

// @ts-ignore: decorator
@inline
export function pass2(
  single: bool, load: i32, store: i32, twiddled: bool,
  x: usize, xp: usize, xq: usize, xj: usize, xl: usize,
  y: usize, yp: usize, yq: usize, yj: usize, yl: usize, m: i32, s: i32, tw: usize,
): void {
  for (let p = 0; p < m; p++) {
    const c1 = cosine(twiddled, tw, 0);
    const s1 = sine(twiddled, tw, 0);
    tw += 16;
    let u = x;
    let v = y;
    let q = s;
    do {
      const u1 = u + xj;
      const v1 = v + yj;
      const ar = re(load, u, xl);
      const ai = im(load, u, xl);
      const br = re(load, u1, xl);
      const bi = im(load, u1, xl);
      put(store, v, yl, add(ar, br), add(ai, bi));
      twist(twiddled, store, v1, yl, sub(ar, br), sub(ai, bi), c1, s1);
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}

// @ts-ignore: decorator
@inline
export function pass4(
  single: bool, load: i32, store: i32, twiddled: bool,
  x: usize, xp: usize, xq: usize, xj: usize, xl: usize,
  y: usize, yp: usize, yq: usize, yj: usize, yl: usize, m: i32, s: i32, tw: usize,
): void {
  for (let p = 0; p < m; p++) {
    const c1 = cosine(twiddled, tw, 0);
    const s1 = sine(twiddled, tw, 0);
    const c2 = cosine(twiddled, tw, 1);
    const s2 = sine(twiddled, tw, 1);
    const c3 = cosine(twiddled, tw, 2);
    const s3 = sine(twiddled, tw, 2);
    tw += 48;
    let u = x;
    let v = y;
    let q = s;
    do {
      const u1 = u + xj;
      const u2 = u1 + xj;
      const u3 = u2 + xj;
      const v1 = v + yj;
      const v2 = v1 + yj;
      const v3 = v2 + yj;
      const ar = re(load, u, xl);
      const ai = im(load, u, xl);
      const cr = re(load, u2, xl);
      const ci = im(load, u2, xl);
      const t0r = add(ar, cr);
      const t0i = add(ai, ci);
      const t1r = sub(ar, cr);
      const t1i = sub(ai, ci);
      const br = re(load, u1, xl);
      const bi = im(load, u1, xl);
      const dr = re(load, u3, xl);
      const di = im(load, u3, xl);
      const t2r = add(br, dr);
      const t2i = add(bi, di);
      const t3r = sub(br, dr);
      const t3i = sub(bi, di);
      put(store, v, yl, add(t0r, t2r), add(t0i, t2i));
      twist(twiddled, store, v1, yl, add(t1r, t3i), sub(t1i, t3r), c1, s1);
      twist(twiddled, store, v2, yl, sub(t0r, t2r), sub(t0i, t2i), c2, s2);
      twist(twiddled, store, v3, yl, sub(t1r, t3i), add(t1i, t3r), c3, s3);
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}

/** Radix 8 as a last pass: m = 1, no twiddle factors; √½ is read from `constant`, lest it be made anew in every turn. */
// @ts-ignore: decorator
@inline
export function pass8(
  single: bool, store: i32,
  x: usize, xp: usize, xq: usize, j: usize, y: usize, yp: usize, yq: usize, yj: usize, yl: usize, m: i32, s: i32, constant: usize,
): void {
  const root = v128.load64_splat(constant);
  for (let p = 0; p < m; p++) {
    let u = x;
    let v = y;
    let q = s;
    do {
      const u1 = u + j;
      const u2 = u1 + j;
      const u3 = u2 + j;
      const u4 = u3 + j;
      const u5 = u4 + j;
      const u6 = u5 + j;
      const u7 = u6 + j;
      const v1 = v + yj;
      const v2 = v1 + yj;
      const v3 = v2 + yj;
      const v4 = v3 + yj;
      const v5 = v4 + yj;
      const v6 = v5 + yj;
      const v7 = v6 + yj;
      // even elements: y_0, y_2, y_4, y_6 from sums; odd ones from differences
      const a0r = add(v128.load(u), v128.load(u4));
      const a0i = add(v128.load(u, 16), v128.load(u4, 16));
      const b0r = sub(v128.load(u), v128.load(u4));
      const b0i = sub(v128.load(u, 16), v128.load(u4, 16));
      const a2r = add(v128.load(u2), v128.load(u6));
      const a2i = add(v128.load(u2, 16), v128.load(u6, 16));
      const b2r = sub(v128.load(u2), v128.load(u6));
      const b2i = sub(v128.load(u2, 16), v128.load(u6, 16));
      const a1r = add(v128.load(u1), v128.load(u5));
      const a1i = add(v128.load(u1, 16), v128.load(u5, 16));
      const b1r = sub(v128.load(u1), v128.load(u5));
      const b1i = sub(v128.load(u1, 16), v128.load(u5, 16));
      const a3r = add(v128.load(u3), v128.load(u7));
      const a3i = add(v128.load(u3, 16), v128.load(u7, 16));
      const b3r = sub(v128.load(u3), v128.load(u7));
      const b3i = sub(v128.load(u3, 16), v128.load(u7, 16));
      // sums: a radix-4 butterfly of a_0 … a_3 gives y_0, y_2, y_4, y_6
      const c0r = add(a0r, a2r);
      const c0i = add(a0i, a2i);
      const c1r = sub(a0r, a2r);
      const c1i = sub(a0i, a2i);
      const c2r = add(a1r, a3r);
      const c2i = add(a1i, a3i);
      const c3r = sub(a1r, a3r);
      const c3i = sub(a1i, a3i);
      put(store, v, yl, add(c0r, c2r), add(c0i, c2i));
      put(store, v4, yl, sub(c0r, c2r), sub(c0i, c2i));
      put(store, v2, yl, add(c1r, c3i), sub(c1i, c3r));
      put(store, v6, yl, sub(c1r, c3i), add(c1i, c3r));
      // differences: b_l e^{−2πi l/8}, then the same butterfly gives y_1, y_3, y_5, y_7
      const d1r = mul(root, add(b1r, b1i));
      const d1i = mul(root, sub(b1i, b1r));
      const d3r = mul(root, sub(b3i, b3r));
      const d3i = mul(root, add(b3r, b3i)); // minus the imaginary part
      const e0r = add(b0r, b2i);
      const e0i = sub(b0i, b2r);
      const e1r = sub(b0r, b2i);
      const e1i = add(b0i, b2r);
      const e2r = add(d1r, d3r);
      const e2i = sub(d1i, d3i);
      const e3r = sub(d1r, d3r);
      const e3i = add(d1i, d3i);
      put(store, v1, yl, add(e0r, e2r), add(e0i, e2i));
      put(store, v5, yl, sub(e0r, e2r), sub(e0i, e2i));
      put(store, v3, yl, add(e1r, e3i), sub(e1i, e3r));
      put(store, v7, yl, sub(e1r, e3i), add(e1i, e3r));
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}
