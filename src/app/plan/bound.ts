import type { Bounds } from './measured.ts';

/** The bound of a table at the scaled step y: a power law between its pairs and below them; null beyond what was measured. */
export function boundAt({ order, pairs }: Bounds, y: number): number | null {
  const above = pairs.findIndex(([at]) => y <= at * (1 + 1e-12));
  if (above < 0) return null;
  const [high, bound] = pairs[above];
  if (above === 0) return bound * (y / high) ** order;
  const [low, lower] = pairs[above - 1];
  return lower * (bound / lower) ** (Math.log(y / low) / Math.log(high / low));
}

/**
 * The largest y in [1e-7, 1e4] at which a non-decreasing error stays within `wanted`: Infinity when it always does, null when
 * it never does or nothing is known of it. Not known (null) at some y counts as too large there.
 */
export function largestWithin(error: (y: number) => number | null, wanted: number): number | null {
  const good = (y: number): boolean => (error(y) ?? Number.POSITIVE_INFINITY) <= wanted * (1 + 1e-9);
  let [low, high] = [1e-7, 1e4];
  if (!good(low)) return null;
  if (good(high)) return Number.POSITIVE_INFINITY;
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (good(middle)) low = middle;
    else high = middle;
  }
  return low;
}
