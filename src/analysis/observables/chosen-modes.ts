import { ModeSet } from '../../core/modes.ts';

/** Modes that were asked for one by one. */
export interface ChosenModes {
  /** Those of them that a source is asked for: one of each ±k. */
  readonly modes: ModeSet;
  /** Place in `modes` of every chosen one, and −1 where it is the conjugate of what stands there. */
  readonly members: readonly number[];
  readonly signs: readonly (1 | -1)[];
  /** Their integers, as given. */
  readonly vectors: readonly (readonly number[])[];
}

/**
 * The modes with the integers `flat`, one vector after the other. @throws RangeError for vectors that are no resolved modes,
 * twice there, or incomplete
 */
export function chosenModes(all: ModeSet, flat: readonly number[]): ChosenModes {
  const { dim, n, count, lengths } = all;
  if (flat.length === 0 || flat.length % dim !== 0) {
    throw new RangeError(
      `modes must list vectors of ${dim} integers, such as [${unit(dim)}]; got ${flat.length} numbers`,
    );
  }
  const places = new Map<string, number>();
  for (let m = 0; m < count; m++) places.set(n.subarray(m * dim, (m + 1) * dim).join(), m);
  const vectors = Array.from({ length: flat.length / dim }, (_, i) => flat.slice(i * dim, (i + 1) * dim));
  const found = vectors.map((vector, i) => {
    const [plus, minus] = [1, -1].map((sign) => places.get(vector.map((value) => sign * value).join()));
    if (vectors.findIndex((other) => other.join() === vector.join()) < i) {
      throw new RangeError(`modes lists (${vector.join(', ')}) twice`);
    }
    const at = plus ?? minus;
    if (at === undefined)
      throw new RangeError(`modes: (${vector.join(', ')}) is not one of the ${2 * count} resolved modes`);
    return { at, sign: plus === undefined ? (-1 as const) : (1 as const) };
  });
  const used = [...new Set(found.map(({ at }) => at))].sort((a, b) => a - b);
  const integers = used.flatMap((m) => [...n.subarray(m * dim, (m + 1) * dim)]);
  return {
    modes: new ModeSet(lengths, Int32Array.from(integers)),
    members: found.map(({ at }) => used.indexOf(at)),
    signs: found.map(({ sign }) => sign),
    vectors,
  };
}

function unit(dim: number): string {
  return Array.from({ length: dim }, (_, a) => (a === 0 ? 1 : 0)).join(', ');
}
