import { expect, test } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';
import { weighted } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/**
 * Bias of S(k) at the automatic step: a Gaussian core of σ = 2 cells, 20 particles a cell, strong coupling, k ≤ 0.8 K_c in
 * four bands (three in space). Repulsion keeps S within 0.4 % of linear theory, so that the reference is linear theory itself.
 */
const [kT, mu] = [0.6, 1.7];
const spacing = [0.9, 0.84, 0.96];
const sigma = 1.8;

async function bias(
  cells: readonly number[],
  coupling: number,
  integrator: string,
  duration: number,
  seed: number,
  step?: number,
) {
  const dim = cells.length;
  const sides = spacing.slice(0, dim);
  const density = sides.reduce((rho, h) => rho / h, 20);
  const epsilon = (coupling * kT) / (density * (Math.PI * sigma * sigma) ** (dim / 2));
  const run = await runScenario({
    name: 'bias',
    box: { length: cells.map((n, a) => n * sides[a]), cells },
    dynamics: { kT, mu },
    density,
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma } }],
    field: { integrator, step: step ?? 'auto' },
    time: { warmup: 40, duration, sample: step === undefined ? 1 : 50 * step },
    ensemble: { replicas: 16, seed },
  });
  const name = 'structure-factor';
  const [k, s, stderr] = [run.values(name, 'k'), run.values(name, 'S'), run.values(name, 'stderr')];
  const [modes, theory] = [run.values(name, 'modes'), run.values(name, 'theory')];
  const top = (0.8 * 2 * Math.PI) / (3 * Math.max(...sides));
  const ratio = s.map((value, i) => value / theory[i]);
  const predicted = run.values(name, 'predicted').map((value, i) => value / theory[i]);
  // a small box in space has no modes in the lowest band
  const bands = [0.15, 0.36, 0.58, 0.79].slice(dim === 3 ? 1 : 0).map((low) => {
    const inside = (i: number): boolean => k[i] >= low * top && k[i] < (low + 0.215) * top;
    const total = weighted(
      modes,
      modes.map(() => 1),
      inside,
    );
    const variance = weighted(
      stderr.map((error, i) => (error / theory[i]) ** 2 * modes[i]),
      modes,
      inside,
    );
    const rows = k.filter((_, i) => inside(i)).length;
    return {
      value: weighted(ratio, modes, inside),
      predicted: weighted(predicted, modes, inside),
      error: Math.sqrt(variance / (total * rows)),
    };
  });
  const worst = bands.reduce((best, band) => (Math.abs(band.value - 1) > Math.abs(best.value - 1) ? band : best));
  const error = Math.max(...bands.map((band) => band.error));
  return { worst: worst.value - 1, predicted: worst.predicted - 1, error, dt: run.plan.dt };
}

const cases = [
  { cells: [64], duration: 20000 },
  { cells: [32, 32], duration: 3500 },
  { cells: [8, 8, 8], duration: 12500 },
] as const;

cases.forEach(({ cells, duration }, c) => {
  for (const [i, coupling] of [5, 14].entries()) {
    for (const [j, integrator] of ['etdrk2', 'etd1'].entries()) {
      test(`${cells.length}D, coupling ${coupling}, ${integrator}`, async () => {
        const seed = 400 + 10 * c + 4 * i + j;
        const { worst, error, dt } = await bias(cells, coupling, integrator, duration, seed);
        record({
          table: 'Bias of the automatic step',
          order: 10 * c + 4 * i + j,
          what: `${cells.length}D, ρ0V̂(0)/kT = ${coupling}, ${integrator}, dt = ${dt}: worst band of k ≤ 0.8 K_c, S/S_linear − 1`,
          expected: '0 (|nonlinear part| ≤ 0.4 %)',
          measured: plusMinus(worst, error),
          demanded: 'within ±0.005, error ≤ 0.002',
          seed,
        });
        expect(error).toBeLessThan(0.002);
        expect(Math.abs(worst)).toBeLessThan(0.005);
      });
    }
  }
});

test('Euler–Maruyama for contrast', async () => {
  // five times the step 2 tol/max[Dk²(1 + v)] at which its bias reaches tol = 1 %, a tenth of the automatic one of etdrk2
  const [step, seed] = [0.02, 450];
  const { worst, predicted, error } = await bias([32, 32], 5, 'euler-maruyama', 700, seed, step);
  record({
    table: 'Bias of the automatic step',
    order: 99,
    what: `2D, ρ0V̂(0)/kT = 5, euler-maruyama, dt = ${step}: the same`,
    expected: `${predicted.toFixed(4)} (column predicted)`,
    measured: plusMinus(worst, error),
    demanded: '4 standard errors',
    seed,
  });
  expect(error).toBeLessThan(0.004);
  expect(Math.abs(worst - predicted)).toBeLessThan(4 * error);
});
