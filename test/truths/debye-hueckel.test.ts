import { expect, test } from 'vitest';
import { createEntry } from '../../src/core/define.ts';
import { modesWithin } from '../../src/core/modes.ts';
import { Gaussians } from '../../src/core/random.ts';
import { BrownianEngine } from '../../src/engines/particles/engine.ts';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import { pairForces } from '../../src/engines/particles/pair-forces.ts';
import { randomStart } from '../../src/engines/particles/start.ts';
import { particleStep } from '../../src/engines/particles/step-size.ts';
import { potentials } from '../../src/physics/potentials/index.ts';
import { corrected, estimate } from './statistics.ts';

/**
 * Smeared charges in two dimensions at weak coupling Γ = q²/kT = 0.03: S(k) = 1/(1 + ρû/kT) = k²/(k² + κ²e^{−k²a²}), κ² = 2πρq²/kT
 * (Debye & Hückel 1923), and U = (1/2V) Σ û (S − 1) per particle. The first correction is of order Γ: at small k point charges
 * have S = (k²/κ²)(1 − (1 − Γ/4)k²/κ²), so that S changes by less than Γ/8 = 0.4 %. The automatic step adds 0.1 % at most.
 */
const [kT, mu, width, coupling] = [0.7, 1.3, 0.6, 0.03];
const strength = coupling * kT;
const kappa = 0.5 / width;
const density = (kappa * kappa) / (2 * Math.PI * coupling);
const count = 300;
const lengths = [8.4, count / density / 8.4];
const smearing = (k: number): number => Math.exp(-k * k * width * width);
const theory = (k: number): number => (k * k) / (k * k + kappa * kappa * smearing(k));
/** What the two tolerances above allow to S/S_theory − 1. */
const SYSTEMATIC = 0.005;

test('Debye–Hückel: S(k) and energy of smeared charges at weak coupling', () => {
  const potential = createEntry(potentials, { type: 'coulomb', strength, width }, undefined);
  const step = particleStep({
    dim: 2,
    kT,
    mu,
    density,
    potentials: [potential],
    externalCurvature: 0,
    fastestRate: 0,
    firstOrderTimes: true,
  });
  const setup = {
    lengths,
    kT,
    mu,
    mass: 1,
    noiseScale: 1,
    dt: step.dt,
    integrator: particleIntegrators['leimkuhler-matthews'],
    interactions: [pairForces(potential, lengths, count)],
    sigma: null,
  };
  const gaussians = new Gaussians(7);
  const engine = new BrownianEngine(setup, randomStart(lengths, count, gaussians), gaussians);

  // bands of k, in units of 1/a
  const edges = [0, 0.95, 1.3, 1.7, 2.1, 2.5];
  const bands = edges.length - 1;
  const modes = modesWithin(lengths, [6, 6]).select(([x, y]) => wave(x, y) * width < 2.5);
  const k = Float64Array.from(modes.shellOf, (s) => modes.shells[s].k);
  const band = Array.from(k, (value) => edges.findLastIndex((edge) => width * value >= edge));
  const members = Array.from({ length: bands }, (_, b) => band.filter((one) => one === b).length);

  const [blocks, samples, every] = [70, 240, 2];
  const ratios: number[][] = Array.from({ length: bands }, () => []);
  const energies: number[] = [];
  const rho = new Float64Array(2 * modes.count);
  let time = 40 * step.dt;
  engine.advanceTo(time);
  for (let block = 0; block < blocks; block++) {
    const sums = new Float64Array(bands);
    let energy = 0;
    for (let i = 0; i < samples; i++) {
      time += every * step.dt;
      engine.advanceTo(time);
      engine.densityModes(modes, 0, rho);
      for (let m = 0; m < modes.count; m++) {
        sums[band[m]] += (rho[2 * m] ** 2 + rho[2 * m + 1] ** 2) / count / theory(k[m]) / members[band[m]];
      }
      if (i % 8 === 0) energy += engine.energy() / count;
    }
    for (let b = 0; b < bands; b++) ratios[b].push(sums[b] / samples);
    energies.push((8 * energy) / samples);
  }

  const limit = corrected(bands + 1, blocks);
  for (const { mean, error } of ratios.map(estimate)) {
    expect(error).toBeLessThan(0.005);
    expect(Math.abs(mean - 1)).toBeLessThan(limit * error + SYSTEMATIC);
  }

  let expected = 0;
  for (let x = -40; x <= 40; x++) {
    for (let y = -40; y <= 40; y++) {
      if (x === 0 && y === 0) continue;
      const q = wave(x, y);
      expected += (0.5 * 2 * Math.PI * strength * smearing(q) * (theory(q) - 1)) / (q * q) / (lengths[0] * lengths[1]);
    }
  }
  const { mean, error } = estimate(energies);
  expect(error / Math.abs(expected)).toBeLessThan(0.02);
  expect(Math.abs(mean - expected)).toBeLessThan(limit * error + 2 * SYSTEMATIC * Math.abs(expected));
});

function wave(x: number, y: number): number {
  return Math.hypot((2 * Math.PI * x) / lengths[0], (2 * Math.PI * y) / lengths[1]);
}
