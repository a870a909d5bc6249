import type { Fft } from '../../core/fft/fft.ts';
import type { Dealias } from '../../core/grid.ts';

/** k̃_a of every resolved mode, axis by axis, in the backend's memory, [dim][resolved]. */
export function derivatives(fft: Fft, dealias: Dealias): readonly Float64Array[] {
  let known = made.get(fft);
  if (known === undefined) {
    known = new Map();
    made.set(fft, known);
  }
  let out = known.get(dealias);
  if (out === undefined) {
    const band = fft.band(dealias);
    out = fft.grid.cells.map((_, a) => band.coefficient((i) => fft.grid.wavenumber(band.resolved[i], a)));
    known.set(dealias, out);
  }
  return out;
}

const made = new WeakMap<Fft, Map<Dealias, readonly Float64Array[]>>();
