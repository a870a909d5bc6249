import { fault, type Place } from './fault.ts';

/**
 * Where each particle of the file goes when ids ascend, as indices into the file, [N]; null where they ascend already.
 * @throws UsageError for an id that is no whole number or stands twice
 */
export function idOrder(ids: Float64Array, place: Place): Int32Array | null {
  let [ascending, least, most] = [true, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (!Number.isSafeInteger(id)) throw fault(place, `the id ${id} in this frame is not a whole number`);
    if (i > 0 && id <= ids[i - 1]) ascending = false;
    if (id < least) least = id;
    if (id > most) most = id;
  }
  if (ascending) return null;
  // nearly always the ids are 1 … N: sort by counting
  if (most - least < 4 * ids.length + 1024) {
    const at = new Int32Array(most - least + 1).fill(-1);
    for (let i = 0; i < ids.length; i++) {
      if (at[ids[i] - least] >= 0) throw twice(ids[i], place);
      at[ids[i] - least] = i;
    }
    return at.length === ids.length ? at : at.filter((i) => i >= 0);
  }
  const order = Int32Array.from(ids.keys()).sort((i, j) => ids[i] - ids[j]);
  for (let i = 1; i < order.length; i++) {
    if (ids[order[i]] === ids[order[i - 1]]) throw twice(ids[order[i]], place);
  }
  return order;
}

function twice(id: number, place: Place): Error {
  return fault(place, `the id ${id} stands twice in this frame`);
}
