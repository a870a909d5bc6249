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

async function bias(cells: readonly number[], coupling: number, integrator: string, duration: number, step?: number) {
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
    time: { warmup: 40, duration, sample: step === undefined ? 1 : 100 * step },
    ensemble: { replicas: 8, seed: 40 + dim },
  });
  const name = 'structure-factor';
  const [k, s, stderr] = [run.values(name, 'k'), run.values(name, 'S'), run.values(name, 'stderr')];
  const [modes, theory] = [run.values(name, 'modes'), run.values(name, 'theory')];
  const top = (0.8 * 2 * Math.PI) / (3 * Math.max(...sides));
  const ratio = s.map((value, i) => value / theory[i]);
  // a small box in space has no modes in the lowest band
  const bands = [0.15, 0.36, 0.58, 0.79].slice(dim === 3 ? 1 : 0).map((low, b) => {
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
    return { b, value: weighted(ratio, modes, inside), error: Math.sqrt(variance / (total * rows)) };
  });
  const worst = bands.reduce((best, band) => (Math.abs(band.value - 1) > Math.abs(best.value - 1) ? band : best));
  const error = Math.max(...bands.map((band) => band.error));
  return { worst: worst.value - 1, error, dt: run.plan.dt };
}

const cases = [
  { cells: [64], duration: 40000 },
  { cells: [32, 32], duration: 3000 },
  { cells: [8, 8, 8], duration: 8000 },
] as const;

cases.forEach(({ cells, duration }, c) => {
  for (const [i, coupling] of [5, 14].entries()) {
    for (const [j, integrator] of ['etdrk2', 'etd1'].entries()) {
      test(`${cells.length}D, coupling ${coupling}, ${integrator}`, async () => {
        const { worst, error, dt } = await bias(cells, coupling, integrator, duration);
        record({
          table: 'Bias of the automatic step',
          order: 10 * c + 4 * i + j,
          what: `${cells.length}D, ρ0V̂(0)/kT = ${coupling}, ${integrator}, dt = ${dt}: worst band of k ≤ 0.8 K_c, S/S_linear − 1`,
          expected: '0 (|nonlinear part| ≤ 0.4 %)',
          measured: plusMinus(worst, error),
          demanded: '≤ 0.5 % and 3 standard errors',
        });
        expect(error).toBeLessThan(0.003);
        expect(Math.abs(worst)).toBeLessThan(0.005 + 3 * error);
      });
    }
  }
});

test('Euler–Maruyama for contrast', async () => {
  // 2tol/max[Dk²(1 + v)] with tol = 1 %: the step at which its bias is one per cent
  const step = (0.0056 * spacing[0] * spacing[1]) / (mu * kT);
  const { worst, error } = await bias([32, 32], 5, 'euler-maruyama', 40, Number(step.toPrecision(2)));
  record({
    table: 'Bias of the automatic step',
    order: 99,
    what: `2D, ρ0V̂(0)/kT = 5, euler-maruyama, dt = ${step.toPrecision(2)}: the same`,
    expected: '0.01',
    measured: plusMinus(worst, error),
    demanded: '',
  });
});
