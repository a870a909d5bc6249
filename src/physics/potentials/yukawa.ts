import { define } from '../../core/define.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  epsilon: { type: 'number', default: 1, unit: 'energy', doc: 'contact value u(σ); negative: attraction' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'distance at which u = ε' },
  kappa: { type: 'number', above: 0, default: 1, unit: '1/length', doc: 'inverse screening length' },
} as const;

/**
 * u(r) = ε (σ/r) e^{−κ(r−σ)}: screened charges, without a hard core (Robbins, Kremer & Grest, J. Chem. Phys. 88, 3286
 * (1988)). With A = εσ e^{κσ}: û = 2πA/√(k² + κ²) in two, 4πA/(k² + κ²) in three dimensions, none in one. The range, where
 * u < 1e-12 ε, is long: 26 σ for κσ = 1. û decays slowly in k: the field never resolves the singularity at r → 0.
 */
export const yukawa = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = ε (σ/r) exp(−κ(r − σ)), screened charges',
  parameters,
  create: ({ epsilon, sigma, kappa }) => {
    const amplitude = epsilon * sigma * Math.exp(kappa * sigma);
    return {
      sigma,
      range: reach(sigma, kappa),
      law: { form: 'screened', length: sigma, strength: epsilon * sigma, kappa },
      energy: (r) => (epsilon * sigma * Math.exp(kappa * (sigma - r))) / r,
      forceOverR: (r) => (epsilon * sigma * Math.exp(kappa * (sigma - r)) * (1 + kappa * r)) / (r * r * r),
      transform(k, dim) {
        if (dim === 1) return null;
        const k2 = k * k + kappa * kappa;
        return dim === 2 ? (2 * Math.PI * amplitude) / Math.sqrt(k2) : (4 * Math.PI * amplitude) / k2;
      },
      noTransform:
        'in one dimension ∫u dr diverges logarithmically at r → 0, where u grows as 1/r; use 2 or 3 dimensions',
    };
  },
});

/** The r with κ(r − σ) + ln(r/σ) = 28, by Newton from below: the left side is concave and rises, so that it converges. */
function reach(sigma: number, kappa: number): number {
  let r = sigma;
  for (let pass = 0; pass < 30; pass++) {
    r += (28 - kappa * (r - sigma) - Math.log(r / sigma)) / (kappa + 1 / r);
  }
  return r;
}
