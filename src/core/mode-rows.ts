import type { ModeSet } from './modes.ts';

/**
 * A set of modes in rows: one row holds all modes that agree in every integer but the last, so that the product of plane
 * waves over the other axes is made once per row; within a row ±n_last stand side by side and share their products.
 */
export class ModeRows {
  /** Largest |n_a| along every axis, [dim]. */
  readonly most: readonly number[];
  readonly count: number;
  /** n_a of all axes but the last, [count*(dim − 1)]. */
  readonly prefix: Int32Array;
  /** Entries of row r are start[r] … start[r + 1] − 1, [count + 1]. */
  readonly start: Int32Array;
  /** |n_last| of every entry, ascending within a row. */
  readonly power: Int32Array;
  /** Index into the set of the mode with n_last ≥ 0 and of that with n_last < 0; −1 where the set has none. */
  readonly plus: Int32Array;
  readonly minus: Int32Array;

  constructor({ dim, n, count }: ModeSet) {
    this.most = Array.from({ length: dim }, (_, a) => {
      let most = 0;
      for (let m = 0; m < count; m++) most = Math.max(most, Math.abs(n[m * dim + a]));
      return most;
    });
    const last = dim - 1;
    const samePrefix = (p: number, q: number): boolean => {
      for (let a = 0; a < last; a++) if (n[p * dim + a] !== n[q * dim + a]) return false;
      return true;
    };
    const order = Int32Array.from({ length: count }, (_, m) => m).sort((p, q) => {
      for (let a = 0; a < last; a++) if (n[p * dim + a] !== n[q * dim + a]) return n[p * dim + a] - n[q * dim + a];
      return Math.abs(n[p * dim + last]) - Math.abs(n[q * dim + last]) || p - q;
    });
    const prefix: number[] = [];
    const start: number[] = [];
    const power: number[] = [];
    const plus: number[] = [];
    const minus: number[] = [];
    let before = -1;
    for (const m of order) {
      const value = Math.abs(n[m * dim + last]);
      const side = n[m * dim + last] < 0 ? minus : plus;
      const newRow = before < 0 || !samePrefix(before, m);
      if (newRow) {
        for (let a = 0; a < last; a++) prefix.push(n[m * dim + a]);
        start.push(power.length);
      }
      if (newRow || power[power.length - 1] !== value || side[power.length - 1] >= 0) {
        power.push(value);
        plus.push(-1);
        minus.push(-1);
      }
      side[power.length - 1] = m;
      before = m;
    }
    this.count = start.length;
    this.prefix = Int32Array.from(prefix);
    this.start = Int32Array.from([...start, power.length]);
    this.power = Int32Array.from(power);
    this.plus = Int32Array.from(plus);
    this.minus = Int32Array.from(minus);
  }
}
