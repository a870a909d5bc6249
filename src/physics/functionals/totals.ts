import type { FieldState } from '../../core/field.ts';
import type { BoundFunctional } from './functional.ts';

/** F of all terms on a state. */
export function totalEnergy(terms: readonly BoundFunctional[], s: FieldState): number {
  return terms.reduce((sum, term) => sum + term.energy(s), 0);
}

/** −∂F/∂V of all terms at fixed N, by uniform scaling. */
export function totalPressure(terms: readonly BoundFunctional[], s: FieldState): number {
  return terms.reduce((sum, term) => sum + term.pressure(s), 0);
}
