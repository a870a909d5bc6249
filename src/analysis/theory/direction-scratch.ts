/** What a direction is made in, [size] each: one set per problem. */
export type DirectionScratch = Readonly<Record<'root' | 'v' | 'image' | 'field' | 'y' | 'g' | 'z' | 'p', Float64Array>>;

/** Arrays for the directions of a problem of that size. */
export function directionScratch(size: number): DirectionScratch {
  const array = (): Float64Array => new Float64Array(size);
  return {
    root: array(),
    v: array(),
    image: array(),
    field: array(),
    y: array(),
    g: array(),
    z: array(),
    p: array(),
  };
}
