/** The plane of a field that is drawn: all of two dimensions, the slice next to z = L_z/2 of three. */
interface Frame {
  /** [cells], C order. */
  readonly values: Float64Array;
  readonly cells: readonly number[];
  readonly lengths: readonly number[];
}

export function middlePlane({ values, cells, lengths }: Frame): { readonly values: Float64Array; readonly z?: number } {
  if (cells.length < 3) return { values };
  const [, , depth] = cells;
  const slice = Math.floor(depth / 2);
  return { values: values.filter((_, i) => i % depth === slice), z: (slice * lengths[2]) / depth };
}
