import { describe, expect, it } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';

/** The mean mode has no drift, no noise and the factor 1: mass is conserved to the last bit, over a million steps. */
const steps = { etdrk2: 1_000_000, etd1: 50_000, 'etd-ab2': 50_000, 'etd-am2': 50_000, 'semi-implicit': 50_000 };

describe('mass', () => {
  for (const [integrator, count] of Object.entries(steps)) {
    it(`does not change in ${count} steps of ${integrator}`, async () => {
      const step = 0.03;
      const run = await runScenario({
        name: 'mass',
        box: { length: [4.1], cells: [8] },
        dynamics: { kT: 0.7, mu: 1.9 },
        // a mean that is no binary fraction; cells go negative now and then
        density: 10.3,
        'free-energy': [
          { term: 'ideal-gas' },
          { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.05, sigma: 1.1 } },
        ],
        field: { integrator, step },
        time: { duration: count * step, sample: 50 * step },
        ensemble: { seed: 71 },
      });
      expect(run.replicas[0].steps).toBe(count);
      expect(run.measured.minimum).toBeLessThan(0.3);
      expect(run.measured.massDrift).toBe(0);
    });
  }
});
