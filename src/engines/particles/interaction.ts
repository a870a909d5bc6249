import type { PairPotential } from '../../physics/potentials/potential.ts';

/** A contribution to the energy of the particles. All sums run in a fixed order. */
export interface Interaction {
  /** The potential, where it is nothing but its pairs on a neighbour list: a faster backend may then stand in for it. */
  readonly listed?: PairPotential;
  /** Adds the forces, [dim][particles]. */
  addForces(positions: readonly Float64Array[], forces: readonly Float64Array[]): void;
  /** Energy, virial W = Σ_pairs r·F (so that pressure is (N kT + W/d)/V), and Σ_i ∇²_i U. */
  evaluate(positions: readonly Float64Array[]): Evaluation;
  /** The closest pair of all, or of one particle, which is then `i`; for error messages. Null where there are no pairs. */
  closest?(positions: readonly Float64Array[], particle?: number): ClosestPair | null;
  /** What a bitwise restart needs: the positions at which a neighbour list was made. */
  reference?(): readonly Float64Array[];
  /** Goes on from such a list; from none, where there was none. */
  restore?(reference: readonly Float64Array[]): void;
}

export interface Evaluation {
  readonly energy: number;
  readonly virial: number;
  readonly laplacian: number;
}

export interface ClosestPair {
  readonly i: number;
  readonly j: number;
  readonly distance: number;
}
