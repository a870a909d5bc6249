import type { Dimension } from '../../core/grid.ts';

const others: Readonly<Record<Dimension, string>> = {
  1: 'percus (hard rods)',
  2: 'henderson, scaled-particle or roth (hard disks)',
  3: 'carnahan-starling or rosenfeld (hard spheres)',
};

/** @throws RangeError when a functional of particles that live in `wanted` dimensions is used in another number of them */
export function needsDimension(name: string, what: string, dim: Dimension, wanted: Dimension): void {
  if (dim === wanted) return;
  throw new RangeError(`${name} is for ${what}, in ${wanted}D; the box has ${dim}D: take ${others[dim]}`);
}
