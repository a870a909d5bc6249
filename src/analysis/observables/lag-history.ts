/** The last `lags` + 1 samples of a vector, as a ring: what time correlations with plain lags look back on. */
export class LagHistory {
  readonly lags: number;
  readonly #ring: Float64Array[] = [];
  #taken = 0;

  constructor(lags: number) {
    this.lags = lags;
  }

  /** The array to fill with the newest sample. */
  next(length: number): Float64Array {
    const at = this.#taken % (this.lags + 1);
    let slot = this.#ring[at];
    if (slot === undefined || slot.length !== length) {
      slot = new Float64Array(length);
      this.#ring[at] = slot;
    }
    this.#taken++;
    return slot;
  }

  /** Whether every lag can be looked up. */
  get full(): boolean {
    return this.#taken > this.lags;
  }

  /** The sample `lag` samples before the newest. */
  back(lag: number): Float64Array {
    return this.#ring[(this.#taken - 1 - lag) % (this.lags + 1)];
  }
}
