import type { NeighbourList } from '../neighbours.ts';

/** The other half of a list of pairs: of particle i, all partners in whose lists it stands. */
export class ReverseList {
  /** Partners of particle i are partners[start[i]] … partners[start[i + 1] − 1]. */
  start = new Int32Array(1);
  partners = new Int32Array(0);

  make(list: NeighbourList): void {
    const count = list.start.length - 1;
    const total = list.start[count];
    if (this.start.length !== count + 1) this.start = new Int32Array(count + 1);
    if (this.partners.length < total) this.partners = new Int32Array(Math.ceil(1.2 * total));
    const { start, partners } = this;
    start.fill(0);
    for (let p = 0; p < total; p++) start[list.partners[p] + 1]++;
    for (let i = 0; i < count; i++) start[i + 1] += start[i];
    // filled from the end of every stretch, so that `start` ends where it should
    for (let i = count - 1; i >= 0; i--) {
      for (let p = list.start[i]; p < list.start[i + 1]; p++) partners[--start[list.partners[p] + 1]] = i;
    }
    start.copyWithin(0, 1);
    start[count] = total;
  }
}
