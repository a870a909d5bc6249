import { expect, test } from 'vitest';
import { entropyWarning } from '../../../src/app/run/entropy-warning.ts';
import { buildModel } from '../../../src/app/scenario/build-model.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';

function warning(terms: readonly object[], more: object = {}): string | null {
  const text = JSON.stringify({
    name: 'entropy',
    box: { length: [5, 4], cells: [8, 8] },
    dynamics: { kT: 0.4, mu: 1.7 },
    density: 0.5,
    'free-energy': terms,
    time: { duration: 1 },
    ...more,
  });
  return entropyWarning(buildModel(loadScenario(text, { file: 'x.json' }).scenario));
}

const gas = { term: 'ideal-gas' };
const lattice = { term: 'lattice-gas', 'rho-max': 2 };

test.each([
  { what: 'the ideal gas', terms: [gas] },
  {
    what: 'with a pair term',
    terms: [gas, { term: 'pair', potential: { type: 'gaussian-core', epsilon: 2, sigma: 0.8 } }],
  },
  { what: 'the lattice gas', terms: [lattice] },
  { what: 'hard disks', terms: [gas, { term: 'roth', sigma: 1.1 }] },
  { what: 'as text', terms: [{ term: 'local', f: 'kT*rho*(log(rho) - 1) + rho^2' }] },
])('nothing to say: $what', ({ terms }) => {
  expect(warning(terms)).toBeNull();
});

test('missing, twice, scaled', () => {
  expect(warning([{ term: 'henderson', sigma: 1.1 }])).toContain('add { term: ideal-gas }');
  expect(warning([gas, lattice])).toContain('counted 2 times');
  expect(warning([{ term: 'local', f: 'rho*log(rho)' }])).toContain('is 2.500, not 1');
});

test('an order parameter has no such rule', () => {
  const order = { field: { kind: 'order-parameter' }, dynamics: { mobility: { type: 'constant', value: 2 } } };
  expect(warning([{ term: 'double-well', a: 1.3 }], order)).toBeNull();
});
