import { FieldState } from '../../../core/field.ts';
import { combine, type Term } from './combine.ts';
import { exactResponse } from './etdrk2.ts';
import { exponentialCoefficients } from './exponential.ts';
import { type IntegratorEntry, memoryless } from './integrator.ts';

/** ETD1: ρⁿ⁺¹ = E ρⁿ + dt φ1 N(ρⁿ) + f σ[ρⁿ] ξ. Weak order 1, about half the transforms of etdrk2. */
export const etd1: IntegratorEntry = {
  summary: 'exponential Euler, order 1: the cheapest way to S(k)',
  order: { deterministic: 1, weak: 1 },
  response: exactResponse,
  stability: Number.POSITIVE_INFINITY,
  largestRate: Number.POSITIVE_INFINITY,
  localSafety: 0.2,
  transforms: (d, nonlinear) => (nonlinear ? 3 * d + 1 : d + 1),
  create(sde, dt) {
    const full = exponentialCoefficients(sde, dt, 1);
    const drift = new FieldState(sde.fft, sde.species);
    const noise = new FieldState(sde.fft, sde.species);
    return {
      ...memoryless,
      step(s, normals) {
        const terms: Term[] = [[full.decay, s]];
        if (sde.hasNonlinear) {
          sde.nonlinear(s, drift);
          terms.push([full.first, drift]);
        }
        if (sde.noiseKind !== 'none') {
          sde.noise(s, normals, noise);
          terms.push([full.filter, noise]);
        }
        combine(sde, s, terms);
      },
    };
  },
};
