import { expect, test } from 'vitest';
import { createEntry } from '../../../../src/core/define.ts';
import { particleStep } from '../../../../src/engines/particles/step-size.ts';
import { potentials } from '../../../../src/physics/potentials/index.ts';

const free = { externalCurvature: 0, fastestRate: 0, firstOrderTimes: true };
const potential = (type: string, more: object = {}) => createEntry(potentials, { type, ...more }, undefined);

test('WCA at kT = ε: 2e-4 σ²/D, in any units', () => {
  const plain = particleStep({ ...free, kT: 1, mu: 1, potential: potential('wca') });
  expect(plain.dt).toBeGreaterThan(1.5e-4);
  expect(plain.dt).toBeLessThan(2.5e-4);
  expect(plain.reason).toBe('stiffness of the pair potential');
  const scaled = particleStep({ ...free, kT: 0.4, mu: 3, potential: potential('wca', { epsilon: 0.4, sigma: 0.7 }) });
  expect(scaled.dt / ((0.7 * 0.7) / (0.4 * 3))).toBeCloseTo(plain.dt, 6);
});

test('a soft core: 0.01 σ²/(D(1 + ε/kT))', () => {
  const { dt } = particleStep({
    ...free,
    kT: 2,
    mu: 1.5,
    potential: potential('gaussian-core', { epsilon: 1, sigma: 0.8 }),
  });
  expect(dt).toBeCloseTo((0.01 * 0.64) / (3 * 1.5), 12);
});

test('pseudo-hard spheres: stable up to 2e-5 σ²/D at kT = 1.5 ε', () => {
  const { dt } = particleStep({
    ...free,
    kT: 1,
    mu: 1,
    potential: potential('pseudo-hard-sphere', { epsilon: 2 / 3 }),
  });
  expect(dt).toBeLessThan(3e-5);
  expect(dt).toBeGreaterThan(3e-6);
});

test('external curvature and observed rates shorten it', () => {
  expect(particleStep({ ...free, kT: 1, mu: 2, potential: null, externalCurvature: 5 }).dt).toBeCloseTo(0.01, 12);
  const observed = { ...free, kT: 1, mu: 2, potential: null, fastestRate: 4 };
  expect(particleStep(observed).dt).toBeCloseTo(0.0025, 12);
  expect(particleStep({ ...observed, firstOrderTimes: false }).dt).toBe(Number.POSITIVE_INFINITY);
});
