import type { AssembleOptions } from './assemble-options.ts';
import { fault } from './fault.ts';
import type { RawFrame } from './raw-frame.ts';

/**
 * How many axes of a frame hold something: as many as asked for; else all but the trailing ones along which all particles
 * of the first frame have one coordinate, as a 2D system has in a 3D format. `known`: what the first frame has decided.
 */
export function relevantAxes(raw: RawFrame, options: AssembleOptions, known: number | null): number {
  const wanted = options.dim ?? (raw.box === null ? options.box?.length : undefined);
  const found = raw.axes.length;
  if (wanted !== undefined && wanted > found) {
    throw fault(
      raw.place,
      `${wanted} axes are asked for, but the file has coordinates along ${'xyz'.slice(0, found)} only`,
    );
  }
  if (known === null) {
    const dim = wanted ?? flatFrom(raw);
    for (let a = dim; a < found; a++) {
      if (constant(raw, a)) continue;
      options.warn(`${raw.place.file}: ${'xyz'[a]} varies, but is left out: this is the projection`);
    }
    return dim;
  }
  if (found < known) throw fault(raw.place, `this frame has ${found} axes, the first had ${known}`);
  if (wanted === undefined) {
    for (let a = known; a < found; a++) {
      if (constant(raw, a)) continue;
      throw fault(
        raw.place,
        `${'xyz'[a]} varies in this frame, but not in the first, which was taken as ${known}D; say which with --dim`,
      );
    }
  }
  return known;
}

function flatFrom(raw: RawFrame): number {
  let dim = raw.axes.length;
  if (raw.count > 1) while (dim > 1 && constant(raw, dim - 1)) dim--;
  return dim;
}

function constant(raw: RawFrame, a: number): boolean {
  const values = (raw.axes[a].wrapped ?? raw.axes[a].unwrapped)?.values;
  return values === undefined || values.every((x) => x === values[0]);
}
