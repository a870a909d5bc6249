import { expect, test } from 'vitest';
import { regimeOf } from '../../../src/app/run/regime.ts';
import { buildPlan } from '../../../src/app/scenario/build.ts';
import { checkPhysics } from '../../../src/app/scenario/checks.ts';
import { decide } from '../../../src/app/scenario/decide.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import type { Scenario } from '../../../src/app/scenario/scenario.ts';

/** What the free energy decides about the noise and the drift, by the particles per resolved cell. */

function scenario(term: object, density: number, field: object = {}, dim = 2): Scenario {
  const text = JSON.stringify({
    name: 'decide',
    // n̄_eff = density × (1.5 × 0.5)^2 in 2D, × 0.75 in 1D
    box: { length: [8, 8].slice(0, dim), cells: [16, 16].slice(0, dim) },
    dynamics: { kT: 0.6, mu: 1.7 },
    density,
    'free-energy': [{ term: 'ideal-gas' }, term],
    field,
    time: { duration: 1 },
  });
  return loadScenario(text, { file: 'x.json' }).scenario;
}

const outcome = (given: Scenario) => {
  const { dynamics, noise } = decide(given).field;
  return `${dynamics}, ${noise.at}`;
};
const virial = { term: 'virial', coefficients: [0.01] };
const gas = { term: 'van-der-waals', a: 0.01, b: 0.02 };
const rods = { term: 'percus', sigma: 0.04 };
const learnt = { term: 'ramakrishnan-yussouff', k: [0, 1, 2, 40], c: [-0.1, -0.05, 0, 0] };
const soft = { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.1, sigma: 2 } };

test.each([
  { what: 'a bare term, thin', given: scenario(soft, 1), expected: 'full, full' },
  { what: 'an equation of state without end, thin', given: scenario(virial, 4), expected: 'full, linearised' },
  { what: 'an equation of state without end, dense', given: scenario(virial, 5), expected: 'full, full' },
  { what: 'one that ends, thin', given: scenario(gas, 4), expected: 'linear, linearised' },
  { what: 'one that ends, dense', given: scenario(gas, 5), expected: 'full, full' },
  { what: 'weighted densities, n̄_eff 9', given: scenario(rods, 12, {}, 1), expected: 'linear, full' },
  { what: 'weighted densities, n̄_eff 11', given: scenario(rods, 15, {}, 1), expected: 'full, full' },
  { what: 'no noise', given: scenario(rods, 2, { noise: { scale: 0 } }, 1), expected: 'full, linearised' },
  { what: 'a measured c(k), dense', given: scenario(learnt, 50), expected: 'linear, full' },
  {
    what: 'given noise asks for full drift',
    given: scenario(gas, 1, { noise: { at: 'full' } }),
    expected: 'full, full',
  },
  { what: 'given dynamics stays', given: scenario(gas, 1, { dynamics: 'full' }), expected: 'full, linearised' },
])('$what: $expected', ({ given, expected }) => {
  expect(outcome(given)).toBe(expected);
  expect(outcome(decide(given))).toBe(expected);
});

test('full noise with a renormalised term where few particles share a cell is warned of, and only there', () => {
  const warned = (given: Scenario) => regimeOf(buildPlan(given, null)).warnings.filter((w) => w.includes('twice'));
  expect(warned(scenario(virial, 1, { noise: { at: 'full' } }))).toHaveLength(1);
  expect(warned(scenario(virial, 1))).toHaveLength(0);
  expect(warned(scenario(virial, 9, { noise: { at: 'full' } }))).toHaveLength(0);
  expect(warned(scenario(soft, 1, { noise: { at: 'full' } }))).toHaveLength(0);
});

test('a mean density beyond the range of a weighted density is refused, with the limit', () => {
  const mistakes = checkPhysics(scenario({ term: 'percus', sigma: 0.5 }, 1.97, {}, 1), null);
  expect(mistakes.map(({ message }) => message)).toEqual([
    '1.97 must lie below 1.96, above which percus is continued and no longer stable; lower it',
  ]);
});
