import { describe, expect, it } from 'vitest';
import { runScenario } from '../support/run-scenario.ts';
import { corrected, largestDeviation } from './statistics.ts';

/**
 * Independent particles in V = V0 cos(k1·x), with noise: ρ̄ = ρ0 e^{−V/kT}/I0(V0/kT), so that ⟨ρ_n⟩/N = (−1)ⁿ I_n/I0 for
 * the n-th harmonic of k1 and 0 for every other mode, at any step.
 */
const [kT, mu] = [0.6, 1.3];
const REPLICAS = 32;

/** Modified Bessel function of integer order, by its series. */
function bessel(order: number, x: number): number {
  let term = 1;
  for (let j = 1; j <= order; j++) term *= x / (2 * j);
  let sum = term;
  for (let j = 1; j < 40; j++) {
    term *= (x * x) / (4 * j * (j + order));
    sum += term;
  }
  return sum;
}

// warm-up: ten times the longest relaxation time, 1/(Dk1²) (three would leave 0.1 % of the uniform start)
const cases = [
  { box: { length: [14.4], cells: [32] }, waves: [1], density: 400, warmup: 70, duration: 300 },
  { box: { length: [8.4, 9.6], cells: [16, 16] }, waves: [1, -1], density: 400, warmup: 14, duration: 24 },
];

describe('a cosine potential', () => {
  it('takes I1/I0 from the tables', () => {
    expect(bessel(1, 1) / bessel(0, 1)).toBeCloseTo(0.44639, 5);
    expect(bessel(1, 2) / bessel(0, 2)).toBeCloseTo(0.697775, 6);
  });

  for (const { box, waves, density, warmup, duration } of cases) {
    for (const strength of [1, 2]) {
      it(`has the Boltzmann profile at V0 = ${strength} kT, ${waves.length}D`, async () => {
        const run = await runScenario({
          name: 'cosine',
          box,
          dynamics: { kT, mu },
          density,
          'free-energy': [
            { term: 'ideal-gas' },
            { term: 'external', potential: { type: 'cosine', amplitude: strength * kT, waves } },
          ],
          field: { initial: { fluctuations: 'poisson' } },
          time: { warmup, duration, sample: 0.1 },
          ensemble: { replicas: REPLICAS, seed: 51 },
          observe: [{ quantity: 'density-profile', sample: 0.5 }],
        });
        const column = (name: string): Float64Array => run.values('density-profile-modes', name);
        const n = waves.map((_, axis) => column(`n${axis + 1}`));
        /** The harmonic of k1 that a row is; 0 for none. */
        const harmonic = (row: number): number => {
          const multiple = n[0][row] / waves[0];
          return waves.every((wave, axis) => n[axis][row] === multiple * wave) ? multiple : 0;
        };
        const target = (row: number): number => {
          const order = Math.abs(harmonic(row));
          if (order === 0) return 0;
          return ((order % 2 === 0 ? 1 : -1) * bessel(order, strength)) / bessel(0, strength);
        };
        const [re, stderr] = [column('re'), column('stderr')];
        const first = re.findIndex((_, row) => Math.abs(harmonic(row)) === 1);
        const text = `ρ_k1/N = ${re[first]} ± ${stderr[first]}, −I1/I0 = ${target(first)}; step ${run.plan.dt}`;
        expect(stderr[first] / -target(first), text).toBeLessThan(0.0025);
        expect(Math.abs(re[first] - target(first)), text).toBeLessThan(4 * stderr[first]);
        expect(largestDeviation(re, stderr, target), 'worst real part').toBeLessThan(corrected(re.length, REPLICAS));
        expect(
          largestDeviation(column('im'), column('im-stderr'), () => 0),
          'worst imaginary part',
        ).toBeLessThan(corrected(re.length, REPLICAS));
      });
    }
  }
});
