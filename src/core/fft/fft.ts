import type { Dealias, Grid } from '../grid.ts';
import type { Band } from './band.ts';
import type { CellLoops } from './cell-loops.ts';

/**
 * Real-to-complex transforms of one grid, and the loops over its cells and modes: the contract between the solver and a
 * backend.
 *
 * forward   ρ̂_n = Σ_j ρ_j e^{−i k_n·x_j}        real [size] → spectrum [2*modes], interleaved re, im
 * inverse   ρ_j = (1/size) Σ_n ρ̂_n e^{+i k_n·x_j}
 *
 * Neither changes its input, and input and output must not share memory. The imaginary parts that a real field cannot
 * have (mean mode, self-conjugate modes) are ignored by `inverse`. The backend owns the memory: pass only arrays that
 * it allocated. An instance has scratch memory of its own and belongs to one thread.
 */
export interface Fft {
  readonly backend: string;
  readonly grid: Grid;
  readonly cells: CellLoops;
  /** A zeroed real field, [size]. */
  allocReal(): Float64Array;
  /** A zeroed half spectrum, [2*modes]. */
  allocSpectrum(): Float64Array;
  forward(input: Float64Array, out: Float64Array): void;
  inverse(input: Float64Array, out: Float64Array): void;
  /** The resolved modes of a mask; the same object every time. */
  band(dealias: Dealias): Band;
  /** Gives all memory back: neither the instance nor any array of it may be used any more. */
  dispose(): void;
}
