/** One quantity of both sides of a comparison, from one scenario. */
import type { Curve } from '../../../../core/curve.ts';

export interface Sides {
  readonly field: Curve;
  readonly particles: Curve;
}
