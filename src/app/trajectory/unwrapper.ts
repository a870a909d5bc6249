import type { TrajectoryFrame } from './frame.ts';

/** Largest jump between frames, as a share of the box, at which the nearest image is still trusted. */
const TRUSTED = 0.25;

/**
 * Follows particles across the borders of the box from one frame to the next by the nearest image: right as long as no
 * particle moves by half a box between frames, and to be doubted where one seems to move by more than a quarter.
 */
export class Unwrapper {
  /** Jumps by more than a quarter of the box so far. */
  doubtful = 0;
  /** The largest jump so far, as a share of the box. */
  largest = 0;
  /** The first frame with a doubtful jump: file:line. */
  first: string | null = null;
  #wrapped: readonly Float64Array[] = [];
  #unwrapped: readonly Float64Array[] = [];

  /** The frame with unwrapped positions: its own where it has them. All frames have the same particles in one order. */
  follow(frame: TrajectoryFrame): TrajectoryFrame {
    if (frame.followed) return frame;
    const { positions, lengths } = frame;
    const known = this.#wrapped.length > 0;
    if (known && this.#wrapped[0].length !== frame.count) {
      throw new RangeError(
        `${frame.where}: ${frame.count} particles cannot be followed from ${this.#wrapped[0].length}`,
      );
    }
    this.#unwrapped = positions.map((x, a) => {
      const out = x.slice();
      if (!known) return out;
      const [before, path, length] = [this.#wrapped[a], this.#unwrapped[a], lengths[a]];
      for (let i = 0; i < x.length; i++) {
        const difference = x[i] - before[i];
        // whole boxes between this image and the one nearest to where the particle was
        const images = Math.round((path[i] - before[i]) / length) - Math.round(difference / length);
        out[i] = x[i] + images * length;
        this.#judge(Math.abs(difference - Math.round(difference / length) * length) / length, frame);
      }
      return out;
    });
    this.#wrapped = positions;
    return frame.following(this.#unwrapped);
  }

  /** Begins anew: the next frame does not follow from the one before. What has been counted stays. */
  restart(): void {
    this.#wrapped = [];
    this.#unwrapped = [];
  }

  /** What there is to warn of. */
  warnings(): readonly string[] {
    if (this.doubtful === 0) return [];
    const share = Math.round(100 * this.largest);
    return [
      `particles are followed by their nearest image, but ${this.doubtful} jump(s) between frames exceed a quarter of the box (largest ${share} %, first in the frame at ${this.first}): write frames more often, or image flags ix iy iz`,
    ];
  }

  #judge(share: number, frame: TrajectoryFrame): void {
    if (share > this.largest) this.largest = share;
    if (share <= TRUSTED) return;
    this.doubtful++;
    this.first ??= frame.where;
  }
}
