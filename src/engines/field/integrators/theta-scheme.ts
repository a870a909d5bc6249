import { FieldState } from '../../../core/field.ts';
import type { LinearResponse } from '../../../core/scheme.ts';
import { combine, type Term } from './combine.ts';
import { type IntegratorEntry, memoryless } from './integrator.ts';

/**
 * The one-step schemes with rational factors: with θ the implicit part of the linear operator,
 * (1 + θx) ρⁿ⁺¹ = (1 − (1 − θ)x) ρⁿ + dt N(ρⁿ) + √dt σ[ρⁿ] ξ. Euler–Maruyama is θ = 0, semi-implicit θ = 1,
 * Crank–Nicolson θ = ½. For reference and teaching: S(k)/S = 1/(1 + (2θ − 1)x/2).
 */
export function thetaScheme(theta: number, summary: string): IntegratorEntry {
  const response: LinearResponse = {
    factor: (x) => (1 - (1 - theta) * x) / (1 + theta * x),
    noise: (x) => 1 / ((1 + theta * x) * (1 + theta * x)),
  };
  return {
    summary,
    order: { deterministic: 1, weak: 1 },
    response,
    stability: theta < 0.5 ? 2 / (1 - 2 * theta) : Number.POSITIVE_INFINITY,
    largestRate: theta === 0.5 ? 0.5 : 0.01,
    localSafety: 0.2,
    transforms: (d, nonlinear) => (nonlinear ? 3 * d + 1 : d + 1),
    create(sde, dt) {
      const { band, linear } = sde;
      const factor = band.coefficient((i) => response.factor(linear[i] * dt));
      const driftFactor = band.coefficient((i) => dt / (1 + theta * linear[i] * dt));
      const noiseFactor = band.coefficient((i) => Math.sqrt(dt) / (1 + theta * linear[i] * dt));
      const drift = new FieldState(sde.fft, sde.species);
      const noise = new FieldState(sde.fft, sde.species);
      return {
        ...memoryless,
        step(s, normals) {
          const terms: Term[] = [[factor, s]];
          if (sde.hasNonlinear) {
            sde.nonlinear(s, drift);
            terms.push([driftFactor, drift]);
          }
          if (sde.noiseKind !== 'none') {
            sde.noise(s, normals, noise);
            terms.push([noiseFactor, noise]);
          }
          combine(sde, s, terms);
        },
      };
    },
  };
}
