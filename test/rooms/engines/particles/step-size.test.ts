import { describe, expect, test } from 'vitest';
import { createEntry } from '../../../../src/core/define.ts';
import type { Dimension } from '../../../../src/core/grid.ts';
import { particleStep } from '../../../../src/engines/particles/step-size.ts';
import { potentials } from '../../../../src/physics/potentials/index.ts';

const free = {
  dim: 2 as Dimension,
  density: 0.3,
  potentials: [],
  externalCurvature: 0,
  fastestRate: 0,
  firstOrderTimes: true,
};
const potential = (type: string, more: object = {}) => createEntry(potentials, { type, ...more }, undefined);

test('WCA at kT = ε: 2e-4 σ²/D, in any units', () => {
  const plain = particleStep({ ...free, kT: 1, mu: 1, potentials: [potential('wca')] });
  expect(plain.dt).toBeGreaterThan(1.5e-4);
  expect(plain.dt).toBeLessThan(2.5e-4);
  expect(plain.reason).toBe('stiffness of the pair potential');
  const small = potential('wca', { epsilon: 0.4, sigma: 0.7 });
  const scaled = particleStep({ ...free, kT: 0.4, mu: 3, potentials: [small] });
  expect(scaled.dt / ((0.7 * 0.7) / (0.4 * 3))).toBeCloseTo(plain.dt, 6);
});

test('a soft core: 0.01 σ²/(D(1 + ε/kT)); of several potentials the strictest', () => {
  const soft = potential('gaussian-core', { epsilon: 1, sigma: 0.8 });
  const { dt, reason } = particleStep({ ...free, kT: 2, mu: 1.5, potentials: [soft] });
  expect(dt).toBeCloseTo((0.01 * 0.64) / (3 * 1.5), 12);
  expect(reason).toBe('overlapping particles');
  const wca = potential('wca');
  const both = particleStep({ ...free, kT: 2, mu: 1.5, potentials: [soft, wca] });
  expect(both).toEqual(particleStep({ ...free, kT: 2, mu: 1.5, potentials: [wca] }));
});

test('pseudo-hard spheres: stable up to 2e-5 σ²/D at kT = 1.5 ε', () => {
  const { dt } = particleStep({
    ...free,
    kT: 1,
    mu: 1,
    potentials: [potential('pseudo-hard-sphere', { epsilon: 2 / 3 })],
  });
  expect(dt).toBeLessThan(3e-5);
  expect(dt).toBeGreaterThan(3e-6);
});

test('external curvature and observed rates shorten it', () => {
  expect(particleStep({ ...free, kT: 1, mu: 2, externalCurvature: 5 }).dt).toBeCloseTo(0.01, 12);
  const observed = { ...free, kT: 1, mu: 2, fastestRate: 4 };
  expect(particleStep(observed).dt).toBeCloseTo(0.0025, 12);
  expect(particleStep({ ...observed, firstOrderTimes: false }).dt).toBe(Number.POSITIVE_INFINITY);
});

test('dense soft cores: 0.2/(μρ max k²û), max k²û = 4πε e^{−1} in 2D, the sum over potentials', () => {
  const [mu, density, epsilon] = [1.7, 900, 0.05];
  const soft = potential('gaussian-core', { epsilon, sigma: 0.8 });
  const expected = (share: number) => 0.2 / (mu * density * share * 4 * Math.PI * epsilon * Math.exp(-1));
  const { dt, reason } = particleStep({ ...free, kT: 0.6, mu, density, potentials: [soft] });
  expect(reason).toBe('the forces of all particles together');
  // the wavenumbers that are looked at are 10 % apart: the top of the peak is missed by less than 1 %
  expect(dt / expected(1)).toBeGreaterThan(1);
  expect(dt / expected(1)).toBeLessThan(1.01);
  const twice = particleStep({ ...free, kT: 0.6, mu, density, potentials: [soft, soft] });
  expect(twice.dt / dt).toBeCloseTo(0.5, 12);
});

describe('charges', () => {
  const [kT, mu, strength, width] = [0.7, 1.3, 0.4, 0.6];
  const surface = { 1: 2, 2: 2 * Math.PI, 3: 4 * Math.PI };
  test.each([1, 2, 3] as const)('strong or dense: 0.2/(μρΩq²), the plasma frequency, in %dD', (dim) => {
    const density = 300;
    const charges = [potential('coulomb', { strength, width })];
    const { dt, reason } = particleStep({ ...free, dim, kT, mu, density, potentials: charges });
    expect(reason).toBe('the forces of all particles together');
    // k²û = Ωq² e^{−k²a²} at the smallest k that is looked at, ka = 20/3600
    expect(dt / (0.2 / (mu * density * surface[dim] * strength))).toBeCloseTo(1, 4);
  });
  test.each([1, 2, 3] as const)('a pair: 0.32/(μ|u″|max), u″(0) = −q²/Γ(1 + d/2)(4a²)^{d/2}, in %dD', (dim) => {
    const [strong, density] = [4000, 1e-9];
    const charges = [potential('coulomb', { strength: strong, width })];
    const { dt, reason } = particleStep({ ...free, dim, kT: 1e-6, mu, density, potentials: charges });
    const gamma = { 1: Math.sqrt(Math.PI) / 2, 2: 1, 3: 0.75 * Math.sqrt(Math.PI) };
    const volume = { 1: 2 * width, 2: 4 * width * width, 3: 8 * width * width * width };
    const curvature = strong / (gamma[dim] * volume[dim]);
    expect(reason).toBe('stiffness of the pair potential');
    expect(dt / (0.32 / (mu * curvature))).toBeCloseTo(1, 3);
  });
  test('weak: √(0.024 kT/(ρ max k⁴û))/D, max k⁴û = Ωq²/(e a²)', () => {
    const [density, weak] = [0.5, 0.0002];
    const charges = [potential('coulomb', { strength: weak, width })];
    const { dt, reason } = particleStep({ ...free, kT, mu, density, potentials: charges });
    const peak = (2 * Math.PI * weak) / (Math.E * width * width);
    expect(reason).toBe('diffusion across the width of the charges');
    expect(dt / (Math.sqrt((0.024 * kT) / (density * peak)) / (mu * kT))).toBeCloseTo(1, 2);
  });
});
