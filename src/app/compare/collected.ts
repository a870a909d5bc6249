import type { Measurement } from '../../analysis/compare/equivalence.ts';

/** One quantity that both sides have measured. */
export interface Item {
  readonly label: string;
  /** Band of k; absent where the label says what it is. */
  readonly band?: readonly [from: number, to: number];
  readonly field: Measurement;
  readonly particles: Measurement;
  /** Linear theory, in the same unit; null where there is none. */
  readonly theory: number | null;
  /** What value, error and theory are multiplied by to be shown. */
  readonly scale: number;
}

/** All quantities of one curve, before they are judged. */
export interface Collected {
  readonly curve: string;
  readonly what: string;
  /** Compared by their difference instead of their ratio. */
  readonly absolute: boolean;
  readonly tolerance: number;
  readonly items: readonly Item[];
  /** Replicas behind the errors, on the side that has fewer. */
  readonly independent: number;
  /** Covariance of the relative differences; null: items are independent, or there are too few replicas for it. */
  readonly covariance: readonly Float64Array[] | null;
}
