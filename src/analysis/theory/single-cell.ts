import type { Fft } from '../../core/fft/fft.ts';
import type { Model } from '../../physics/model.ts';

/** Part of the whole range between neighbouring cells that no resolved profile has. */
const PART = 0.5;
/** Range in parts of the largest value below which a profile is uniform. */
const UNIFORM = 1e-6;

/**
 * Whether a profile, [size], changes by more than half of its range from one cell to the next: it has collapsed to the grid,
 * which then stands for a lower bound of F, or its interface is not resolved. Where an external potential changes by more
 * than `scale` (kT of a density) between these two cells, the step is its own: a wall.
 */
export function hasSingleCell(model: Model, fft: Fft, profile: Float64Array, scale: number): boolean {
  const { grid } = fft;
  let [low, high, size] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const x of profile) {
    [low, high, size] = [Math.min(low, x), Math.max(high, x), Math.max(size, Math.abs(x))];
  }
  if (!(high - low > UNIFORM * size)) return false;
  const terms = model.functionals.filter((term) => term.inhomogeneous === true);
  const walls = terms.flatMap((term) => term.bind(fft).external ?? []);
  const { cells } = grid;
  for (let axis = 0, stride = 1; axis < cells.length; axis++) {
    // the last axis runs fastest
    const a = cells.length - 1 - axis;
    const n = cells[a];
    for (let j = 0; j < grid.size; j++) {
      const next = Math.floor(j / stride) % n === n - 1 ? j - (n - 1) * stride : j + stride;
      if (!(Math.abs(profile[next] - profile[j]) > PART * (high - low))) continue;
      if (walls.every((v) => Math.abs(v[next] - v[j]) <= scale)) return true;
    }
    stride *= n;
  }
  return false;
}
