import type { Dimension } from '../../core/grid.ts';
import type { PairLaw } from './pair-law.ts';

/** An isotropic pair potential u(r), used by the particles and by the mean-field functional alike. */
export interface PairPotential {
  /** Diameter-like length that the resolution criterion K_c σ ≥ 8 refers to. */
  readonly sigma: number;
  /** u(r) is zero, or negligible (< 1e-12 of its scale), at r ≥ range; Infinity where `longRange`. */
  readonly range: number;
  /** u(r), r > 0. */
  energy(r: number): number;
  /** −u′(r)/r: times the separation vector it is the force. */
  forceOverR(r: number): number;
  /** `forceOverR` as a closed form, where it has one of these. */
  readonly law?: PairLaw;
  /** û(k) = ∫u(r) e^{−ik·r} d^d r; null where the integral does not exist. */
  transform(k: number, dim: Dimension): number | null;
  /** Why `transform` is null somewhere. */
  readonly noTransform?: string;
  /** Summed in reciprocal space by the particles too (smeared charges): û without k = 0 is the definition. */
  readonly longRange?: true;
  /**
   * A wavenumber beyond which |û(k)| < tolerance·max|û|, 0 < tolerance < 1, in every dimension; where û diverges at k → 0, the
   * value that it has at k = 1/σ stands for the maximum. Absent: û decays too slowly for a sum over k.
   */
  bandLimit?(tolerance: number): number;
  /**
   * The same potential with the `energy` and `forceOverR` of a box of `dim` dimensions, where these depend on it (Poisson's
   * equation); without a call they are those of three. Absent: one u(r) for all dimensions.
   */
  inDimension?(dim: Dimension): PairPotential;
  /** A hard core of diameter σ and nothing else, in this dimension only: its engine knows no forces. */
  readonly hardCore?: Dimension;
  /** u(r) is a guess below this distance, which a table does not reach: pairs that come nearer are to be counted. */
  readonly extrapolatedBelow?: number;
}
