import { expect, test } from 'vitest';
import { positivityPolicies } from '../../src/engines/field/positivity.ts';
import { runScenario, values } from '../support/run-scenario.ts';
import { estimate, weighted } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/** What the positivity policies do to S(k) of the ideal gas: S = Σv/Σρ, exactly 1 for the conservative clip. */
[1, 2.25, 5].forEach((effective, i) => {
  Object.keys(positivityPolicies).forEach((positivity, j) => {
    test(`${positivity} at n̄_eff = ${effective}`, async () => {
      const cell = 0.6;
      const seed = 90 + 10 * i + j;
      // shells are correlated where few particles share a cell: the error is that of pooled values between replicas
      const pooled: number[] = [];
      const run = await runScenario(
        {
          name: 'policy',
          box: { length: [24 * cell, 16 * 1.2 * cell], cells: [24, 16] },
          dynamics: { kT: 0.4, mu: 2.5 },
          density: effective / (2.25 * 1.2 * cell * cell),
          'free-energy': [{ term: 'ideal-gas' }],
          field: {
            step: 0.02,
            noise: { positivity },
            initial: { fluctuations: 'poisson' },
            'accept-grade': 'any',
          },
          time: { warmup: 4, duration: 60, sample: 0.1 },
          ensemble: { replicas: 32, seed },
        },
        {
          each(curves) {
            const [k, s, modes] = ['k', 'S', 'modes'].map((column) => values(curves, 'structure-factor', column));
            // weights k²: modes that forget quickly are known better
            pooled.push(
              weighted(
                s,
                modes.map((count, row) => count * k[row] * k[row]),
              ),
            );
          },
        },
      );
      const { mean: value, error } = estimate(pooled);
      const { varianceResidual, epsilon } = run.measured;
      record({
        table: 'Positivity policies',
        order: 10 * i + j,
        what: `${positivity}, n̄_eff = ${effective}: S of the ideal gas (ε = ${epsilon.toFixed(4)})`,
        expected: `Σv/Σρ = ${(1 + varianceResidual).toFixed(4)}`,
        measured: plusMinus(value, error),
        seed,
        demanded: positivity === 'conservative' ? '1 within 0.5 %; 4 standard errors' : '4 standard errors',
      });
      expect(error).toBeLessThan(0.003);
      expect(Math.abs(value - 1 - varianceResidual)).toBeLessThan(4 * error);
      if (positivity === 'conservative') expect(Math.abs(value - 1)).toBeLessThan(0.005 + 2 * error);
    });
  });
});
