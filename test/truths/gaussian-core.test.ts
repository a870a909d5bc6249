import { describe, expect, it } from 'vitest';
import { runScenario, values } from '../support/run-scenario.ts';
import { corrected, estimate, weighted } from './statistics.ts';

/**
 * Soft repulsion at high density, where the mean field is good: S(k) = 1/(1 + ρ0V̂(k)/kT) within 0.5 %, with the default
 * integrator at the automatic step. σ is two cells of unequal sides, 20 particles to a cell, ρ0V̂(0)/kT = 5.
 */
const spacing = [0.6, 0.5];
const cell = spacing[0] * spacing[1];
const sigma = 2 * Math.sqrt(cell);
const [kT, mu, density] = [0.7, 1.8, 20 / cell];
const epsilon = (5 * kT) / (density * Math.PI * sigma * sigma);
const REPLICAS = 40;

describe('the Gaussian core in two dimensions', () => {
  it('has the S(k) of linear theory within 0.5 % for k < 2/cell', async () => {
    const theory = (k: number): number => 1 / (1 + 5 * Math.exp(-0.25 * k * k * sigma * sigma));
    const below = 2 / Math.sqrt(cell);
    const pooled: number[] = [];
    const run = await runScenario(
      {
        name: 'gaussian-core',
        box: { length: spacing.map((h) => 32 * h), cells: [32, 32] },
        dynamics: { kT, mu },
        density,
        'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma } }],
        field: { initial: { fluctuations: 'poisson' } },
        time: { warmup: 1.2, duration: 50.4, sample: 0.12 },
        ensemble: { replicas: REPLICAS, seed: 31 },
      },
      {
        each(curves) {
          const column = (name: string): Float64Array => values(curves, 'structure-factor', name);
          const [k, s] = [column('k'), column('S')];
          const ratio = s.map((value, i) => value / theory(k[i]));
          pooled.push(weighted(ratio, column('modes'), (i) => k[i] < below));
        },
      },
    );
    expect(run.plan.integrator).toBe('etdrk2');
    expect(run.plan.scenario.field.step).toBe('auto');
    expect(run.measured.grade).toBe('green');
    const { mean, error } = estimate(pooled);
    const text = `S/theory = ${mean} ± ${error} at the step ${run.plan.dt}`;
    expect(error, text).toBeLessThan(0.001);
    expect(Math.abs(mean - 1) + 2 * error, text).toBeLessThan(0.005);
    const column = (name: string): Float64Array => run.values('structure-factor', name);
    const [k, s, printed, predicted] = [column('k'), column('S'), column('theory'), column('predicted')];
    const stderr = column('stderr');
    s.forEach((value, i) => {
      expect(printed[i]).toBeCloseTo(theory(k[i]), 12);
      expect(predicted[i]).toBeCloseTo(theory(k[i]), 12);
      const allowed = 0.01 * theory(k[i]) + corrected(s.length, REPLICAS) * stderr[i];
      expect(Math.abs(value - theory(k[i])), `shell k = ${k[i]}`).toBeLessThan(allowed);
    });
  });
});
