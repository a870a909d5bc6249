import { CoarseGrain } from '../../core/coarse-grain.ts';
import { labelOf, unitOf } from '../output/labels.ts';
import { Movie } from '../output/movie.ts';
import { pairPotentials } from '../scenario/build-particles.ts';
import type { MovieSpec, Scenario } from '../scenario/scenario.ts';
import type { TrajectoryFrame } from '../trajectory/frame.ts';
import { trajectoryFrames } from '../trajectory/trajectory-frames.ts';
import type { RunFolder } from './store.ts';
import { trajectoryName } from './tasks.ts';

/** An animation of more frames than this is thinned out evenly. */
const MOST = 1000;

/**
 * The animation of a run's first trajectory, particles beside their coarse-grained density, as a GIF, its last frame as a
 * PNG, and with `frames` every frame as a PNG. The colour bar reaches from 0 to the largest density of all frames, so the
 * trajectory is read twice. Returns the files, within the folder; none where the scenario asks for no animation.
 */
export async function drawMovie(folder: RunFolder, scenario: Scenario, timestep: number): Promise<readonly string[]> {
  const { movie } = scenario.output;
  const name = trajectoryName(scenario, 0);
  if (movie === undefined || name === null || scenario.box.length.length !== 2) return [];
  const grain = grainOf(scenario, movie);
  const density = new Float64Array(grain.size);
  const frames = (): AsyncGenerator<TrajectoryFrame> =>
    trajectoryFrames(`${folder.path}/${name}`, { dim: 2, timestep, warn: () => {} });
  let highest = 0;
  let count = 0;
  for await (const frame of frames()) {
    grain.density(frame.positions, density);
    highest = density.reduce((most, value) => Math.max(most, value), highest);
    count++;
  }
  if (count === 0) return [];
  const every = Math.ceil(count / MOST);
  const picture = await Movie.create({
    lengths: [scenario.box.length[0], scenario.box.length[1]],
    cells: [grain.cells[0], grain.cells[1]],
    range: [0, highest > 0 ? highest : 1],
    diameter: diameterOf(scenario),
    title: scenario.name,
    label: withUnit(labelOf('field', 'rho'), unitOf('field', 'rho', scenario.units, 2)),
    timeUnit: scenario.units.time ?? '',
    framesPerSecond: movie['frames-per-second'],
  });
  const files: string[] = [];
  let at = 0;
  for await (const frame of frames()) {
    if (at++ % every !== 0) continue;
    grain.density(frame.positions, density);
    await picture.add(frame.positions, density, frame.time);
    if (!movie.frames) continue;
    const file = `figures/frames/frame-${String(1 + Math.floor((at - 1) / every)).padStart(4, '0')}.png`;
    folder.write(file, picture.still());
    files.push(file);
  }
  folder.write('figures/particles.png', picture.still());
  folder.write('figures/particles.gif', picture.finish());
  const stills = files.length === 0 ? [] : [`figures/frames (${files.length} PNGs)`];
  return ['figures/particles.gif', ...stills];
}

function grainOf({ box }: Scenario, { cells = box.cells, width }: MovieSpec): CoarseGrain {
  const longest = Math.max(...cells.map((n, a) => box.length[a] / n));
  return new CoarseGrain(box.length, cells, width ?? 1.5 * longest);
}

/** σ of the shortest pair potential; a hundredth of the box for particles without one. */
function diameterOf(scenario: Scenario): number {
  const sigmas = pairPotentials(scenario, 2).map(({ potential }) => potential.sigma);
  return sigmas.length === 0 ? 0.01 * Math.max(...scenario.box.length) : Math.min(...sigmas);
}

function withUnit(label: string, unit: string | undefined): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
