import type { FieldState } from '../../../core/field.ts';
import type { SemilinearSde } from '../sde.ts';

/** One term of a linear combination: a state times a coefficient of every resolved mode. */
export type Term = readonly [coefficient: Float64Array, spectrum: FieldState];

/** out = Σ coefficient · spectrum on the resolved modes, 1 to 3 terms; `out` may be one of the states. */
export function combine(sde: SemilinearSde, out: FieldState, terms: readonly Term[]): void {
  for (let a = 0; a < sde.species; a++) {
    sde.band.combine(
      out.hat[a],
      terms.map(([coefficient, state]) => [coefficient, state.hat[a]]),
    );
  }
  out.touch();
}

/** A coefficient that is the same for every resolved mode. */
export function uniform(sde: SemilinearSde, value: number): Float64Array {
  return sde.band.coefficient(() => value);
}
