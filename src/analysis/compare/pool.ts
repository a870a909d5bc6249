import type { Band } from './bands.ts';

/**
 * One number for a band: Σ w_i v_i/r_i / Σ w_i over its shells, with its standard error, shells being independent. The
 * reference r is the same for both sides that are compared (their mean, or theory) and the weights w (modes × independent
 * samples) do not depend on v, so that neither biases the difference, as weights 1/stderr² of the same data would: they prefer
 * what came out small.
 */
export function pool(
  band: Band,
  weight: ArrayLike<number>,
  value: ArrayLike<number>,
  error: ArrayLike<number>,
  reference: ArrayLike<number>,
): { readonly value: number; readonly error: number } {
  let [total, sum, square] = [0, 0, 0];
  for (const i of band.shells) {
    total += weight[i];
    sum += (weight[i] * value[i]) / reference[i];
    square += ((weight[i] * error[i]) / reference[i]) ** 2;
  }
  return { value: sum / total, error: Math.sqrt(square) / total };
}
