/**
 * Weights that share a radial function: ω̂(k) = (−i)^l H(k) p(|k|), H a real homogeneous polynomial of degree l, so that ω
 * is real, and even in x for even l. l = 0: H = 1; l = 1: a vector, H = k_a; l = 2: a traceless tensor.
 */
export interface WeightFamily {
  readonly degree: 0 | 1 | 2;
  /** H of every member: one weighted density each. */
  readonly harmonics: readonly ((k: readonly number[]) => number)[];
}

/** F = kT ∫Φ(n_1, …, n_A) dx, n_α(x) = ∫ω_α(x − y) ρ(y) dy. */
export interface WeightedForm {
  /** A weighted density for every harmonic of every family, in order. */
  readonly families: readonly WeightFamily[];
  /** p(k) and k p′(k) of every family. */
  radials(k: number): readonly { readonly value: number; readonly slope: number }[];
  /** Replaces the weighted densities, [A][cells], by ∂Φ/∂n_α, cell by cell; returns ΣΦ over the cells. */
  differentiate(n: readonly Float64Array[]): number;
}

/** H = 1. */
export const SCALAR: WeightFamily = { degree: 0, harmonics: [() => 1] };
