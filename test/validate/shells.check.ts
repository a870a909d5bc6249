import { expect, test } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';
import { corrected, largestDeviation } from '../truths/statistics.ts';
import { record } from './record.ts';

/** Every single shell: its error small enough that one per cent would be seen, and none off by more than chance. */
async function shells(order: number, what: string, scenario: Readonly<Record<string, unknown>>): Promise<void> {
  const run = await runScenario(scenario);
  const name = 'structure-factor';
  const [s, stderr, predicted] = [run.values(name, 'S'), run.values(name, 'stderr'), run.values(name, 'predicted')];
  const relative = stderr.map((error, i) => error / predicted[i]);
  const worstError = relative.reduce((most, value) => Math.max(most, value), 0);
  const worst = s.reduce((most, value, i) => Math.max(most, Math.abs(value / predicted[i] - 1)), 0);
  const z = largestDeviation(s, stderr, (i) => predicted[i]);
  const bound = corrected(s.length, run.replicas.length);
  record({
    table: 'Single shells',
    order,
    what: `${what}: ${s.length} shells`,
    expected: 'S = predicted at every k',
    seed: run.plan.scenario.ensemble.seed,
    measured: `largest deviation ${(100 * worst).toFixed(2)} %, ${z.toFixed(2)} standard errors; largest error ${(100 * worstError).toFixed(2)} %`,
    demanded: `errors ≤ 0.4 %, deviation ≤ ${bound.toFixed(1)} standard errors (${s.length} shells)`,
  });
  expect(worstError).toBeLessThan(0.004);
  expect(z).toBeLessThan(bound);
}

test('ideal gas in two dimensions, unequal sides', async () => {
  await shells(0, 'Ideal gas 2D, μ = 2.5, kT = 0.4, cells 0.5 × 0.35', {
    name: 'shells',
    box: { length: [6, 5.6], cells: [12, 16] },
    dynamics: { kT: 0.4, mu: 2.5 },
    density: 100,
    'free-energy': [{ term: 'ideal-gas' }],
    field: { initial: { fluctuations: 'poisson' } },
    time: { duration: 5000, sample: 0.1 },
    ensemble: { replicas: 24, seed: 5 },
  });
});

test('the scenario gaussian-core-2d', async () => {
  await shells(1, 'Gaussian core 2D, ρ0V̂(0)/kT = 5 (scenario gaussian-core-2d)', {
    name: 'shells',
    box: { length: [8, 8], cells: [32, 32] },
    dynamics: { kT: 1, mu: 1 },
    density: 80,
    'free-energy': [
      { term: 'ideal-gas' },
      { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.02, sigma: 1 } },
    ],
    time: { warmup: 5, duration: 500, sample: 0.1 },
    ensemble: { replicas: 24, seed: 6 },
  });
});
