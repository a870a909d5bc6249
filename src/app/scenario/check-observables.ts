import type { Observable } from '../../analysis/observables/observable.ts';
import { refused } from './refused.ts';
import type { ObserveSpec } from './scenario.ts';
import type { Mistake } from './schedule.ts';

/** Observables that refuse their parameters: a distance beyond half of the box, a mode that is not resolved. */
export function checkObservables(
  specs: readonly ObserveSpec[],
  make: (spec: ObserveSpec) => Observable,
): readonly Mistake[] {
  return specs.flatMap((spec, i) => {
    try {
      make(spec);
      return [];
    } catch (error) {
      return [refused(error, `observe[${i}]`)];
    }
  });
}
