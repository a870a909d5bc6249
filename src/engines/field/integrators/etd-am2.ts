import { FieldState } from '../../../core/field.ts';
import { combine, uniform } from './combine.ts';
import { exactResponse } from './etdrk2.ts';
import { exponentialCoefficients } from './exponential.ts';
import { type IntegratorEntry, memoryless } from './integrator.ts';

/**
 * Exponential form of the weak trapezoidal method (Anderson & Mattingly, Commun. Math. Sci. 9, 301 (2011)):
 *   η₁ = f_h σ[ρⁿ] ξ₁,  ρ* = E_h ρⁿ + ½dt φ1(x/2) N(ρⁿ) + η₁,  η₂ = f_h σ[2ρ* − ρⁿ] ξ₂,
 *   ρⁿ⁺¹ = E ρⁿ + dt φ1 N(ρ*) + E_h η₁ + η₂.
 * Weak order 2 for all moments. 2ρ* − ρⁿ is negative more often than ρ: use it at n̄_eff ≥ 20.
 */
export const etdAm2: IntegratorEntry = {
  summary: 'exponential weak trapezoidal, order 2 for all moments; for three-point functions at n̄_eff ≥ 20',
  order: { deterministic: 2, weak: 2 },
  response: exactResponse,
  stability: Number.POSITIVE_INFINITY,
  largestRate: Number.POSITIVE_INFINITY,
  localSafety: 1,
  transforms: (d, nonlinear) => (nonlinear ? 6 * d + 3 : 2 * d + 2),
  create(sde, dt) {
    const full = exponentialCoefficients(sde, dt);
    const half = exponentialCoefficients(sde, dt / 2);
    const one = uniform(sde, 1);
    const two = uniform(sde, 2);
    const minus = uniform(sde, -1);
    const drift = new FieldState(sde.fft, sde.species);
    const star = new FieldState(sde.fft, sde.species);
    const guess = new FieldState(sde.fft, sde.species);
    const noise = new FieldState(sde.fft, sde.species);
    const second = new FieldState(sde.fft, sde.species);
    return {
      ...memoryless,
      step(s, normals) {
        const noisy = sde.noiseKind !== 'none';
        if (sde.hasNonlinear) sde.nonlinear(s, drift);
        combine(sde, star, [[half.decay, s], ...(sde.hasNonlinear ? [[half.first, drift] as const] : [])]);
        if (noisy) {
          sde.noise(s, normals, noise);
          combine(sde, noise, [[half.filter, noise]]);
          combine(sde, star, [
            [one, star],
            [one, noise],
          ]);
          combine(sde, guess, [
            [two, star],
            [minus, s],
          ]);
          sde.noise(guess, normals, second);
        }
        if (sde.hasNonlinear) sde.nonlinear(star, drift);
        combine(sde, s, [[full.decay, s], ...(sde.hasNonlinear ? [[full.first, drift] as const] : [])]);
        if (!noisy) return;
        combine(sde, s, [
          [one, s],
          [half.decay, noise],
          [half.filter, second],
        ]);
      },
    };
  },
};
