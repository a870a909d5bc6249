import type { Grid } from '../../core/grid.ts';
import type { Profile } from '../field/initial.ts';
import { profileAxis } from './profile-axis.ts';
import { profileIntegral } from './profile-integral.ts';

/** Steps of the golden section in one further axis, and of the plastic number in two: the hardest to approach by fractions. */
const GOLDEN = 0.6180339887498949;
const PLASTIC = 0.7548776662466927;
const FURTHER: readonly (readonly number[])[] = [[], [GOLDEN], [PLASTIC, PLASTIC * PLASTIC]];

/**
 * One smooth arrangement of `count` particles on a profile along one axis, [dim][count]; nothing in it is random:
 *   that axis    quantiles, ∫₀^{x_i} ρ = (i + ½)/N of the whole: |ρ_k/N − mode of the profile| ≤ π|n|/N for k = 2πn/L
 *   the others   L·frac((i + ½)α), a Kronecker sequence: modes n/N in size, where a random start has 1/√N
 * @throws RangeError for a profile that varies along several axes
 */
export function quenchedStart(grid: Grid, mean: number, profile: Profile, count: number): readonly Float64Array[] {
  const axis = profileAxis(profile, grid.dim);
  if (axis === null) throw new RangeError(`the profile ${profile.type} varies along more than one axis`);
  const length = grid.lengths[axis];
  const integral = profileIntegral(grid, mean, profile, axis);
  const whole = integral(length);
  const steps = FURTHER[grid.dim - 1];
  return grid.lengths.map((side, a) => {
    if (a === axis) {
      return Float64Array.from({ length: count }, (_, i) => bisect(integral, length, (whole * (i + 0.5)) / count));
    }
    const step = steps[a < axis ? a : a - 1];
    return Float64Array.from({ length: count }, (_, i) => {
      const turns = (i + 0.5) * step;
      return side * (turns - Math.floor(turns));
    });
  });
}

/** x in [0, L) at which a rising function has the value, to rounding. */
function bisect(f: (x: number) => number, length: number, value: number): number {
  let [low, high] = [0, length];
  for (;;) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return low;
    if (f(middle) > value) high = middle;
    else low = middle;
  }
}
