import { add, cosine, im, mul, put, re, sine, sub, twist } from './lanes';

/** The passes of radix 3 and 5: see passes.ts. */

// @ts-ignore: decorator
@inline
export function pass3(
  single: bool, load: i32, store: i32, twiddled: bool,
  x: usize, xp: usize, xq: usize, xj: usize, xl: usize,
  y: usize, yp: usize, yq: usize, yj: usize, yl: usize, m: i32, s: i32, tw: usize,
): void {
  const half = f64x2.splat(0.5);
  const root = f64x2.splat(0.8660254037844386);
  for (let p = 0; p < m; p++) {
    const c1 = cosine(twiddled, tw, 0);
    const s1 = sine(twiddled, tw, 0);
    const c2 = cosine(twiddled, tw, 1);
    const s2 = sine(twiddled, tw, 1);
    tw += 32;
    let u = x;
    let v = y;
    let q = s;
    do {
      const u1 = u + xj;
      const u2 = u1 + xj;
      const v1 = v + yj;
      const v2 = v1 + yj;
      const ar = re(load, u, xl);
      const ai = im(load, u, xl);
      const br = re(load, u1, xl);
      const bi = im(load, u1, xl);
      const cr = re(load, u2, xl);
      const ci = im(load, u2, xl);
      const tr = add(br, cr);
      const ti = add(bi, ci);
      const ur = mul(root, sub(br, cr));
      const ui = mul(root, sub(bi, ci));
      const vr = sub(ar, mul(half, tr));
      const vi = sub(ai, mul(half, ti));
      put(store, v, yl, add(ar, tr), add(ai, ti));
      twist(twiddled, store, v1, yl, add(vr, ui), sub(vi, ur), c1, s1);
      twist(twiddled, store, v2, yl, sub(vr, ui), add(vi, ur), c2, s2);
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}

// @ts-ignore: decorator
@inline
export function pass5(
  single: bool, load: i32, store: i32, twiddled: bool,
  x: usize, xp: usize, xq: usize, xj: usize, xl: usize,
  y: usize, yp: usize, yq: usize, yj: usize, yl: usize, m: i32, s: i32, tw: usize,
): void {
  const cos1 = f64x2.splat(0.30901699437494745);
  const cos2 = f64x2.splat(-0.8090169943749475);
  const sin1 = f64x2.splat(0.9510565162951535);
  const sin2 = f64x2.splat(0.5877852522924731);
  for (let p = 0; p < m; p++) {
    const c1 = cosine(twiddled, tw, 0);
    const s1 = sine(twiddled, tw, 0);
    const c2 = cosine(twiddled, tw, 1);
    const s2 = sine(twiddled, tw, 1);
    const c3 = cosine(twiddled, tw, 2);
    const s3 = sine(twiddled, tw, 2);
    const c4 = cosine(twiddled, tw, 3);
    const s4 = sine(twiddled, tw, 3);
    tw += 64;
    let u = x;
    let v = y;
    let q = s;
    do {
      const u1 = u + xj;
      const u2 = u1 + xj;
      const u3 = u2 + xj;
      const u4 = u3 + xj;
      const v1 = v + yj;
      const v2 = v1 + yj;
      const v3 = v2 + yj;
      const v4 = v3 + yj;
      const ar = re(load, u, xl);
      const ai = im(load, u, xl);
      const br = re(load, u1, xl);
      const bi = im(load, u1, xl);
      const cr = re(load, u2, xl);
      const ci = im(load, u2, xl);
      const dr = re(load, u3, xl);
      const di = im(load, u3, xl);
      const er = re(load, u4, xl);
      const ei = im(load, u4, xl);
      const t1r = add(br, er);
      const t1i = add(bi, ei);
      const t2r = add(cr, dr);
      const t2i = add(ci, di);
      const t3r = sub(br, er);
      const t3i = sub(bi, ei);
      const t4r = sub(cr, dr);
      const t4i = sub(ci, di);
      const m1r = add(ar, add(mul(cos1, t1r), mul(cos2, t2r)));
      const m1i = add(ai, add(mul(cos1, t1i), mul(cos2, t2i)));
      const m2r = add(ar, add(mul(cos2, t1r), mul(cos1, t2r)));
      const m2i = add(ai, add(mul(cos2, t1i), mul(cos1, t2i)));
      const n1r = add(mul(sin1, t3r), mul(sin2, t4r));
      const n1i = add(mul(sin1, t3i), mul(sin2, t4i));
      const n2r = sub(mul(sin2, t3r), mul(sin1, t4r));
      const n2i = sub(mul(sin2, t3i), mul(sin1, t4i));
      put(store, v, yl, add(ar, add(t1r, t2r)), add(ai, add(t1i, t2i)));
      twist(twiddled, store, v1, yl, add(m1r, n1i), sub(m1i, n1r), c1, s1);
      twist(twiddled, store, v2, yl, add(m2r, n2i), sub(m2i, n2r), c2, s2);
      twist(twiddled, store, v3, yl, sub(m2r, n2i), add(m2i, n2r), c3, s3);
      twist(twiddled, store, v4, yl, sub(m1r, n1i), add(m1i, n1r), c4, s4);
      u += xq;
      v += yq;
    } while (!single && --q > 0);
    x += xp;
    y += yp;
  }
}
