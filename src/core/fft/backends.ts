import type { Grid } from '../grid.ts';
import type { Fft } from './fft.ts';
import { referenceFft } from './reference.ts';

/** Transform backends by name. The law tests hold every entry to `reference`; callers never name one. */
export const backends: Readonly<Record<string, (grid: Grid) => Fft>> = {
  reference: referenceFft,
};

/** Transforms of `grid` by the named backend. @throws RangeError for an unknown name. */
export function createFft(grid: Grid, backend = 'reference'): Fft {
  const create = backends[backend];
  if (create === undefined) {
    throw new RangeError(`unknown backend '${backend}'; there are ${Object.keys(backends).join(', ')}`);
  }
  return create(grid);
}
