import { drawFrom } from '../../core/draw-from.ts';
import type { Grid } from '../../core/grid.ts';
import type { Gaussians } from '../../core/random.ts';
import { Droplet } from '../field/droplet.ts';
import type { Profile } from '../field/initial.ts';
import { randomStart } from './start.ts';

/**
 * `count` independent particles distributed as the profile, [dim][count]: exactly so many of them, so that ⟨ρ_k⟩/N is the
 * mode of the profile and S(k) = 1 − |⟨ρ_k⟩|²/N² with the mean subtracted. The profile is the continuous one, by rejection:
 *   cosine   1 + A cos 2πn·x/L          step   1 + A for x < L/2, 1 − A beyond: the resolved modes are those of the field
 *   droplet  outside from the mean over the cells of `grid`, as in the field
 *   values   constant within each cell, which is centred on its point of the grid: against a field of these values the
 *            modes have a factor Π_a sin(k_a h_a/2)/(k_a h_a/2)
 * Where a profile is negative there are no particles. `mean`: density that the profile's own numbers refer to.
 */
export function annealedStart(
  grid: Grid,
  mean: number,
  profile: Profile,
  count: number,
  gaussians: Gaussians,
): readonly Float64Array[] {
  if (profile.type === 'uniform') return randomStart(grid.lengths, count, gaussians);
  if (profile.type === 'values') return fromCells(grid, profile.values, count, gaussians);
  const { most, at } = densityOf(grid, mean, profile);
  const out = grid.lengths.map(() => new Float64Array(count));
  const x = new Float64Array(grid.dim);
  for (let i = 0; i < count; i++) {
    do for (let a = 0; a < x.length; a++) x[a] = grid.lengths[a] * gaussians.uniform();
    while (most * gaussians.uniform() >= at(x));
    for (let a = 0; a < x.length; a++) out[a][i] = x[a];
  }
  return out;
}

/** A density up to a factor, and a bound of it. */
interface Density {
  readonly most: number;
  at(x: Float64Array): number;
}

function densityOf(
  grid: Grid,
  mean: number,
  profile: Exclude<Profile, { readonly type: 'uniform' | 'values' }>,
): Density {
  const { lengths } = grid;
  switch (profile.type) {
    case 'cosine': {
      const { amplitude, waves } = profile;
      return {
        most: 1 + Math.abs(amplitude),
        at(x) {
          let phase = 0;
          for (let a = 0; a < x.length; a++) phase += (2 * Math.PI * waves[a] * x[a]) / lengths[a];
          return 1 + amplitude * Math.cos(phase);
        },
      };
    }
    case 'step': {
      const { amplitude, axis } = profile;
      const half = lengths[axis] / 2;
      return { most: 1 + Math.abs(amplitude), at: (x) => (x[axis] < half ? 1 + amplitude : 1 - amplitude) };
    }
    case 'droplet': {
      const droplet = new Droplet(grid, mean, profile);
      return { most: Math.max(droplet.inside, droplet.outside), at: (x) => droplet.at(x) };
    }
  }
}

/** A cell by the cumulative sum of the values, then anywhere in it. */
function fromCells(grid: Grid, values: Float64Array, count: number, gaussians: Gaussians): readonly Float64Array[] {
  const cumulative = new Float64Array(grid.size);
  let total = 0;
  for (let j = 0; j < grid.size; j++) {
    total += Math.max(values[j], 0);
    cumulative[j] = total;
  }
  const out = grid.lengths.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const cell = drawFrom(cumulative, gaussians.uniform() * total);
    for (let a = 0; a < grid.dim; a++) {
      const x = grid.position(cell, a) + (gaussians.uniform() - 0.5) * grid.spacing[a];
      out[a][i] = x < 0 ? x + grid.lengths[a] : x;
    }
  }
  return out;
}
