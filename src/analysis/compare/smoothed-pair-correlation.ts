import { besselJ0 } from '../../core/bessel.ts';
import { type Curve, column } from '../../core/curve.ts';

/** What S(k) is turned into g(r) with. */
export interface PairSystem {
  readonly lengths: readonly number[];
  /** Particles. */
  readonly count: number;
  /** Coarse-graining length ℓ: densities smoothed by a Gaussian of standard deviation ℓ/√2. */
  readonly smoothing: number;
}

/** Distances up to half of the shortest side. */
const POINTS = 120;

/**
 * g_ℓ(r) = 1 + (1/N) Σ_{k≠0} (S(k) − 1) e^{−k²ℓ²/2} w(kr), w = cos, J0, sin(x)/x in one, two, three dimensions: the pair correlation
 * of densities that were smoothed by a Gaussian (its transform e^{−k²ℓ²/4} twice), without the particles themselves (the 1 in S − 1).
 * The same for field and particles, from their modes on the same grid. Errors from those of S, shells being independent. Below r ≈ ℓ
 * it shows the smoothing. `modes` of the curve counts ±k once.
 */
export function smoothedPairCorrelation(structure: Curve, system: PairSystem): Curve {
  const { lengths, count, smoothing } = system;
  const [k, modes] = [column(structure, 'k').values, column(structure, 'modes').values];
  const s = structure.value.values;
  const error = structure.error?.values;
  const wave = [Math.cos, besselJ0, (x: number) => (x === 0 ? 1 : Math.sin(x) / x)][lengths.length - 1];
  const weight = modes.map((m, i) => ((2 * m) / count) * Math.exp(-0.5 * k[i] * k[i] * smoothing * smoothing));
  const reach = 0.5 * Math.min(...lengths);
  const r = Float64Array.from({ length: POINTS }, (_, i) => (reach * (i + 0.5)) / POINTS);
  const g = r.map((distance) => weight.reduce((sum, w, i) => sum + w * (s[i] - 1) * wave(k[i] * distance), 1));
  const stderr = r.map((distance) => {
    return Math.sqrt(
      weight.reduce((sum, w, i) => {
        const part = w * (error?.[i] ?? Number.NaN) * wave(k[i] * distance);
        return sum + part * part;
      }, 0),
    );
  });
  return {
    name: 'pair-correlation',
    notes: [`g(r) from S(k), smoothed over l = ${smoothing}: 1 + (1/N) sum (S - 1) exp(-k^2 l^2/2) w(kr)`],
    keys: [{ name: 'r', label: 'r', values: r }],
    value: { name: 'g', label: 'g(r)', values: g },
    error: { name: 'stderr', label: 'stderr', values: stderr },
    beside: [],
  };
}
