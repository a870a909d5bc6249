import { expect, test } from 'vitest';
import { enclosedCharge } from '../../../src/physics/potentials/enclosed-charge.ts';
import { smoothLogarithm } from '../../../src/physics/potentials/smooth-logarithm.ts';

/** By mpmath, 30 digits: t, ln t + E1(t), P(d/2, t)/t^{d/2} for d = 1, 2, 3. */
const table = [
  [0, -0.5772156649015329, 1.1283791670955126, 1, 0.752252778063675],
  [1e-8, -0.5772156549015329, 1.1283791633342486, 0.999999995, 0.7522527735501584],
  [0.3, -0.2982961526500893, 1.0250115979817114, 0.8639392643942738, 0.6302925038656496],
  [1, 0.21938393439552029, 0.8427007929497149, 0.6321205588285577, 0.4275932955291202],
  [2.5, 0.9412056497444248, 0.6164244801138905, 0.3671660005504405, 0.20952059109424773],
  [3.99, 1.3876166598350672, 0.49825836561169534, 0.24599004658651147, 0.1196450309778618],
  [4, 1.3900737135297396, 0.49766113250947636, 0.24542109027781644, 0.11924853678884607],
  [6, 1.7921195516802175, 0.4080311001258725, 0.16625354130388892, 0.06753902130155494],
  [15, 2.708050220288489, 0.2581988785917735, 0.06666664627317863, 0.01721323556119786],
  [60, 4.0943445622221, 0.12909944487358055, 0.016666666666666666, 0.002151657414559676],
  [900, 6.802394763324311, 0.03333333333333333, 0.001111111111111111, 3.7037037037037037e-5],
] as const;

test.each(table)('at t = %d', (t, logarithm, ...charges) => {
  expect(Math.abs(smoothLogarithm(t) - logarithm)).toBeLessThan(3e-15);
  charges.forEach((value, i) => {
    expect(Math.abs(enclosedCharge(t, ([1, 2, 3] as const)[i]) / value - 1)).toBeLessThan(2e-15);
  });
});

test('the two branches meet', () => {
  const [below, above] = [4 * (1 - 1e-15), 4];
  expect(Math.abs(smoothLogarithm(above) - smoothLogarithm(below))).toBeLessThan(4e-15);
  for (const dim of [1, 2, 3] as const) {
    expect(Math.abs(enclosedCharge(above, dim) / enclosedCharge(below, dim) - 1)).toBeLessThan(4e-15);
  }
});
