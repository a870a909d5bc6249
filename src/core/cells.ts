/**
 * Pairs of particles that may be closer than `reach`, found in time linear in N: the box is divided into cells of at least
 * that side, and only neighbouring cells are searched. An axis too short for three cells counts as one.
 */
export class CellGrid {
  readonly #lengths: readonly number[];
  readonly #counts: readonly number[];
  readonly #neighbours: readonly Int32Array[];
  readonly #first: Int32Array;
  #next = new Int32Array(0);

  constructor(lengths: readonly number[], reach: number) {
    this.#lengths = lengths;
    this.#counts = lengths.map((length) => {
      const n = Math.min(Math.floor(length / reach), 1024);
      return n >= 3 ? n : 1;
    });
    const total = this.#counts.reduce((product, n) => product * n, 1);
    this.#first = new Int32Array(total);
    this.#neighbours = Array.from({ length: total }, (_, cell) => this.#around(cell));
  }

  /** Calls `visit(i, j)` once for every pair in the same or in neighbouring cells; the order depends on positions only. */
  pairs(positions: readonly Float64Array[], visit: (i: number, j: number) => void): void {
    const count = positions[0].length;
    if (this.#next.length !== count) this.#next = new Int32Array(count);
    const [first, next] = [this.#first, this.#next];
    first.fill(-1);
    for (let i = count - 1; i >= 0; i--) {
      const cell = this.#cellOf(positions, i);
      next[i] = first[cell];
      first[cell] = i;
    }
    for (let cell = 0; cell < first.length; cell++) {
      for (let i = first[cell]; i >= 0; i = next[i]) {
        for (let j = next[i]; j >= 0; j = next[j]) visit(i, j);
        for (const other of this.#neighbours[cell]) for (let j = first[other]; j >= 0; j = next[j]) visit(i, j);
      }
    }
  }

  #cellOf(positions: readonly Float64Array[], i: number): number {
    let cell = 0;
    for (let a = 0; a < this.#counts.length; a++) {
      const n = this.#counts[a];
      const at = Math.floor((positions[a][i] / this.#lengths[a]) * n);
      cell = cell * n + Math.min(Math.max(at, 0), n - 1);
    }
    return cell;
  }

  /** The half of the neighbouring cells that has the larger index: each pair of cells once. */
  #around(cell: number): Int32Array {
    const found = new Set<number>();
    const place: number[] = [];
    let rest = cell;
    for (let a = this.#counts.length - 1; a >= 0; a--) {
      place[a] = rest % this.#counts[a];
      rest = Math.floor(rest / this.#counts[a]);
    }
    const visit = (a: number, index: number): void => {
      if (a === this.#counts.length) {
        if (index > cell) found.add(index);
        return;
      }
      const n = this.#counts[a];
      for (const step of n === 1 ? [0] : [-1, 0, 1]) visit(a + 1, index * n + ((place[a] + step + n) % n));
    };
    visit(0, 0);
    return Int32Array.from(found).sort();
  }
}
