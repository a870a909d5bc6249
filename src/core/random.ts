import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** What a stream needs to go on exactly where it stood. */
export interface GaussiansState {
  readonly state: readonly number[];
}

type Generator = ReturnType<typeof xoroshiro128plusFromState>;

/**
 * Independent streams of standard normal numbers.
 *
 * The seed (any integer up to 2⁵³) is spread over the generator's 128 bits by splitmix64-style mixing, since
 * neighbouring raw seeds give correlated starts; stream i starts 2⁶⁴ i numbers further on (`jump`), so that streams of
 * one seed cannot overlap. Normals come from a 128-layer ziggurat on xoroshiro128+ (Marsaglia & Tsang, J. Stat. Softw.
 * 5 (8), 2000; layer and value from different draws: Doornik 2005). Only exp, log and sqrt are used: the same numbers on
 * every machine.
 */
export class Gaussians {
  #generator: Generator;

  /** @throws RangeError unless seed and stream are non-negative integers below 2⁵³. */
  constructor(seed: number, stream = 0) {
    for (const [name, value] of [['seed', seed] as const, ['stream', stream] as const]) {
      if (!Number.isSafeInteger(value) || value < 0)
        throw new RangeError(`${name} must be an integer ≥ 0, got ${value}`);
    }
    // replicas ask for one stream after the other: go on from the last one instead of jumping there from the first
    const near =
      last !== null && last.seed === seed && last.stream <= stream ? last : { seed, stream: 0, state: words(seed) };
    this.#generator = xoroshiro128plusFromState([...near.state]);
    for (let i = near.stream; i < stream; i++) this.#generator.jump();
    last = { seed, stream, state: [...this.#generator.getState()] };
  }

  /** A uniform number in (0, 1) with 32 random bits. */
  uniform(): number {
    return ((this.#generator.next() >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  /** A uniform integer in [0, 2³²). */
  bits(): number {
    return this.#generator.next() >>> 0;
  }

  /** A standard normal number. */
  next(): number {
    const generator = this.#generator;
    for (;;) {
      const bits = generator.next();
      const layer = (bits >>> 8) & 127;
      // 32 bits of the second draw and 16 unused ones of the first: a signed value on a grid of 2⁻⁴⁷
      const x = (generator.next() + (bits >>> 16) * 1.52587890625e-5) * EDGE_SCALED[layer];
      if (Math.abs(x) < EDGE[layer + 1]) return x;
      if (layer === 0) return this.#tail(x < 0);
      const y = HEIGHT[layer] + (HEIGHT[layer + 1] - HEIGHT[layer]) * this.uniform();
      if (y < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** Fills `out` with standard normal numbers times `scale`. */
  fill(out: Float64Array, scale = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = scale * this.next();
  }

  /** A Poisson number of the given mean ≥ 0, as a sum of independent ones of mean ≤ 30 (Knuth's product method). */
  poisson(mean: number): number {
    if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`a Poisson mean must be ≥ 0, got ${mean}`);
    let count = 0;
    let rest = mean;
    // A Poisson number is the sum of independent ones: pieces of mean 30 keep the product away from underflow.
    while (rest > 0) {
      const piece = Math.min(rest, 30);
      rest -= piece;
      const limit = Math.exp(-piece);
      let product = this.uniform();
      while (product > limit) {
        count++;
        product *= this.uniform();
      }
    }
    return count;
  }

  save(): GaussiansState {
    return { state: [...this.#generator.getState()] };
  }

  load(saved: GaussiansState): void {
    this.#generator = xoroshiro128plusFromState([...saved.state]);
  }

  /** The tail beyond the last edge R (Marsaglia 1964). */
  #tail(negative: boolean): number {
    for (;;) {
      const x = -Math.log(this.uniform()) / R;
      const y = -Math.log(this.uniform());
      if (2 * y > x * x) return negative ? -(R + x) : R + x;
    }
  }
}

/** Where the stream began that was made last. */
let last: { readonly seed: number; readonly stream: number; readonly state: readonly number[] } | null = null;

/** The 128 bits that a seed stands for. */
function words(seed: number): readonly number[] {
  const low = seed >>> 0;
  const high = Math.floor(seed / 4294967296) >>> 0;
  const bits = [1, 2, 3, 4].map((i) => mix(mix(low + Math.imul(i, 0x9e3779b9)) ^ Math.imul(high + i, 0x85ebca6b)) | 0);
  if (!bits.some((w) => w !== 0)) bits[0] = -1;
  return bits;
}

/** Finaliser of MurmurHash3 on 32 bits: every input bit reaches every output bit. */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

// Ziggurat of 128 layers of equal area AREA; layer 0 holds the tail. EDGE[i] are the right edges, HEIGHT[i] = e^{−EDGE²/2}.
const R = 3.442619855899;
const AREA = 9.91256303526217e-3;
const EDGE = new Float64Array(129);
const HEIGHT = new Float64Array(129);
const EDGE_SCALED = new Float64Array(128);
EDGE[0] = AREA / Math.exp(-0.5 * R * R);
EDGE[1] = R;
for (let i = 2; i < 128; i++) {
  EDGE[i] = Math.sqrt(-2 * Math.log(AREA / EDGE[i - 1] + Math.exp(-0.5 * EDGE[i - 1] * EDGE[i - 1])));
}
EDGE[128] = 0;
for (let i = 0; i < 129; i++) HEIGHT[i] = Math.exp(-0.5 * EDGE[i] * EDGE[i]);
for (let i = 0; i < 128; i++) EDGE_SCALED[i] = EDGE[i] / 2147483648;
