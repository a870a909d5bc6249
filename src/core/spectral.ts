import type { Grid } from './grid.ts';

/**
 * Differential operators on half spectra, [2*modes] → [2*modes]. All use the derivative's k̃ of the grid (0 at Nyquist),
 * so that divergence of gradient is the Laplacian, exactly.
 */

/** out = i k̃_a input: the derivative along axis `a`. */
export function gradient(grid: Grid, input: Float64Array, a: number, out: Float64Array): void {
  const k = grid.k[a];
  for (let m = 0; m < grid.modes; m++) {
    const re = input[2 * m];
    out[2 * m] = -k[m] * input[2 * m + 1];
    out[2 * m + 1] = k[m] * re;
  }
}

/** out = Σ_a i k̃_a input_a: the divergence of a vector of spectra, [dim][2*modes]. */
export function divergence(grid: Grid, input: readonly Float64Array[], out: Float64Array): void {
  out.fill(0);
  for (let a = 0; a < grid.dim; a++) addDerivative(grid.k[a], input[a], out);
}

/** out += i k input, mode by mode; `k` [modes]. */
export function addDerivative(k: Float64Array, input: Float64Array, out: Float64Array): void {
  for (let m = 0; m < k.length; m++) {
    out[2 * m] -= k[m] * input[2 * m + 1];
    out[2 * m + 1] += k[m] * input[2 * m];
  }
}

/** out = Σ_a (i k̃_a)² input = −k̃² input. */
export function laplacian(grid: Grid, input: Float64Array, out: Float64Array): void {
  const k2 = grid.k2;
  for (let m = 0; m < grid.modes; m++) {
    out[2 * m] = -k2[m] * input[2 * m];
    out[2 * m + 1] = -k2[m] * input[2 * m + 1];
  }
}

/** Sets every mode that is not in `resolved` (ascending, Grid.resolved) to zero. */
export function project(resolved: Int32Array, spectrum: Float64Array): void {
  let next = 0;
  for (let m = 0; m < spectrum.length / 2; m++) {
    if (next < resolved.length && resolved[next] === m) next++;
    else {
      spectrum[2 * m] = 0;
      spectrum[2 * m + 1] = 0;
    }
  }
}
