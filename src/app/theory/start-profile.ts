import type { Fft } from '../../core/fft/fft.ts';
import { Gaussians } from '../../core/random.ts';
import { profileValues } from '../../engines/field/initial.ts';
import { type Model, totalCurvature } from '../../physics/model.ts';
import { profileOf } from '../scenario/build.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Size of the perturbation, of the mean density or of 1. */
const SMALL = 0.01;

/** What a minimisation starts from. */
export interface StartProfile {
  /** [size] */
  readonly values: Float64Array;
  /** A uniform state that is unstable has been disturbed. */
  readonly disturbed: boolean;
  /** A profile that is asked for and comes out uniform, and why; null otherwise. */
  readonly note: string | null;
}

/** Range in parts of the largest value up to which a profile is uniform. */
const UNIFORM = 1e-12;

/**
 * The initial profile of a scenario; `file` holds the cells of one from a file. A uniform state that is unstable on this
 * grid is stationary, but no minimum, whatever the type of its profile: it gets noise of 1 % in every cell by ensemble.seed, of mean 0.
 */
export function startProfile(scenario: Scenario, model: Model, fft: Fft, file: Float64Array | null): StartProfile {
  const { grid } = fft;
  const mean = model.species[0].density;
  const values = profileValues(grid, mean, profileOf(scenario, file));
  const { type } = scenario.field.initial.profile;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of values) [low, high] = [Math.min(low, x), Math.max(high, x)];
  const uniform = high - low <= UNIFORM * Math.max(Math.abs(low), Math.abs(high));
  const relative = type === 'step' || type === 'cosine';
  const remedy = 'give a droplet (inside is a value itself), a file, or another mean';
  const note =
    uniform && relative
      ? `field.initial.profile: the amplitude of a ${type} is relative to the mean density, so that with a mean of ${mean} this one is uniform; ${remedy}`
      : null;
  const known = new Set(grid.k2);
  known.delete(0);
  if (!uniform || ![...known].some((k2) => totalCurvature(model, Math.sqrt(k2)) < 0))
    return { values, disturbed: false, note };
  const gaussians = new Gaussians(scenario.ensemble.seed);
  const scale = SMALL * (model.kind === 'density' ? mean : 1);
  const noise = Float64Array.from(values, () => scale * gaussians.next());
  const offset = noise.reduce((sum, x) => sum + x, 0) / noise.length;
  return { values: values.map((x, j) => x + noise[j] - offset), disturbed: true, note };
}
