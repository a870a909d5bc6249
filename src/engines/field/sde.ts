import type { Band } from '../../core/fft/band.ts';
import type { Fft } from '../../core/fft/fft.ts';
import type { FieldState } from '../../core/field.ts';
import type { Normals } from '../../core/normals.ts';

/**
 * dρ̂ = (−L ρ̂ + N[ρ]) dt + σ[ρ] dW: all that an integrator may know of the physics. Every spectrum is zero outside
 * the band; the mean mode has L = N = σ = 0, so that mass is conserved to the last bit.
 */
export interface SemilinearSde {
  readonly fft: Fft;
  readonly species: number;
  /** The resolved modes and the loops over them. */
  readonly band: Band;
  /** Their indices, band.resolved. */
  readonly resolved: Int32Array;
  /** L of every resolved mode, [resolved.length]; may be negative (spinodal). */
  readonly linear: Float64Array;
  /** False: N ≡ 0. */
  readonly hasNonlinear: boolean;
  /** `additive`: σ does not depend on the state. */
  readonly noiseKind: 'none' | 'additive' | 'multiplicative';
  /** out = N[s]. */
  nonlinear(s: FieldState, out: FieldState): void;
  /** out = σ[s] dW/√dt: one draw of unit duration, not yet filtered by the integrator. */
  noise(s: FieldState, normals: Normals, out: FieldState): void;
}
