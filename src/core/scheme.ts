/**
 * What a time-stepping scheme does to one linear mode, dρ = −Lρ dt + √(2 L S) dW, with x = L dt:
 * ρ ← R(x) ρ + noise of variance 2x g(x) S. Then S_scheme/S = 2x g/(1 − R²) and F(k, n dt) = S_scheme Rⁿ.
 * Integrators declare it; the theory predicts from it what a run must show.
 */
export interface LinearResponse {
  /** R(x), the factor of one step. */
  factor(x: number): number;
  /** g(x), the noise variance of one step over 2x S. */
  noise(x: number): number;
}
