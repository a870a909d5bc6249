import { expect, test } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';
import { weighted } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/**
 * Attraction, where S(k) has power and fluctuations renormalise it: a Gaussian core with ρ0V̂(0)/kT = −0.8, five particles
 * a cell. No closed form is known beyond linear theory; what must hold is that S lies above it by several per cent and
 * does not depend on scheme and step.
 */
const [kT, mu, cell] = [0.5, 2.4, 0.8];
const sigma = 2 * cell;
const density = 5 / (cell * cell);
const epsilon = (-0.8 * kT) / (density * Math.PI * sigma * sigma);
const LOWEST = 5;

async function lowest(integrator: string, step: number | 'auto', duration: number, seed: number) {
  const run = await runScenario({
    name: 'attraction',
    box: { length: [32 * cell, 16 * cell], cells: [32, 16] },
    dynamics: { kT, mu },
    density,
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma } }],
    field: { integrator, step, 'accept-grade': 'any' },
    time: { warmup: 200, duration, sample: 0.5 },
    ensemble: { replicas: 1, seed },
  });
  const name = 'structure-factor';
  const [s, stderr] = [run.values(name, 'S'), run.values(name, 'stderr')];
  const [modes, theory] = [run.values(name, 'modes'), run.values(name, 'theory')];
  const first = (row: number): boolean => row < LOWEST;
  const ratio = weighted(
    s.map((value, i) => value / theory[i]),
    modes,
    first,
  );
  let [squares, total] = [0, 0];
  for (let i = 0; i < LOWEST; i++) {
    squares += ((modes[i] * stderr[i]) / theory[i]) ** 2;
    total += modes[i];
  }
  return {
    ratio,
    error: Math.sqrt(squares) / total,
    smallest: s[0] / theory[0],
    smallestError: stderr[0] / theory[0],
    dt: run.plan.dt,
  };
}

test('attraction: above linear theory, the same for two schemes and a small step', async () => {
  const reference = await lowest('etdrk2', 'auto', 160000, 1);
  const other = await lowest('etd-am2', 'auto', 160000, 2);
  const small = await lowest('etdrk2', reference.dt / 8, 160000, 3);
  const rows = [
    ['etdrk2, automatic step', reference, 'above 1 by 4 standard errors and 1 %'],
    ['etd-am2, automatic step', other, 'within 1 % of etdrk2'],
    ['etdrk2, an eighth of the step', small, 'within 1 % of etdrk2'],
  ] as const;
  record({
    table: 'Attraction',
    order: 9,
    what: 'etdrk2: S/S_linear in the lowest shell alone',
    expected: '> 1',
    measured: plusMinus(reference.smallest, reference.smallestError),
    demanded: '',
  });
  rows.forEach(([what, { ratio, error, dt }, demanded], order) => {
    record({
      table: 'Attraction',
      order,
      what: `${what} (dt = ${dt}): S/S_linear, five lowest shells`,
      expected: '> 1, one value',
      measured: plusMinus(ratio, error),
      demanded,
    });
  });
  expect(reference.ratio - 4 * reference.error).toBeGreaterThan(1.01);
  for (const run of [other, small]) {
    const difference = Math.abs(run.ratio / reference.ratio - 1);
    const error = Math.hypot(run.error, reference.error) / reference.ratio;
    expect(error).toBeLessThan(0.004);
    expect(difference).toBeLessThan(0.01);
  }
});
