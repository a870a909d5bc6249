import type { Fft } from '../../core/fft/fft.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';

/**
 * The real-space density of any source, band-limited to a set of modes, on the cells of a grid: the same coarse-graining
 * for fields and particles. Gives the same array each time, [size].
 */
export function bandLimited(fft: Fft, modes: ModeSet): (s: DensitySource, species?: number) => Float64Array {
  const { grid } = fft;
  const spectrum = fft.allocSpectrum();
  const real = fft.allocReal();
  const values = new Float64Array(2 * modes.count);
  const width = grid.cells[grid.dim - 1] / 2 + 1;
  const flat = (n: readonly number[]): number => {
    return n.reduce((index, value, a) => {
      const count = a === grid.dim - 1 ? width : grid.cells[a];
      return index * count + (value < 0 ? value + grid.cells[a] : value);
    }, 0);
  };
  // every place of the half spectrum that a mode or its conjugate fills
  const places: { readonly at: number; readonly mode: number; readonly sign: 1 | -1 }[] = [];
  for (let m = 0; m < modes.count; m++) {
    const n = Array.from(modes.n.subarray(m * grid.dim, (m + 1) * grid.dim));
    if (n[grid.dim - 1] >= 0) places.push({ at: flat(n), mode: m, sign: 1 });
    if (n[grid.dim - 1] <= 0) places.push({ at: flat(n.map((value) => -value)), mode: m, sign: -1 });
  }
  return (s, species = 0) => {
    s.densityModes(modes, species, values);
    spectrum[0] = s.counts[species] / grid.cellVolume;
    for (const { at, mode, sign } of places) {
      spectrum[2 * at] = values[2 * mode] / grid.cellVolume;
      spectrum[2 * at + 1] = (sign * values[2 * mode + 1]) / grid.cellVolume;
    }
    fft.inverse(spectrum, real);
    return real;
  };
}
