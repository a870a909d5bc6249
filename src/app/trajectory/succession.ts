import { UsageError } from '../usage-error.ts';
import type { TrajectoryFrame } from './frame.ts';

/** How a frame follows the one before: it goes on, it is the same once more, or a new run begins with it. */
export type Follows = 'on' | 'again' | 'anew';

/** Largest relative difference of box sides that is taken for rounding of the writer. */
const ROUNDING = 1e-9;

/**
 * Watches that all frames hold the same particles in the same box, and how their times follow each other: a frame that
 * does not lie later than the one before is that frame again, as a continued run writes it, or begins another run.
 */
export class Succession {
  #last: TrajectoryFrame | null = null;

  /** @throws UsageError where the box, the number of particles or their ids have changed */
  take(frame: TrajectoryFrame): Follows {
    const before = this.#last;
    this.#last = frame;
    if (before === null) return 'anew';
    check(before, frame);
    if (frame.time > before.time) return 'on';
    return frame.time === before.time && samePositions(before, frame) ? 'again' : 'anew';
  }
}

function check(before: TrajectoryFrame, frame: TrajectoryFrame): void {
  const { where } = frame;
  if (frame.count !== before.count) {
    throw new UsageError(
      `${where}: this frame has ${frame.count} particles, the one before had ${before.count}: only trajectories of a fixed number of particles are read`,
    );
  }
  if (frame.lengths.some((length, a) => Math.abs(length / before.lengths[a] - 1) > ROUNDING)) {
    throw new UsageError(
      `${where}: the box has changed from ${before.lengths.join(' × ')} to ${frame.lengths.join(' × ')}, and with it the wavevectors: only trajectories at constant volume are read`,
    );
  }
  if ((frame.ids === null) !== (before.ids === null)) {
    throw new UsageError(`${where}: ids are in some frames only`);
  }
  const odd = frame.ids?.findIndex((id, i) => id !== before.ids?.[i]) ?? -1;
  if (odd >= 0) {
    throw new UsageError(
      `${where}: this frame has particle ${frame.ids?.[odd]} where the one before had ${before.ids?.[odd]}: only trajectories of the same particles are read`,
    );
  }
}

function samePositions(a: TrajectoryFrame, b: TrajectoryFrame): boolean {
  return a.positions.every((axis, d) => axis.every((x, i) => x === b.positions[d][i]));
}
