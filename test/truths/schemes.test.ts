import { describe, expect, it } from 'vitest';
import { runScenario, values } from '../support/run-scenario.ts';
import { corrected, estimate, largestDeviation } from './statistics.ts';

/**
 * S(k; dt)/S of every scheme at x = L dt, in closed form, against runs with the full
 * multiplicative noise at 30 particles per resolved cell; `predicted` must say the same. The ideal gas, so that the linear
 * part is all there is.
 */
const exact = (): number => 1;
const schemes: Readonly<Record<string, { ratio(x: number): number; printed: readonly (number | null)[] }>> = {
  'euler-maruyama': { ratio: (x) => 1 / (1 - x / 2), printed: [1.05, 1.33, 2, null] },
  'semi-implicit': { ratio: (x) => 1 / (1 + x / 2), printed: [0.952, 0.8, 0.667, 0.4] },
  'crank-nicolson': { ratio: exact, printed: [1, 1, 1, 1] },
  etdrk2: { ratio: exact, printed: [1, 1, 1, 1] },
  etd1: { ratio: exact, printed: [1, 1, 1, 1] },
  'etd-ab2': { ratio: exact, printed: [1, 1, 1, 1] },
  'etd-am2': { ratio: exact, printed: [1, 1, 1, 1] },
};
const rates = [0.1, 0.5, 1, 3];
const REPLICAS = 32;

// three resolved modes: k = 2π n/L, n = 1, 2, 3; the fastest has L dt = x
const [kT, mu, length, cells] = [0.35, 1.6, 5.6, 12];
const fastest = kT * mu * ((2 * Math.PI * 3) / length) ** 2;

describe('S(k; dt)/S of every scheme', () => {
  for (const [integrator, { ratio, printed }] of Object.entries(schemes)) {
    rates.forEach((x, column) => {
      const inTable = printed[column];
      if (inTable === null) return;
      it(`${integrator} at L dt = ${x}`, async () => {
        const step = x / fastest;
        // modes are independent after 1/(2L): as many independent samples of the fastest at every x
        const samples = 5200;
        const sample = step * Math.ceil(0.7 / x);
        const fast: number[] = [];
        const run = await runScenario(
          {
            name: 'scheme',
            box: { length: [length], cells: [cells] },
            dynamics: { kT, mu },
            density: 30 / ((1.5 * length) / cells),
            'free-energy': [{ term: 'ideal-gas' }],
            field: { integrator, step, initial: { fluctuations: 'poisson' } },
            time: { warmup: 50 * sample, duration: samples * sample, sample },
            ensemble: { replicas: REPLICAS, seed: 21 },
          },
          { each: (curves) => fast.push(values(curves, 'structure-factor', 'S')[2]) },
        );
        const { mean, error } = estimate(fast);
        const text = `S/S_exact = ${mean} ± ${error}, closed form ${ratio(x)}, table ${inTable}`;
        expect(Math.abs(ratio(x) - inTable), 'the table').toBeLessThan(0.005);
        expect(error / mean, text).toBeLessThan(0.0035);
        expect(Math.abs(mean - ratio(x)), text).toBeLessThan(4 * error);
        const k = run.values('structure-factor', 'k');
        const predicted = run.values('structure-factor', 'predicted');
        predicted.forEach((value, i) => {
          expect(value).toBeCloseTo(ratio(kT * mu * k[i] * k[i] * step), 10);
        });
        const worst = largestDeviation(
          run.values('structure-factor', 'S'),
          run.values('structure-factor', 'stderr'),
          (i) => predicted[i],
        );
        expect(worst, 'worst mode in standard errors').toBeLessThan(corrected(k.length, REPLICAS));
      });
    });
  }
});
