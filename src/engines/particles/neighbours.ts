import { CellGrid } from '../../core/cells.ts';

/**
 * A Verlet list: all pairs closer than cutoff + skin, each once. It stays valid until a particle has moved by half of the
 * skin, then it is made again from the cells. Needs sides of at least 2 (cutoff + skin), so that a pair has one image.
 */
export class NeighbourList {
  /** Neighbours of particle i are partners[start[i]] … partners[start[i + 1] − 1]. */
  start = new Int32Array(1);
  partners = new Int32Array(0);
  /** How often the list was made. */
  rebuilt = 0;
  readonly #lengths: readonly number[];
  readonly #reach: number;
  readonly #skin: number;
  readonly #cells: CellGrid;
  #reference: readonly Float64Array[] = [];
  #pairs = new Int32Array(0);

  constructor(lengths: readonly number[], cutoff: number, skin: number) {
    this.#lengths = lengths;
    this.#reach = cutoff + skin;
    this.#skin = skin;
    this.#cells = new CellGrid(lengths, this.#reach);
  }

  /** Positions at which the present list was made; with them `restore` makes the same list again. */
  get reference(): readonly Float64Array[] {
    return this.#reference;
  }

  /** Makes the list anew if a particle has moved too far. Positions lie in the box, [dim][particles]. */
  update(positions: readonly Float64Array[]): void {
    if (this.#reference.length > 0 && !this.#moved(positions)) return;
    this.restore(positions);
  }

  /** The next `update` makes the list. */
  forget(): void {
    this.#reference = [];
  }

  restore(positions: readonly Float64Array[]): void {
    this.#reference = positions.map((axis) => axis.slice());
    this.rebuilt++;
    const count = positions[0].length;
    const square = this.#reach * this.#reach;
    const counts = new Int32Array(count + 1);
    let found = 0;
    this.#cells.pairs(positions, (i, j) => {
      let sum = 0;
      for (let a = 0; a < positions.length; a++) {
        const length = this.#lengths[a];
        let d = positions[a][j] - positions[a][i];
        if (d > 0.5 * length) d -= length;
        else if (d < -0.5 * length) d += length;
        sum += d * d;
      }
      if (sum >= square) return;
      if (2 * found + 2 > this.#pairs.length) {
        const larger = new Int32Array(Math.max(64, 4 * found));
        larger.set(this.#pairs);
        this.#pairs = larger;
      }
      this.#pairs[2 * found] = i;
      this.#pairs[2 * found + 1] = j;
      counts[i + 1]++;
      found++;
    });
    for (let i = 0; i < count; i++) counts[i + 1] += counts[i];
    if (this.partners.length < found) this.partners = new Int32Array(Math.ceil(1.2 * found));
    const cursor = counts.slice();
    for (let p = 0; p < found; p++) this.partners[cursor[this.#pairs[2 * p]]++] = this.#pairs[2 * p + 1];
    this.start = counts;
  }

  #moved(positions: readonly Float64Array[]): boolean {
    const limit = 0.25 * this.#skin * this.#skin;
    const count = positions[0].length;
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let a = 0; a < positions.length; a++) {
        const length = this.#lengths[a];
        let d = positions[a][i] - this.#reference[a][i];
        if (d > 0.5 * length) d -= length;
        else if (d < -0.5 * length) d += length;
        sum += d * d;
      }
      if (sum > limit) return true;
    }
    return false;
  }
}
