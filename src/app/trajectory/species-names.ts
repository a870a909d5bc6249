/** Names of species (types or elements) as a trajectory writes them, numbered in the order of their appearance. */
export class SpeciesNames {
  readonly names: string[] = [];
  /** Index by the bytes of a name of up to four bytes, packed into one integer. */
  readonly #short = new Map<number, number>();
  readonly #long = new Map<string, number>();

  /** The index of the name in bytes [from … to). */
  index(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > 4) {
      const name = text(bytes, from, to);
      const known = this.#long.get(name);
      if (known !== undefined) return known;
      this.#long.set(name, this.names.length);
      return this.names.push(name) - 1;
    }
    let packed = 0;
    for (let i = from; i < to; i++) packed = (packed << 8) | bytes[i];
    const known = this.#short.get(packed);
    if (known !== undefined) return known;
    this.#short.set(packed, this.names.length);
    return this.names.push(text(bytes, from, to)) - 1;
  }
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}
