/** A spectrum, [2*modes], times a real coefficient of every resolved mode, [resolved.length]. */
export type Term = readonly [coefficient: Float64Array, spectrum: Float64Array];

/**
 * The resolved modes of a mask and the loops over them. Modes outside of the band are neither read nor written: in a state
 * they are zero, in the result of `forward` they are left as they come.
 */
export interface Band {
  /** Indices of the resolved modes, ascending, the mean mode first. */
  readonly resolved: Int32Array;
  /** A coefficient of every resolved mode, [resolved.length], in the backend's memory. */
  coefficient(value: (i: number) => number): Float64Array;
  /** The resolved part of a real field's spectrum. */
  forward(input: Float64Array, out: Float64Array): void;
  /** The real field of the resolved modes. */
  inverse(input: Float64Array, out: Float64Array): void;
  /** out = Σ c s, 1 to 3 terms; `out` may be one of the spectra. */
  combine(out: Float64Array, terms: readonly Term[]): void;
  /** out = Σ i c s, 1 to 3 terms, `out` none of the spectra; with `add`, out += Σ i c s. */
  rotate(out: Float64Array, terms: readonly Term[], add?: boolean): void;
  /** Σ|s|² over the resolved modes of the half spectrum. */
  power(spectrum: Float64Array): number;
}
