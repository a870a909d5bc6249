import type { Normals } from '../normals.ts';

/** c0, c1, c2 of a quadratic c0 + c1ρ + c2ρ². */
export type Quadratic = readonly [c0: number, c1: number, c2: number];

/** Smallest value, largest value and sum of a field. */
export interface Range {
  readonly smallest: number;
  readonly largest: number;
  readonly sum: number;
}

/** The loops over the cells of a grid that a step is made of. All arrays [size], in the backend's memory. */
export interface CellLoops {
  /** Normals of a seed and stream, as this backend makes them. */
  normals(seed: number, stream: number): Normals;
  range(field: Float64Array): Range;
  /** out = (M(ρ) − mean) gradient + M(ρ) force, M the quadratic; a null stands for zero. */
  flux(
    rho: Float64Array,
    mobility: Quadratic,
    mean: number,
    gradient: Float64Array | null,
    force: Float64Array | null,
    out: Float64Array,
  ): void;
  /** out = scale √max(M(v), 0) × a normal number for every cell, M the quadratic: one draw. */
  noise(v: Float64Array, mobility: Quadratic, scale: number, normals: Normals, out: Float64Array): void;
  /** out = Σ c_n ρⁿ by Horner's rule; at least one coefficient. */
  polynomial(rho: Float64Array, coefficients: readonly number[], out: Float64Array): void;
  /** out = K∗input with K = [¼, ½, ¼] along every axis, periodic; `work` is scratch. */
  smooth(input: Float64Array, out: Float64Array, work: Float64Array): void;
  /** out = max(input, 0). */
  positivePart(input: Float64Array, out: Float64Array): void;
  /** out = −rho/weight where rho < 0, else 0; weights below 1e-200 count as that. */
  deficit(rho: Float64Array, weight: Float64Array, out: Float64Array): void;
  /** out ← max(out (1 − share), 0). */
  withhold(share: Float64Array, out: Float64Array): void;
  scale(factor: number, out: Float64Array): void;
  /** Number of cells in which two fields differ. */
  different(a: Float64Array, b: Float64Array): number;
}
