import type { Fft } from '../../core/fft/fft.ts';

/** Turns a density that may be negative into a variance density v ≥ 0 for the noise. The state itself is never changed. */
export interface Positivity {
  /** Where all densities are at least this (and at most `to`), v is ρ. */
  readonly from: number;
  readonly to: number;
  /** Fills `v` from `rho`, both [size]; returns the number of cells in which they differ. */
  apply(rho: Float64Array, v: Float64Array): number;
}

export interface PositivityEntry {
  readonly summary: string;
  /** `mean` is the mean density ρ0, `cell` the volume of a resolved cell, V over the number of resolved modes. */
  create(fft: Fft, mean: number, cell: number): Positivity;
}

/** v = max(ρ, 0). Biases S(k) of the ideal gas by exactly the clipped mass. */
const clip: PositivityEntry = {
  summary: 'v = max(ρ, 0): S(k) too high by Σv/Σρ − 1, the clipped mass',
  create: ({ cells }) => ({
    from: 0,
    to: Number.POSITIVE_INFINITY,
    apply(rho, v) {
      cells.positivePart(rho, v);
      return cells.different(rho, v);
    },
  }),
};

/**
 * √v blends into 0 below δ = n̄_eff^{1/3} particles per resolved cell: √v = √δ x²(5/2 − 3x/2), x = ρ/δ; √v = 0 for ρ ≤ 0. Continuously differentiable,
 * hence Lipschitz (the idea of FHDeX's Dean–Kawasaki example, with an even instead of an odd extension; cf. Djurdjevac,
 * Kremp & Perkowski, arXiv:2212.11714).
 */
const regularised: PositivityEntry = {
  summary: '√v blends smoothly to 0 below n̄_eff^{1/3} particles per resolved cell (Lipschitz square root)',
  create: (_fft, mean, cell) => {
    const delta = Math.cbrt(mean * cell) / cell;
    return cellwise(delta, (rho) => {
      if (rho >= delta) return rho;
      if (rho <= 0) return 0;
      const x = rho / delta;
      const root = x * x * (2.5 - 1.5 * x);
      return delta * root * root;
    });
  },
};

/**
 * v = ρ min(1, ρΔV) for ρ > 0, ΔV a resolved cell: the smoothed Heaviside function of Kim et al., J. Chem. Phys. 146, 124110
 * (2017), on cells instead of faces.
 */
const heaviside: PositivityEntry = {
  summary: 'v = ρ min(1, ρΔV) for ρ > 0, ΔV a resolved cell: smoothed Heaviside function (Kim et al. 2017)',
  create: (_fft, _mean, cell) => cellwise(1 / cell, (rho) => (rho > 0 ? rho * Math.min(1, rho * cell) : 0)),
};

/**
 * The conservative clip: the mass that clipping would add is taken from the neighbours, Σv = Σρ, and with it S(k) of the
 * ideal gas stays exact at any n̄. p = max(ρ, 0), m = p − ρ, g = K∗p with K = [¼, ½, ¼] per axis,
 * v = p (1 − K∗(m/g)); what is left negative is cut and the whole rescaled. No cost where no cell is negative.
 */
const conservative: PositivityEntry = {
  summary: 'clipped mass is taken from the neighbours, Σv = Σρ: S(k) of the ideal gas stays exact; the default',
  create: (fft) => {
    // most fields are never negative: the arrays come with the first that is
    let arrays: readonly [Float64Array, Float64Array, Float64Array] | null = null;
    return {
      from: 0,
      to: Number.POSITIVE_INFINITY,
      apply(rho, v) {
        const { cells } = fft;
        const { smallest, sum: total } = cells.range(rho);
        if (smallest >= 0) {
          v.set(rho);
          return 0;
        }
        if (!(total > 0)) {
          v.fill(0);
          return v.length;
        }
        arrays ??= [fft.allocReal(), fft.allocReal(), fft.allocReal()];
        const [missing, smooth, work] = arrays;
        cells.positivePart(rho, v);
        cells.smooth(v, smooth, work);
        cells.deficit(rho, smooth, missing);
        cells.smooth(missing, smooth, work);
        cells.withhold(smooth, v);
        const changed = cells.different(rho, v);
        // Σv = Σρ already, but for what the last cut has added
        const sum = cells.range(v).sum;
        const scale = sum > 0 ? total / sum : 0;
        if (Math.abs(scale - 1) > 1e-12) cells.scale(scale, v);
        return changed;
      },
    };
  },
};

/** All positivity policies by the name a scenario uses. */
export const positivityPolicies: Readonly<Record<string, PositivityEntry>> = {
  conservative,
  clip,
  regularised,
  heaviside,
};

/** The same on both sides of [0, upper]: the policy acts on ρ, then on the holes upper − ρ. */
export function bounded(policy: Positivity, upper: number, fft: Fft): Positivity {
  if (upper === Number.POSITIVE_INFINITY) return policy;
  const [holes, kept] = [fft.allocReal(), fft.allocReal()];
  return {
    from: policy.from,
    to: upper - policy.from,
    apply(rho, v) {
      policy.apply(rho, v);
      for (let j = 0; j < v.length; j++) holes[j] = upper - v[j];
      policy.apply(holes, kept);
      let changed = 0;
      for (let j = 0; j < v.length; j++) {
        if (kept[j] !== holes[j]) v[j] = Math.max(upper - kept[j], 0);
        if (v[j] !== rho[j]) changed++;
      }
      return changed;
    },
  };
}

function cellwise(from: number, value: (rho: number) => number): Positivity {
  return {
    from,
    to: Number.POSITIVE_INFINITY,
    apply(rho, v) {
      let changed = 0;
      for (let j = 0; j < rho.length; j++) {
        v[j] = value(rho[j]);
        if (v[j] !== rho[j]) changed++;
      }
      return changed;
    },
  };
}
