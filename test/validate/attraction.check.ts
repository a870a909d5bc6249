import { expect, test } from 'vitest';
import { runScenario, values } from '../support/run-scenario.ts';
import { estimate, weighted } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/**
 * Attraction, where S(k) has power and fluctuations renormalise it: a Gaussian core of σ = 2 cells with ρ0V̂(0)/kT = −0.8,
 * five particles a cell. No closed form is known beyond linear theory; what must hold is that S lies above it by several
 * per cent and does not depend on scheme and step. The box is small: the lowest shells decide, and they are slow.
 */
const [kT, mu] = [0.5, 2.4];
const spacing = [0.84, 0.76];
const cell = spacing[0] * spacing[1];
const sigma = 2 * Math.sqrt(cell);
const density = 5 / cell;
const epsilon = (-0.8 * kT) / (density * Math.PI * sigma * sigma);
const LOWEST = 5;

async function lowest(integrator: string, step: number | 'auto', seed: number) {
  const pooled: number[] = [];
  const first: number[] = [];
  const run = await runScenario(
    {
      name: 'attraction',
      box: { length: [16 * spacing[0], 16 * spacing[1]], cells: [16, 16] },
      dynamics: { kT, mu },
      density,
      'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'gaussian-core', epsilon, sigma } }],
      field: { integrator, step, 'accept-grade': 'any' },
      time: { warmup: 200, duration: 16000, sample: 0.5 },
      ensemble: { replicas: 16, seed },
    },
    {
      each(curves) {
        const [s, modes, theory] = ['S', 'modes', 'theory'].map((name) => values(curves, 'structure-factor', name));
        const ratio = s.map((value, i) => value / theory[i]);
        pooled.push(weighted(ratio, modes, (row) => row < LOWEST));
        first.push(ratio[0]);
      },
    },
  );
  return { ...estimate(pooled), first: estimate(first), dt: run.plan.dt, seed };
}

test('attraction: above linear theory, the same for two schemes and a small step', async () => {
  const reference = await lowest('etdrk2', 'auto', 1);
  const other = await lowest('etd-am2', 'auto', 2);
  const small = await lowest('etdrk2', reference.dt / 8, 3);
  const rows = [
    ['etdrk2, automatic step', reference, 'above 1 by 4 standard errors and 1 %'],
    ['etd-am2, automatic step', other, 'within 1 % of etdrk2'],
    ['etdrk2, an eighth of the step', small, 'within 1 % of etdrk2'],
  ] as const;
  rows.forEach(([what, { mean, error, dt, seed }, demanded], order) => {
    record({
      table: 'Attraction',
      order,
      what: `${what} (dt = ${dt}): S/S_linear, five lowest shells`,
      expected: '> 1, one value',
      measured: plusMinus(mean, error),
      demanded,
      seed,
    });
  });
  record({
    table: 'Attraction',
    order: 9,
    what: 'etdrk2, automatic step: S/S_linear in the lowest shell alone',
    expected: '> 1',
    measured: plusMinus(reference.first.mean, reference.first.error),
    demanded: '',
    seed: reference.seed,
  });
  expect(reference.mean - 4 * reference.error).toBeGreaterThan(1.01);
  for (const run of [other, small]) {
    const error = Math.hypot(run.error, reference.error) / reference.mean;
    expect(error).toBeLessThan(0.004);
    expect(Math.abs(run.mean / reference.mean - 1)).toBeLessThan(0.01);
  }
});
