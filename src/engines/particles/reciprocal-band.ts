import type { PairPotential } from '../../physics/potentials/potential.ts';

/** What is left out of a sum over k, relative to the largest û: rounding. */
const NEGLIGIBLE = 1e-15;

/**
 * The wavevectors that a sum over k needs: |k| ≤ `limit`, and how many pairs ±k that are, about V (limit/2π)^d c_d/2 with the
 * unit ball's c_d = 2, π, 4π/3. Null where û decays too slowly for such a sum.
 */
export function reciprocalBand(
  potential: PairPotential,
  lengths: readonly number[],
): { readonly limit: number; readonly count: number } | null {
  const limit = potential.bandLimit?.(NEGLIGIBLE);
  if (limit === undefined) return null;
  const ball = [2, Math.PI, (4 / 3) * Math.PI][lengths.length - 1];
  return { limit, count: lengths.reduce((product, length) => (product * length * limit) / (2 * Math.PI), 0.5 * ball) };
}
