import { CONTINUED, continued } from './continued.ts';
import type { Functional } from './functional.ts';
import { functionalOf } from './local.ts';
import type { LocalFormula } from './local-formula.ts';
import { localTerm } from './local-term.ts';

export interface LocalDescription extends LocalFormula {
  readonly name: string;
  readonly status: Functional['status'];
  /** Density at which the formula diverges: beyond 0.98 of it, and below 0, it is continued (continued.ts). */
  readonly fullDensity?: number;
  /** Diameter of the particles. */
  readonly sigma?: number;
}

/**
 * F = ∫f(ρ)dx from f, f′ and f″, with its flux for every mobility. The formula must hold for 0 ≤ ρ < fullDensity; without
 * a fullDensity, for every ρ that may occur, negative ones too (or be the ideal gas's at ρ → 0, and return 0 below).
 */
export function localFunctional(description: LocalDescription): Functional {
  const { name, status, fullDensity, sigma } = description;
  const edge = fullDensity === undefined ? undefined : CONTINUED * fullDensity;
  const formula =
    edge === undefined || fullDensity === undefined ? description : continued(description, edge, fullDensity);
  const term = localTerm(formula, fullDensity ?? 1, edge);
  return {
    ...functionalOf(name, status, term),
    ...(sigma === undefined ? {} : { sigma }),
    ...(edge === undefined || fullDensity === undefined ? {} : { fullDensity, continuedAbove: edge }),
  };
}
