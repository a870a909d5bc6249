import type { ModeSet } from './modes.ts';

/**
 * Exact density modes of particles, ρ_k = Σ_i e^{−ik·x_i} on k = 2πn/L, [2*modes.count]; `pick` selects a species.
 *
 * Along each axis the powers of e^{−2πi x_a/L_a} come from multiplication (rounding error ~ n·10⁻¹⁶), and particles are
 * taken in blocks, so that the inner loop runs over particles with the powers of two axes side by side.
 */
export function particleModes(
  positions: readonly Float64Array[],
  modes: ModeSet,
  out: Float64Array,
  pick?: { readonly speciesOf: Int32Array; readonly species: number },
): void {
  const { dim, n, lengths } = modes;
  const largest = lengths.map((_, a) => {
    let most = 0;
    for (let m = 0; m < modes.count; m++) most = Math.max(most, Math.abs(n[m * dim + a]));
    return most;
  });
  // powers of one block of particles, [dim][n + 1][BLOCK], real and imaginary parts apart
  const re = largest.map((most) => new Float64Array((most + 1) * BLOCK));
  const im = largest.map((most) => new Float64Array((most + 1) * BLOCK));
  const [productRe, productIm] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  out.fill(0);
  const order = sortedByPrefix(modes);
  for (const block of blocks(positions[0].length, pick)) {
    for (let a = 0; a < dim; a++) fillPowers(positions[a], lengths[a], block, largest[a], re[a], im[a]);
    sumBlock(modes, order, block.length, re, im, productRe, productIm, out);
  }
}

/** Particles that are taken together: their powers stay in the cache. */
const BLOCK = 256;

function* blocks(
  count: number,
  pick?: { readonly speciesOf: Int32Array; readonly species: number },
): Generator<Int32Array> {
  const block = new Int32Array(BLOCK);
  let filled = 0;
  for (let i = 0; i < count; i++) {
    if (pick !== undefined && pick.speciesOf[i] !== pick.species) continue;
    block[filled++] = i;
    if (filled < BLOCK) continue;
    yield block;
    filled = 0;
  }
  if (filled > 0) yield block.subarray(0, filled);
}

function fillPowers(
  x: Float64Array,
  length: number,
  block: Int32Array,
  most: number,
  re: Float64Array,
  im: Float64Array,
): void {
  for (let j = 0; j < block.length; j++) {
    const angle = (-2 * Math.PI * x[block[j]]) / length;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    re[j] = 1;
    im[j] = 0;
    for (let power = 1, at = j + BLOCK; power <= most; power++, at += BLOCK) {
      re[at] = re[at - BLOCK] * c - im[at - BLOCK] * s;
      im[at] = re[at - BLOCK] * s + im[at - BLOCK] * c;
    }
  }
}

/** Modes in the order of their leading components, so that the product over all axes but the last is made once. */
function sortedByPrefix(modes: ModeSet): Int32Array {
  const { dim, n } = modes;
  return Int32Array.from({ length: modes.count }, (_, m) => m).sort((p, q) => {
    for (let a = 0; a < dim; a++) {
      const difference = n[p * dim + a] - n[q * dim + a];
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function sumBlock(
  modes: ModeSet,
  order: Int32Array,
  size: number,
  re: readonly Float64Array[],
  im: readonly Float64Array[],
  productRe: Float64Array,
  productIm: Float64Array,
  out: Float64Array,
): void {
  const { dim, n } = modes;
  const last = dim - 1;
  let prepared = -1;
  for (const m of order) {
    if (prepared < 0 || !samePrefix(n, dim, prepared, m)) {
      prefixProduct(modes, m, size, re, im, productRe, productIm);
      prepared = m;
    }
    const power = n[m * dim + last];
    const at = Math.abs(power) * BLOCK;
    const sign = power < 0 ? -1 : 1;
    const [lastRe, lastIm] = [re[last], im[last]];
    let sumRe = 0;
    let sumIm = 0;
    for (let j = 0; j < size; j++) {
      const c = lastRe[at + j];
      const s = sign * lastIm[at + j];
      sumRe += productRe[j] * c - productIm[j] * s;
      sumIm += productRe[j] * s + productIm[j] * c;
    }
    out[2 * m] += sumRe;
    out[2 * m + 1] += sumIm;
  }
}

/** Π_a e^{−i k_a x_a} over all axes but the last. */
function prefixProduct(
  { dim, n }: ModeSet,
  m: number,
  size: number,
  re: readonly Float64Array[],
  im: readonly Float64Array[],
  productRe: Float64Array,
  productIm: Float64Array,
): void {
  productRe.fill(1);
  productIm.fill(0);
  for (let a = 0; a < dim - 1; a++) {
    const power = n[m * dim + a];
    const at = Math.abs(power) * BLOCK;
    const sign = power < 0 ? -1 : 1;
    for (let j = 0; j < size; j++) {
      const [c, s] = [re[a][at + j], sign * im[a][at + j]];
      const real = productRe[j] * c - productIm[j] * s;
      productIm[j] = productRe[j] * s + productIm[j] * c;
      productRe[j] = real;
    }
  }
}

function samePrefix(n: Int32Array, dim: number, p: number, q: number): boolean {
  for (let a = 0; a < dim - 1; a++) if (n[p * dim + a] !== n[q * dim + a]) return false;
  return true;
}
