import { DirectModes } from '../../core/direct-modes.ts';
import type { Dimension } from '../../core/grid.ts';
import { type ModeSet, modesWithin } from '../../core/modes.ts';
import type { PairPotential } from '../../physics/potentials/potential.ts';
import { closestPair } from './closest.ts';
import type { ClosestPair, Evaluation, Interaction } from './interaction.ts';
import { reciprocalBand } from './reciprocal-band.ts';
import { WaveForces } from './wave-forces.ts';

/** More pairs ±k than this are refused: a step would take seconds. */
const MOST = 3_000_000;

/**
 * A pair potential summed over wavevectors k = 2πn/L instead of pairs, ρ_k = Σ_i e^{−ik·x_i}, all |k| up to where û is below
 * 10⁻¹⁵ of its maximum:
 *   F_i = −(1/V) Σ_k û(k) k Im(ρ_k* e^{−ik·x_i})                  Σ_i ∇²_i U = −(1/V) Σ_k û k² (|ρ_k|² − N)
 * Charges (`longRange`): k ≠ 0 only, which is the uniform background, and each charge without its own images,
 *   U = (1/2V) Σ û (|ρ_k|² − N)                                   W = (d/2V) Σ (|ρ_k|² − N)(û + k û′/d)
 * Others: the sum over all pairs and all images, a particle's own included as in `pairInteraction`, with its own u(0) out,
 *   U = (1/2V) Σ û |ρ_k|² − N u(0)/2                              W = (d/2V) Σ |ρ_k|² (û + k û′/d)
 * W = −d V ∂U/∂V by uniform scaling, under which ρ_k stays and k ∝ V^{−1/d}. Σ F_i = 0 to rounding. Cost ∝ N × modes.
 * @throws RangeError for a potential without band limit, or one that needs too many modes in this box.
 */
export function reciprocalInteraction(potential: PairPotential, lengths: readonly number[]): Interaction {
  return new ReciprocalSum(potential, lengths);
}

class ReciprocalSum implements Interaction {
  readonly #lengths: readonly number[];
  readonly #volume: number;
  readonly #longRange: boolean;
  readonly #modes: ModeSet;
  /** û, û + k û′/d and k² û of every mode, [modes] each; a set holds half of all k, so the sums over it count twice. */
  readonly #strength: Float64Array;
  readonly #stress: Float64Array;
  readonly #curvature: Float64Array;
  /** û(0) and u(0), no part of the sum for charges. */
  readonly #uniform: number;
  readonly #self: number;
  readonly #density: DirectModes;
  readonly #waves: WaveForces;
  /** ρ_k, for forces −(2/V) û ρ_k, [2*modes]. */
  readonly #rho: Float64Array;

  constructor(given: PairPotential, lengths: readonly number[]) {
    const dim = asDimension(lengths.length);
    const potential = given.inDimension?.(dim) ?? given;
    this.#lengths = lengths;
    this.#volume = lengths.reduce((product, length) => product * length, 1);
    this.#longRange = potential.longRange === true;
    this.#modes = bandModes(potential, lengths);
    const u = (k: number): number => {
      const value = potential.transform(k, dim);
      if (value === null || !Number.isFinite(value)) throw new RangeError(`û(k) is ${value} at k = ${k}`);
      return value;
    };
    const { count, shells, shellOf } = this.#modes;
    const strength = shells.map(({ k }) => u(k));
    const stress = shells.map(({ k }, s) => strength[s] + (k * slope(u, k)) / dim);
    this.#strength = Float64Array.from({ length: count }, (_, m) => strength[shellOf[m]]);
    this.#stress = Float64Array.from({ length: count }, (_, m) => stress[shellOf[m]]);
    this.#curvature = Float64Array.from({ length: count }, (_, m) => {
      const { k } = shells[shellOf[m]];
      return k * k * strength[shellOf[m]];
    });
    this.#uniform = this.#longRange ? 0 : u(0);
    this.#self = this.#longRange ? 0 : potential.energy(0);
    this.#density = new DirectModes(this.#modes);
    this.#waves = new WaveForces(this.#modes);
    this.#rho = new Float64Array(2 * count);
  }

  addForces(positions: readonly Float64Array[], forces: readonly Float64Array[]): void {
    const rho = this.#rho;
    this.#density.sum(positions, rho);
    const factor = -2 / this.#volume;
    for (let m = 0; m < this.#modes.count; m++) {
      rho[2 * m] *= factor * this.#strength[m];
      rho[2 * m + 1] *= factor * this.#strength[m];
    }
    this.#waves.add(positions, rho, forces);
  }

  evaluate(positions: readonly Float64Array[]): Evaluation {
    const count = positions[0].length;
    const rho = this.#rho;
    this.#density.sum(positions, rho);
    // what a particle contributes to |ρ_k|² by itself, where that is no interaction
    const own = this.#longRange ? count : 0;
    let energy = 0.5 * this.#uniform * count * count;
    let virial = energy;
    let laplacian = 0;
    for (let m = 0; m < this.#modes.count; m++) {
      const square = rho[2 * m] * rho[2 * m] + rho[2 * m + 1] * rho[2 * m + 1];
      energy += this.#strength[m] * (square - own);
      virial += this.#stress[m] * (square - own);
      laplacian -= 2 * this.#curvature[m] * (square - count);
    }
    return {
      energy: energy / this.#volume - 0.5 * count * this.#self,
      virial: (virial * this.#lengths.length) / this.#volume,
      laplacian: laplacian / this.#volume,
    };
  }

  closest(positions: readonly Float64Array[], particle?: number): ClosestPair | null {
    return closestPair(positions, this.#lengths, particle);
  }
}

/** û′ by central differences of sixth order, error below 10⁻¹² |û|/k for û = 1/k² and smaller for Gaussians. */
function slope(u: (k: number) => number, k: number): number {
  const h = 2e-3 * k;
  return (45 * (u(k + h) - u(k - h)) - 9 * (u(k + 2 * h) - u(k - 2 * h)) + (u(k + 3 * h) - u(k - 3 * h))) / (60 * h);
}

/** One of every ±k with |k| inside the band, k = 0 left out. */
function bandModes(potential: PairPotential, lengths: readonly number[]): ModeSet {
  const band = reciprocalBand(potential, lengths);
  if (band === null) throw new RangeError('this potential has no band limit: it cannot be summed over wavevectors');
  if (band.count > MOST) {
    throw new RangeError(
      `the pair potential needs ${band.count.toPrecision(2)} wavevectors up to k = ${band.limit.toPrecision(3)} in this box, more than ${MOST}: give it a larger width or the box shorter sides`,
    );
  }
  const square = band.limit * band.limit;
  const limits = lengths.map((length) => Math.floor((band.limit * length) / (2 * Math.PI)));
  return modesWithin(lengths, limits).select((n) => {
    let sum = 0;
    for (let a = 0; a < n.length; a++) {
      const k = (2 * Math.PI * n[a]) / lengths[a];
      sum += k * k;
    }
    return sum <= square;
  });
}

function asDimension(dim: number): Dimension {
  if (dim === 1 || dim === 2 || dim === 3) return dim;
  throw new RangeError(`a box has 1, 2 or 3 sides, not ${dim}`);
}
