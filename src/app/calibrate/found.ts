/** S(k) as a source tells it; what it does not tell is null. */
export interface Found {
  readonly source: string;
  readonly k: readonly number[];
  readonly s: readonly number[];
  /** Standard errors; empty, or not positive, where there are none. */
  readonly error: readonly number[];
  readonly density: number | null;
  readonly kT: number | null;
  /** Sides of the box. */
  readonly lengths: readonly number[] | null;
  readonly dim: number | null;
}
