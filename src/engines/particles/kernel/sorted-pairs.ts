import type { PairPotential } from '../../../physics/potentials/potential.ts';
import { exponentialNumbers, lawNumbers } from './law-numbers.ts';
import type { KernelMemory } from './memory.ts';

/**
 * Positions and forces of particles in the order of their cells, with the list of all pairs closer than range + skin, in the
 * kernel's memory: the last axis first, along which cells follow each other, as particles of a lattice do. Sorted and listed anew when a particle has moved by half of the skin. Order and list depend on the
 * positions at that moment alone, so that these are all that a bitwise restart needs.
 */
export class SortedPairs {
  /** Pointer to the arguments of the kernel. */
  readonly args: number;
  /** Particle in every place. */
  readonly order: Int32Array;
  /** How often the list was made. */
  rebuilt = 0;
  readonly #memory: KernelMemory;
  readonly #integers: Int32Array;
  readonly #numbers: Float64Array;
  readonly #positions: Float64Array;
  readonly #forces: Float64Array;
  readonly #reference: Float64Array;
  readonly #dim: number;
  /** Doubles of a particle. */
  readonly #width: number;
  readonly #moved2: number;
  #pairs: Int32Array;
  /** Those within the range. */
  #near: Int32Array;
  #listed = 0;
  /** There is a list, and no particle is known to have left its skin. */
  #valid = false;

  constructor(
    memory: KernelMemory,
    lengths: readonly number[],
    count: number,
    potential: PairPotential,
    law: NonNullable<PairPotential['law']>,
    skin: number,
  ) {
    this.#memory = memory;
    this.#dim = lengths.length;
    this.#width = this.#dim === 3 ? 4 : 2;
    const room = () => memory.floats(count * this.#width);
    [this.#positions, this.#forces, this.#reference] = [room(), room(), room()];
    this.order = memory.ints(count);
    for (let i = 0; i < count; i++) this.order[i] = i;
    const reach = potential.range + skin;
    this.#moved2 = 0.25 * skin * skin;
    const cells = cellCounts(lengths, count, reach);
    const total = cells.reduce((product, n) => product * n, 1);
    const most = 2 * (expectedPairs(lengths, count, reach) + 1);
    [this.#pairs, this.#near] = [memory.ints(most), memory.ints(most)];
    const arrays = [memory.ints(count), room(), memory.ints(count), memory.ints(total + 2)];
    this.#numbers = memory.floats(PLACES);
    this.args = this.#numbers.byteOffset;
    this.#integers = new Int32Array(this.#numbers.buffer, this.args, 2 * LENGTHS);
    const points = [this.#positions, this.#forces, this.#reference, this.order, ...arrays].map((a) => a.byteOffset);
    const [form, c0, c1, c2, c3, m, k] = lawNumbers(law);
    this.#integers.set([count, this.#dim, ...points]);
    this.#integers[RANGES] = memory.ints(32).byteOffset;
    this.#integers.set([1, 1, 1, form, m, k], CELLS);
    this.#integers.set(cells.toReversed(), CELLS);
    this.#place();
    const four = (values: readonly number[]) => [...values.toReversed(), 1, 1, 1].slice(0, 4);
    const inverses = lengths.map((length) => 1 / length);
    const perLength = lengths.map((length, axis) => cells[axis] / length);
    this.#numbers.set([...four(lengths), ...four(inverses), ...four(perLength)], LENGTHS);
    const range2 = potential.range * potential.range;
    // forces look again, with sums in another order
    const margin2 = range2 * (1 + 1e-12);
    this.#numbers.set([reach * reach, margin2, range2, 1, c0, c1, c2, c3], REACH2);
    this.#numbers.set(exponentialNumbers(), SERIES);
  }

  /** Puts the positions, [dim][particles], into the present order. */
  place(positions: readonly Float64Array[]): void {
    const [to, order, width] = [this.#positions, this.order, this.#width];
    for (let axis = 0; axis < this.#dim; axis++) {
      const x = positions[axis];
      for (let s = 0, at = this.#dim - 1 - axis; s < order.length; s++, at += width) to[at] = x[order[s]];
    }
    this.#valid = this.#valid && !(this.#memory.kernel.call.particleMoved(this.args) > this.#moved2);
  }

  /** The positions by particle, [dim][particles]. */
  read(out: readonly Float64Array[]): void {
    this.#unsort(this.#positions, out);
  }

  /** Computes the forces; largest square of one, NaN where one is not finite. */
  compute(): number {
    const { call } = this.#memory.kernel;
    if (!this.#valid) this.#list();
    call.particleForces(this.args, call.particleNear(this.args, this.#listed));
    return call.particleLargest(this.args);
  }

  /** Adds the computed forces, [dim][particles]. */
  addForces(out: readonly Float64Array[]): void {
    const [from, order, width] = [this.#forces, this.order, this.#width];
    for (let axis = 0; axis < this.#dim; axis++) {
      const force = out[axis];
      for (let s = 0, at = this.#dim - 1 - axis; s < order.length; s++, at += width) force[order[s]] += from[at];
    }
  }

  /** What a kernel call that moved the particles gave: the largest square of a distance from the reference. */
  moved(square: number): void {
    if (square > this.#moved2) this.#valid = false;
  }

  /** Arguments of the Leimkuhler–Matthews step. */
  setStep(images: Int32Array, drift: number, amplitude: number): void {
    this.#integers[IMAGES] = images.byteOffset;
    this.#numbers.set([drift, amplitude], STEP);
  }

  /** Every listed pair by its particles, with the separation from the second to the first, not yet of nearest images. */
  visit(visit: (i: number, j: number, x: number, y: number, z: number) => void): void {
    if (!this.#valid) this.#list();
    const [pairs, order, at] = [this.#pairs, this.order, this.#positions];
    const [width, dim] = [this.#width, this.#dim];
    const shift = width === 4 ? 5 : 4;
    const [x, y] = [dim - 1, dim === 1 ? 1 : dim - 2];
    for (let p = 0; p < 2 * this.#listed; p += 2) {
      const [i, j] = [pairs[p] >>> shift, pairs[p + 1] >>> shift];
      const [a, b] = [i * width, j * width];
      visit(order[i], order[j], at[a + x] - at[b + x], at[a + y] - at[b + y], dim === 3 ? at[a] - at[b] : 0);
    }
  }

  /** Positions at which the present list was made, [dim][particles]; empty before there is one. */
  reference(): readonly Float64Array[] {
    if (this.rebuilt === 0) return [];
    const out = Array.from({ length: this.#dim }, () => new Float64Array(this.order.length));
    this.#unsort(this.#reference, out);
    return out;
  }

  /** The next use makes the list. */
  forget(): void {
    this.rebuilt = 0;
    this.#valid = false;
  }

  /** Makes the list that was made at these positions. */
  restore(reference: readonly Float64Array[]): void {
    this.place(reference);
    this.#list();
  }

  #unsort(from: Float64Array, out: readonly Float64Array[]): void {
    const [order, width] = [this.order, this.#width];
    for (let axis = 0; axis < this.#dim; axis++) {
      const x = out[axis];
      for (let s = 0, at = this.#dim - 1 - axis; s < order.length; s++, at += width) x[order[s]] = from[at];
    }
  }

  #list(): void {
    const { call } = this.#memory.kernel;
    call.particleSort(this.args);
    for (;;) {
      this.#listed = call.particlePairs(this.args);
      if (this.#listed >= 0) break;
      const length = 2 * Math.ceil(0.75 * this.#pairs.length);
      for (const array of [this.#pairs, this.#near]) this.#memory.free(array);
      [this.#pairs, this.#near] = [this.#memory.ints(length), this.#memory.ints(length)];
      this.#place();
    }
    this.rebuilt++;
    this.#valid = true;
  }

  /** Where the pairs are, and how many fit. */
  #place(): void {
    this.#integers.set([this.#pairs.byteOffset, this.#near.byteOffset], PAIRS);
    this.#integers[CAPACITY] = this.#pairs.length / 2 - 1;
  }
}

// places in the arguments, of integers and of doubles (kernel/assembly/particles-state.ts)
const PAIRS = 10;
const RANGES = 12;
const CAPACITY = 13;
const CELLS = 14;
const IMAGES = 20;
const LENGTHS = 12;
const REACH2 = 24;
const STEP = 32;
const SERIES = 34;
const PLACES = 54;

/** Cells of at least the reach and of at least one particle's share; an axis too short for three of them is one. */
function cellCounts(lengths: readonly number[], count: number, reach: number): readonly number[] {
  const share = lengths.reduce((product, length) => product * length, 1 / Math.max(count, 1));
  const spacing = lengths.length === 1 ? share : lengths.length === 2 ? Math.sqrt(share) : Math.cbrt(share);
  return lengths.map((length) => {
    const n = Math.floor(length / Math.max(reach, spacing));
    return n >= 3 ? n : 1;
  });
}

/** Pairs of particles that are spread evenly, and a half more. */
function expectedPairs(lengths: readonly number[], count: number, reach: number): number {
  const volume = lengths.reduce((product, length) => product * length, 1);
  const ball = [2, Math.PI * reach, (4 / 3) * Math.PI * reach * reach][lengths.length - 1] * reach;
  return 64 + Math.ceil((0.75 * count * count * ball) / volume);
}
