/** Where a function is smallest, and its value there. */
export interface Least {
  readonly at: number;
  readonly value: number;
}

const GOLDEN = 0.5 * (Math.sqrt(5) - 1);

/**
 * The smallest value of a function on given points (ascending), its place refined between the neighbours of the smallest by
 * golden sections to a relative 1e-9. Values that are not finite are passed over.
 */
export function leastOn(f: (x: number) => number, points: readonly number[]): Least {
  let best = -1;
  let value = Number.POSITIVE_INFINITY;
  points.forEach((x, i) => {
    const y = f(x);
    if (y < value) [best, value] = [i, y];
  });
  if (best < 0) return { at: Number.NaN, value: Number.NaN };
  let low = points[Math.max(0, best - 1)];
  let high = points[Math.min(points.length - 1, best + 1)];
  let least: Least = { at: points[best], value };
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [fLeft, fRight] = [f(left), f(right)];
  for (let step = 0; step < 50 && high - low > 1e-9 * (Math.abs(low) + Math.abs(high)); step++) {
    if (fLeft < fRight) {
      [high, right, fRight] = [right, left, fLeft];
      left = high - GOLDEN * (high - low);
      fLeft = f(left);
    } else {
      [low, left, fLeft] = [left, right, fRight];
      right = low + GOLDEN * (high - low);
      fRight = f(right);
    }
  }
  for (const [at, y] of [
    [left, fLeft],
    [right, fRight],
  ]) {
    if (y < least.value) least = { at, value: y };
  }
  return least;
}
