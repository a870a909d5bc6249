import type { Grid } from '../grid.ts';

/**
 * Real-to-complex transforms of one grid: the contract between the solver and a backend.
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
  /** A zeroed real field, [size]. */
  allocReal(): Float64Array;
  /** A zeroed half spectrum, [2*modes]. */
  allocSpectrum(): Float64Array;
  forward(input: Float64Array, out: Float64Array): void;
  inverse(input: Float64Array, out: Float64Array): void;
}
