import type { Dimension } from '../core/grid.ts';
import type { Functional } from './functionals/functional.ts';
import type { Mobility } from './mobilities/mobility.ts';

export type FieldKind = 'density' | 'order-parameter';

/** What is simulated, apart from any grid: species, temperature, free energy, mobility. */
export interface Model {
  readonly dim: Dimension;
  readonly lengths: readonly number[];
  readonly kind: FieldKind;
  readonly species: readonly { readonly name: string; readonly density: number }[];
  readonly kT: number;
  /** Mobility of one particle; D = μ kT. */
  readonly mu: number;
  readonly functionals: readonly Functional[];
  readonly mobility: Mobility;
}

/** Mean densities of all species, [species]. */
export function meanDensities(model: Model): readonly number[] {
  return model.species.map((s) => s.density);
}

/** F″_ab(k) of all terms at the mean densities. */
export function totalCurvature(model: Model, k: number, a = 0, b = 0): number {
  const rho0 = meanDensities(model);
  return model.functionals.reduce((sum, term) => sum + term.curvature(k, rho0, a, b), 0);
}

/** L(k) = M(ρ0) k² F″(k): the rate at which a small perturbation of the uniform state decays; negative: it grows. */
export function linearRate(model: Model, k: number): number {
  return model.mobility.value(meanDensities(model), 0, 0) * k * k * totalCurvature(model, k);
}

/**
 * S(k) of the linear theory: kT/(ρ0 F″(k)) for a density, kT/F″(k) for an order parameter (⟨|φ_k|²⟩/V). Negative where the
 * uniform state is unstable.
 */
export function linearStructureFactor(model: Model, k: number): number {
  const norm = model.kind === 'density' ? model.species[0].density : 1;
  return model.kT / (norm * totalCurvature(model, k));
}

/** Density above which a local term is continued beyond its formula; infinite where none is. */
export function formulaEnd(model: Model): number {
  return model.functionals.reduce((least, f) => {
    return f.local === undefined ? least : Math.min(least, f.continuedAbove ?? least);
  }, Number.POSITIVE_INFINITY);
}
