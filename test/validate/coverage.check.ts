import { expect, test } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';
import { record } from './record.ts';

/** Whether the printed error bars cover as they say, over 200 short runs of the whole pipeline. */
for (const [order, { replicas, name }] of [
  { replicas: 2, name: 'blocked, 2 replicas' },
  { replicas: 10, name: 'across 10 replicas' },
].entries()) {
  test(name, async () => {
    const RUNS = 200;
    let [one, two, total] = [0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const result = await runScenario({
        name: 'coverage',
        box: { length: [5, 4], cells: [10, 10] },
        dynamics: { kT: 0.4, mu: 2.5 },
        density: 150,
        'free-energy': [{ term: 'ideal-gas' }],
        field: { initial: { fluctuations: 'poisson' } },
        time: { duration: 100, sample: 0.05 },
        ensemble: { replicas, seed: 1000 + run },
      });
      const [s, stderr] = [result.values('structure-factor', 'S'), result.values('structure-factor', 'stderr')];
      s.forEach((value, i) => {
        const z = Math.abs(value - 1) / stderr[i];
        total++;
        if (z < 1) one++;
        if (z < 1.96) two++;
      });
    }
    // Student's t with 9 degrees of freedom for 10 replicas covers 65.7 % and 91.8 %
    const [low68, low95] = replicas >= 8 ? [0.657, 0.918] : [0.683, 0.95];
    record({
      table: 'Coverage of the error bars',
      order,
      what: `${name}: 200 runs, ${total} values of S(k)`,
      expected: `${(100 * low68).toFixed(1)} % within 1, ${(100 * low95).toFixed(1)} % within 1.96 standard errors`,
      seed: 1000,
      measured: `${((100 * one) / total).toFixed(1)} % and ${((100 * two) / total).toFixed(1)} %`,
      demanded: 'within 3 and 2.5 percentage points',
    });
    expect(Math.abs(one / total - low68)).toBeLessThan(0.03);
    expect(Math.abs(two / total - low95)).toBeLessThan(0.025);
  });
}
