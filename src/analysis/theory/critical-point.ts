import type { Model } from '../../physics/model.ts';
import { bracketedRoot } from './bracketed-root.ts';
import { leastStable } from './phase.ts';
import { inverseStructureFactor } from './thermodynamics.ts';

/** Where the two spinodals merge: F″ = F‴ = 0 at k = 0. */
export interface CriticalPoint {
  /** The parameter that was varied, such as kT. */
  readonly value: number;
  readonly density: number;
}

/** A model for every value of a parameter; null where there is none. */
export type ModelFamily = (value: number) => Model | null;

/**
 * The critical point between two values of a parameter, of which exactly one has an unstable state: the root of
 * min_ρ 1/S(0; ρ), to about 1e-14, its density to about 1e-9 (the root of a central difference of 1/S there). Null when
 * both or none is unstable.
 */
export function criticalPoint(family: ModelFamily, from: number, to: number): CriticalPoint | null {
  const stability = (value: number): number => {
    const model = family(value);
    return model === null ? Number.NaN : leastStable(model).value;
  };
  const value = bracketedRoot(stability, from, to);
  const model = Number.isNaN(value) ? null : family(value);
  if (model === null) return null;
  const rough = leastStable(model).at;
  const h = 1e-3 * (Math.abs(rough) + (model.kind === 'density' ? 0 : 1e-3));
  const slope = (rho: number): number => {
    const [a, b, c, d] = [-2, -1, 1, 2].map((i) => inverseStructureFactor(model, 0, rho + i * h));
    return a - 8 * b + 8 * c - d;
  };
  const density = bracketedRoot(slope, rough - h, rough + h);
  return { value, density: Number.isNaN(density) ? rough : density };
}

/**
 * The critical temperature of a family by kT, looked for from `kT` by factors of 1.25, down to a fiftieth or up to fifty
 * times. Null for a model whose stability does not depend on kT in that range.
 */
export function criticalTemperature(family: ModelFamily, kT: number): CriticalPoint | null {
  const unstable = (value: number): boolean | null => {
    const model = family(value);
    return model === null ? null : leastStable(model).value < 0;
  };
  const here = unstable(kT);
  if (here === null) return null;
  const factor = here ? 1.25 : 0.8;
  for (let [last, next] = [kT, kT * factor]; next < 50 * kT && next > kT / 50; [last, next] = [next, next * factor]) {
    const there = unstable(next);
    if (there === null) return null;
    if (there !== here) return criticalPoint(family, last, next);
  }
  return null;
}
