/** The centre of a trap, [dim]: as given, or the middle of the box for []. @throws RangeError for any other length. */
export function centreOf(centre: readonly number[], lengths: readonly number[]): readonly number[] {
  if (centre.length === 0) return lengths.map((length) => 0.5 * length);
  if (centre.length === lengths.length) return centre;
  throw new RangeError(
    `centre [${centre.join(', ')}] must have one number per side of the box, ${lengths.length}, not ${centre.length}; leave it out for the middle`,
  );
}
