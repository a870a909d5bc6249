import type { Grid } from '../../../core/grid.ts';
import type { WeightedForm } from './weighted-form.ts';

/** One weight on a grid. All of it is zero at the Nyquist modes of any axis. */
export interface GridWeight {
  /** ω̂ = −i × multiplier; otherwise ω̂ = multiplier. */
  readonly odd: boolean;
  /** [modes]. */
  readonly multiplier: Float64Array;
  /** ω̂ + (1/d) k·∂ω̂/∂k in the same form, [modes]: what −V∂n/∂V at fixed ρ_k takes instead of ω̂. */
  readonly stress: Float64Array;
}

/** The weights of every mode, in the order of the weighted densities. */
export function gridWeights({ families, radials }: WeightedForm, grid: Grid): readonly GridWeight[] {
  const { dim, cells, modes } = grid;
  const out = families.map(({ degree, harmonics }) =>
    harmonics.map(() => ({
      odd: degree === 1,
      multiplier: new Float64Array(modes),
      stress: new Float64Array(modes),
    })),
  );
  for (let m = 0; m < modes; m++) {
    if (cells.some((n, a) => 2 * Math.abs(grid.modeNumber(m, a)) === n)) continue;
    const vector = cells.map((_, a) => grid.wavenumber(m, a));
    const k = Math.sqrt(vector.reduce((sum, component) => sum + component * component, 0));
    radials(k).forEach(({ value, slope }, i) => {
      const { degree, harmonics } = families[i];
      const sign = degree === 2 ? -1 : 1;
      harmonics.forEach((harmonic, c) => {
        const h = sign * harmonic(vector);
        out[i][c].multiplier[m] = h * value;
        // k·∂/∂k of H p is H (l p + k p′)
        out[i][c].stress[m] = h * (value + (degree * value + slope) / dim);
      });
    });
  }
  return out.flat();
}

/** out = ω̂ ρ̂, [2*modes]. */
export function convolve({ odd, multiplier }: GridWeight, hat: Float64Array, out: Float64Array): void {
  if (odd) {
    for (let m = 0; m < multiplier.length; m++) {
      out[2 * m] = multiplier[m] * hat[2 * m + 1];
      out[2 * m + 1] = -multiplier[m] * hat[2 * m];
    }
    return;
  }
  for (let m = 0; m < multiplier.length; m++) {
    out[2 * m] = multiplier[m] * hat[2 * m];
    out[2 * m + 1] = multiplier[m] * hat[2 * m + 1];
  }
}

/** out += ω̂* Φ̂, [2*modes]: the adjoint. */
export function addAdjoint({ odd, multiplier }: GridWeight, hat: Float64Array, out: Float64Array): void {
  if (odd) {
    for (let m = 0; m < multiplier.length; m++) {
      out[2 * m] -= multiplier[m] * hat[2 * m + 1];
      out[2 * m + 1] += multiplier[m] * hat[2 * m];
    }
    return;
  }
  for (let m = 0; m < multiplier.length; m++) {
    out[2 * m] += multiplier[m] * hat[2 * m];
    out[2 * m + 1] += multiplier[m] * hat[2 * m + 1];
  }
}
