import { FieldState } from '../../../core/field.ts';
import { SavedReader } from '../../../core/saved.ts';
import { combine, type Term, uniform } from './combine.ts';
import { exactResponse } from './etdrk2.ts';
import { exponentialCoefficients } from './exponential.ts';
import type { IntegratorEntry } from './integrator.ts';

/**
 * Two-step exponential Adams–Bashforth: ρⁿ⁺¹ = E ρⁿ + dt(φ1 + φ2) Nₙ − dt φ2 Nₙ₋₁ + f σ[ρ̄] ξ with ρ̄ the mid-step mean of
 * etdrk2. The first step is ETD1. Valid at constant dt only: a new step makes a new integrator.
 */
export const etdAb2: IntegratorEntry = {
  summary: 'exponential Adams–Bashforth, order 2 with one drift evaluation',
  order: { deterministic: 2, weak: 2 },
  response: exactResponse,
  stability: Number.POSITIVE_INFINITY,
  largestRate: Number.POSITIVE_INFINITY,
  localSafety: 0.5,
  transforms: (d, nonlinear) => (nonlinear ? 3 * d + 2 : d + 1),
  create(sde, dt) {
    const full = exponentialCoefficients(sde, dt);
    const half = exponentialCoefficients(sde, dt / 2);
    const both = sde.band.coefficient((i) => full.first[i] + full.second[i]);
    const minusSecond = sde.band.coefficient((i) => -full.second[i]);
    const one = uniform(sde, 1);
    let drift = new FieldState(sde.fft, sde.species);
    let before = new FieldState(sde.fft, sde.species);
    const middle = new FieldState(sde.fft, sde.species);
    const noise = new FieldState(sde.fft, sde.species);
    let started = false;
    return {
      step(s, normals) {
        if (sde.hasNonlinear) sde.nonlinear(s, drift);
        if (sde.noiseKind === 'multiplicative') {
          combine(sde, middle, [[half.decay, s], ...(sde.hasNonlinear ? [[half.first, drift] as const] : [])]);
        }
        if (sde.noiseKind !== 'none') sde.noise(middle, normals, noise);
        const driftTerms: Term[] = !sde.hasNonlinear
          ? []
          : started
            ? [
                [both, drift],
                [minusSecond, before],
              ]
            : [[full.first, drift]];
        combine(sde, s, [[full.decay, s], ...driftTerms]);
        if (sde.noiseKind !== 'none') {
          combine(sde, s, [
            [one, s],
            [full.filter, noise],
          ]);
        }
        [drift, before] = [before, drift];
        started = true;
      },
      save: () => ({ started, before: before.hat.map((spectrum) => spectrum.slice()) }),
      load(saved) {
        started = saved.started === true;
        new SavedReader(saved).list('before').forEach((spectrum, a) => {
          if (spectrum instanceof Float64Array) before.hat[a].set(spectrum);
        });
      },
    };
  },
};
