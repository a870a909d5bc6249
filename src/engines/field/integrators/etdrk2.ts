import { FieldState } from '../../../core/field.ts';
import { combine, type Term, uniform } from './combine.ts';
import { exponentialCoefficients, phi1 } from './exponential.ts';
import { type IntegratorEntry, memoryless } from './integrator.ts';

/** Exact for one linear mode: the response of every exponential scheme with the filtered noise. */
export const exactResponse = { factor: (x: number): number => Math.exp(-x), noise: (x: number): number => phi1(2 * x) };

/**
 * ETDRK2 with one set of draws (the default):
 *   ρ̄ = E_h ρⁿ + ½dt φ1(x/2) N(ρⁿ)      conditional mean at mid-step: depends on ρⁿ alone, hence Itô
 *   η = f σ[ρ̄] ξ
 *   a = E ρⁿ + dt φ1 N(ρⁿ) + η
 *   ρⁿ⁺¹ = a + dt φ2 (N(a) − N(ρⁿ))
 * S(k) of the linear problem is exact at any dt; weak order 2 for mean, equal-time covariance and F(k,t) when the drift
 * is linear in ρ, out of equilibrium too.
 */
export const etdrk2: IntegratorEntry = {
  summary: 'exponential Runge–Kutta of order 2, noise from the mid-step mean; the default',
  order: { deterministic: 2, weak: 2 },
  response: exactResponse,
  stability: Number.POSITIVE_INFINITY,
  largestRate: Number.POSITIVE_INFINITY,
  localSafety: 1,
  transforms: (d, nonlinear) => (nonlinear ? 5 * d + 3 : d + 1),
  create(sde, dt) {
    const full = exponentialCoefficients(sde, dt);
    const half = exponentialCoefficients(sde, dt / 2);
    const one = uniform(sde, 1);
    const minusSecond = sde.band.coefficient((i) => -full.second[i]);
    const drift = new FieldState(sde.fft, sde.species);
    const later = new FieldState(sde.fft, sde.species);
    const middle = new FieldState(sde.fft, sde.species);
    const noise = new FieldState(sde.fft, sde.species);
    return {
      ...memoryless,
      step(s, normals) {
        if (sde.hasNonlinear) sde.nonlinear(s, drift);
        const driftTerm: Term[] = sde.hasNonlinear ? [[full.first, drift]] : [];
        const noiseTerm: Term[] = sde.noiseKind === 'none' ? [] : [[full.filter, noise]];
        if (sde.noiseKind === 'multiplicative') {
          combine(sde, middle, [[half.decay, s], ...(sde.hasNonlinear ? [[half.first, drift] as const] : [])]);
        }
        if (sde.noiseKind !== 'none') sde.noise(middle, normals, noise);
        combine(sde, s, [[full.decay, s], ...driftTerm, ...noiseTerm]);
        if (!sde.hasNonlinear) return;
        sde.nonlinear(s, later);
        combine(sde, s, [
          [one, s],
          [full.second, later],
          [minusSecond, drift],
        ]);
      },
    };
  },
};
