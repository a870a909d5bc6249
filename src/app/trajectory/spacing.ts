/** Largest relative deviation of the time between frames: times are written with few digits. */
const TOLERANCE = 1e-3;

/** Watches whether frames are equally spaced in time, over all runs. */
export class Spacing {
  /** Time between frames; 0 before two of one run are known. */
  every = 0;
  /** The first frame that does not keep it: where it stands, and its distance. */
  uneven: { readonly where: string; readonly distance: number } | null = null;
  #last: number | null = null;

  /** A new run begins. */
  restart(): void {
    this.#last = null;
  }

  take(time: number, where: string): void {
    const distance = this.#last === null ? null : time - this.#last;
    this.#last = time;
    if (distance === null) return;
    if (this.every === 0) this.every = distance;
    else if (Math.abs(distance / this.every - 1) > TOLERANCE) this.uneven ??= { where, distance };
  }
}
