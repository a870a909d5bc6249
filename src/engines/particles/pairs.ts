import type { PairPotential } from '../../physics/potentials/potential.ts';
import { closestPair } from './closest.ts';
import type { ClosestPair, Evaluation, Interaction } from './interaction.ts';
import { NeighbourList } from './neighbours.ts';

/** Skin of the neighbour list in units of the potential's length. */
const SKIN = 0.3;

/**
 * Pair forces F_i = Σ_j (−u′/r)(x_i − x_j), each pair once, both partners at once, so that momentum balances to rounding.
 * Boxes shorter than twice the reach sum over all periodic images instead of the nearest.
 * @throws RangeError for charges, whose sum over images does not converge: see `reciprocalInteraction`.
 */
export function pairInteraction(potential: PairPotential, lengths: readonly number[]): Interaction {
  if (!Number.isFinite(potential.range))
    throw new RangeError('a potential of infinite range is summed over wavevectors');
  const skin = SKIN * potential.sigma;
  const shortest = Math.min(...lengths);
  return shortest >= 2 * (potential.range + skin)
    ? new ListedPairs(potential, lengths, skin)
    : new AllImages(potential, lengths);
}

/** What is done with every pair: separation vector from j to i, its length. */
export type Visit = (i: number, j: number, r: number, x: number, y: number, z: number) => void;

/** Forces and evaluation of pairs, however these are found. */
export abstract class Pairs implements Interaction {
  protected readonly potential: PairPotential;
  protected readonly lengths: readonly number[];

  constructor(potential: PairPotential, lengths: readonly number[]) {
    this.potential = potential;
    this.lengths = lengths;
  }

  protected abstract visit(positions: readonly Float64Array[], visit: Visit): void;

  addForces(positions: readonly Float64Array[], forces: readonly Float64Array[]): void {
    const { potential } = this;
    const [fx, fy, fz] = padded(forces);
    this.visit(positions, (i, j, r, x, y, z) => {
      const f = potential.forceOverR(r);
      if (!Number.isFinite(f)) throw new RangeError(`particles ${i} and ${j} are at one point`);
      fx[i] += f * x;
      fx[j] -= f * x;
      fy[i] += f * y;
      fy[j] -= f * y;
      fz[i] += f * z;
      fz[j] -= f * z;
    });
  }

  evaluate(positions: readonly Float64Array[]): Evaluation {
    const { potential } = this;
    const dim = positions.length;
    let energy = 0;
    let virial = 0;
    let laplacian = 0;
    this.visit(positions, (i, j, r) => {
      const f = potential.forceOverR(r);
      energy += potential.energy(r);
      virial += f * r * r;
      // the distance to an image of its own does not change with the particle
      if (i === j) return;
      // ∇²u = u″ + (d − 1)u′/r, and u″ = −f − r f′ with f = −u′/r
      const h = 1e-5 * potential.sigma;
      const slope = (potential.forceOverR(r + h) - potential.forceOverR(Math.max(r - h, 1e-12))) / (2 * h);
      laplacian += 2 * (-dim * f - r * slope);
    });
    return { energy, virial, laplacian };
  }

  closest(positions: readonly Float64Array[], particle?: number): ClosestPair | null {
    return closestPair(positions, this.lengths, particle);
  }
}

class ListedPairs extends Pairs {
  readonly listed: PairPotential;
  readonly #list: NeighbourList;

  constructor(potential: PairPotential, lengths: readonly number[], skin: number) {
    super(potential, lengths);
    this.listed = potential;
    this.#list = new NeighbourList(lengths, potential.range, skin);
  }

  reference(): readonly Float64Array[] {
    return this.#list.reference;
  }

  restore(reference: readonly Float64Array[]): void {
    if (reference.length > 0) this.#list.restore(reference);
    else this.#list.forget();
  }

  protected visit(positions: readonly Float64Array[], visit: Visit): void {
    this.#list.update(positions);
    const { start, partners } = this.#list;
    const [px, py, pz] = padded(positions);
    const [lx, ly, lz] = [this.lengths[0], this.lengths[1] ?? 1, this.lengths[2] ?? 1];
    const [hx, hy, hz] = [0.5 * lx, 0.5 * ly, 0.5 * lz];
    const square = this.potential.range * this.potential.range;
    const count = px.length;
    for (let i = 0; i < count; i++) {
      const [xi, yi, zi] = [px[i], py[i], pz[i]];
      for (let p = start[i]; p < start[i + 1]; p++) {
        const j = partners[p];
        let x = xi - px[j];
        if (x > hx) x -= lx;
        else if (x < -hx) x += lx;
        let y = yi - py[j];
        if (y > hy) y -= ly;
        else if (y < -hy) y += ly;
        let z = zi - pz[j];
        if (z > hz) z -= lz;
        else if (z < -hz) z += lz;
        const r2 = x * x + y * y + z * z;
        if (r2 < square) visit(i, j, Math.sqrt(r2), x, y, z);
      }
    }
  }
}

/** All pairs and all their images within the range, a particle's own images included. */
class AllImages extends Pairs {
  protected visit(positions: readonly Float64Array[], visit: Visit): void {
    const { range } = this.potential;
    const square = range * range;
    const [px, py, pz] = padded(positions);
    const shifts = imageShifts(this.lengths, range);
    const count = px.length;
    for (let i = 0; i < count; i++) {
      for (let j = i; j < count; j++) {
        for (const [sx, sy, sz] of shifts) {
          // of a particle's own images each pair of opposite ones counts once
          if (i === j && !(sx > 0 || (sx === 0 && (sy > 0 || (sy === 0 && sz > 0))))) continue;
          const x = px[i] - px[j] + sx;
          const y = py[i] - py[j] + sy;
          const z = pz[i] - pz[j] + sz;
          const r2 = x * x + y * y + z * z;
          if (r2 < square) visit(i, j, Math.sqrt(r2), x, y, z);
        }
      }
    }
  }
}

/** Box vectors that can bring two particles within the range. */
function imageShifts(lengths: readonly number[], range: number): readonly (readonly [number, number, number])[] {
  const axis = (a: number): readonly number[] => {
    const length = lengths[a];
    if (length === undefined) return [0];
    const most = Math.ceil(range / length) + 1;
    return Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * length);
  };
  return axis(0).flatMap((x) => axis(1).flatMap((y) => axis(2).map((z) => [x, y, z] as const)));
}

/** Three axes, the missing ones zero. */
function padded(axes: readonly Float64Array[]): readonly [Float64Array, Float64Array, Float64Array] {
  const zero = axes.length < 3 ? zeros(axes[0].length) : axes[0];
  return [axes[0], axes[1] ?? zero, axes[2] ?? zero];
}

let spare = new Float64Array(0);

/** A shared array for axes that do not exist: only zeros are ever added to it. */
function zeros(length: number): Float64Array {
  if (spare.length !== length) spare = new Float64Array(length);
  return spare;
}
