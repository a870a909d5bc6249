import type { Measurement } from '../../analysis/compare/equivalence.ts';
import type { Curve } from '../../core/curve.ts';
import type { EachReplica } from '../run/replica-values.ts';

/** One engine's results: what both sides of a comparison are reduced to, wherever they come from. */
export interface Side {
  readonly engine: 'field' | 'particles';
  /** `simulated`, or the folder or file it was read from. */
  readonly source: string;
  readonly lengths: readonly number[];
  /** Particles (∫ρ). */
  readonly count: number;
  readonly replicas: number;
  /** Joined over replicas, with theory. */
  readonly curves: readonly Curve[];
  readonly each: EachReplica;
}

/** The curve of that name; undefined where it was not measured. */
export function curveOf(side: Side, name: string): Curve | undefined {
  return side.curves.find((curve) => curve.name === name);
}

/** Mean and standard error across replicas of a number that each of them gives. */
export function across(values: readonly number[]): Measurement {
  const n = values.length;
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - value) * (x - value), 0);
  return { value, error: n < 2 ? Number.NaN : Math.sqrt(squares / (n - 1) / n), freedom: n - 1 };
}
