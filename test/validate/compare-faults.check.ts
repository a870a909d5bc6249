import { beforeEach, expect, test, vi } from 'vitest';
import type { Comparison } from '../../src/app/compare/comparison.ts';
import { runComparison, verdictOn } from '../support/run-comparison.ts';
import { record } from './record.ts';

const table = 'Comparison: planted faults';
const TOLERANCE = 0.01;

/** Faults of the random numbers, switched on by a test. */
const fault = vi.hoisted(() => ({ oneNoise: false, oneStream: false }));

vi.mock('../../src/core/random.ts', async (original) => {
  const module = await original<typeof import('../../src/core/random.ts')>();
  /** Where told to: every second fill of one length repeats the one before; all streams are the first. */
  class Gaussians extends module.Gaussians {
    #last: Float64Array | null = null;

    constructor(seed: number, stream = 0) {
      super(seed, fault.oneStream ? 0 : stream);
    }

    override fill(out: Float64Array, scale = 1): void {
      if (fault.oneNoise && this.#last?.length === out.length) {
        out.set(this.#last);
        this.#last = null;
        return;
      }
      super.fill(out, scale);
      this.#last = fault.oneNoise ? out.slice() : null;
    }
  }
  return { ...module, Gaussians };
});

beforeEach(() => {
  fault.oneNoise = false;
  fault.oneStream = false;
});

type Changes = Readonly<Record<string, unknown>>;

/** A fault on record: the verdict as a whole, and what was seen of it where it should be seen. */
function caught(order: number, what: string, result: Comparison, curve: string, seed: number): void {
  const verdict = verdictOn(result, curve);
  const apart = result.verdicts.filter(({ outcome }) => outcome === 'differ').map((one) => one.curve);
  record({
    table,
    order,
    what,
    expected: `differ: ${curve}`,
    measured: `${result.outcome}: ${verdict.words}${apart.length > 1 ? ` (differ: ${apart.join(', ')})` : ''}`,
    seed,
    demanded: 'differ',
  });
  expect(result.outcome).toBe('differ');
  expect(verdict.outcome).toBe('differ');
}

/** Where the random numbers can be spoilt from outside. */
const reference: Changes = {
  field: { backend: 'reference', initial: { fluctuations: 'poisson' } },
  particles: { backend: 'reference', integrator: 'heun' },
};

/** Free particles in a small box. */
function ideal(seed: number, changes: Changes = {}): Changes {
  return {
    name: 'ideal',
    box: { length: [3.2, 2.8], cells: [10, 10] },
    dynamics: { kT: 0.4, mu: 2.5 },
    density: 60,
    'free-energy': [{ term: 'ideal-gas' }],
    field: { initial: { fluctuations: 'poisson' } },
    particles: { integrator: 'heun' },
    time: { duration: 400, sample: 0.1 },
    ensemble: { replicas: 16, seed },
    observe: [{ quantity: 'structure-factor' }],
    compare: { tolerance: TOLERANCE },
    ...changes,
  };
}

test('noise of the field 2 % too strong', async () => {
  const seed = 51;
  const particles = ideal(seed);
  const field = ideal(seed, { field: { initial: { fluctuations: 'poisson' }, noise: { scale: 1.02 } } });
  const result = await runComparison(field, { particles });
  caught(0, 'noise amplitude of the field × 1.02', result, 'structure-factor', seed);
});

test('mobility 5 % too large, in drift and noise', async () => {
  const seed = 52;
  const observe = [{ quantity: 'intermediate-scattering', k: [2, 2.3, 3], sample: 0.05, lags: 12 }];
  const time = { duration: 800, sample: 0.1 };
  const particles = ideal(seed, { observe, time });
  const field = ideal(seed, { observe, time, dynamics: { kT: 0.4, mu: 2.5 * 1.05 } });
  const result = await runComparison(field, { particles });
  caught(1, 'μ of the field × 1.05, in drift and noise', result, 'intermediate-scattering', seed);
});

test('one noise for both axes', async () => {
  const seed = 53;
  // a square: shells hold (n, m) and (n, −m), so that averages over a shell stay as they are
  const square = ideal(seed, {
    ...reference,
    box: { length: [3, 3], cells: [10, 10] },
    time: { duration: 60, sample: 0.1 },
  });
  fault.oneNoise = true;
  const result = await runComparison(square);
  caught(2, 'one scalar noise for both axes of the field', result, 'structure-factor-direction', seed);
});

test('without the nonlinear part of the pair force, far from equilibrium', async () => {
  const seed = 54;
  const relaxing = (dynamics: string): Changes => ({
    name: 'relaxing',
    box: { length: 12, cells: 48 },
    dynamics: { kT: 0.8, mu: 1.25 },
    density: 50,
    'free-energy': [
      { term: 'ideal-gas' },
      { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.08, sigma: 1.5 } },
    ],
    field: { dynamics, initial: { profile: { type: 'cosine', amplitude: 0.9, waves: [1] }, fluctuations: 'poisson' } },
    particles: { integrator: 'heun' },
    time: { duration: 0.6, sample: 0.1 },
    ensemble: { replicas: 200, seed },
    observe: [{ quantity: 'density-profile', average: 'replicas', times: [0.2, 0.4, 0.6] }],
    compare: { tolerance: TOLERANCE },
  });
  const particles = relaxing('full');
  const result = await runComparison(relaxing('linear'), { particles });
  caught(3, 'field.dynamics: linear, a cosine of amplitude 0.9 relaxing', result, 'density-profile-modes', seed);
  const sound = await runComparison(particles);
  record({
    table,
    order: 4,
    what: 'the same without the fault',
    expected: 'not differ',
    measured: `${sound.outcome}: ${verdictOn(sound, 'density-profile-modes').words}`,
    seed,
    demanded: 'not differ',
  });
  expect(sound.outcome).not.toBe('differ');
});

test('a potential 2 % too wide', async () => {
  const seed = 55;
  const kT = 0.8;
  const cores = (sigma: number): Changes => ({
    name: 'cores',
    box: { length: 15, cells: 40 },
    dynamics: { kT, mu: 1.25 },
    density: 25,
    'free-energy': [
      { term: 'ideal-gas' },
      { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.3 * kT, sigma } },
    ],
    field: { initial: { fluctuations: 'poisson' } },
    time: { warmup: 4, duration: 400, sample: 0.1 },
    ensemble: { replicas: 16, seed },
    observe: [{ quantity: 'structure-factor' }],
    compare: { tolerance: TOLERANCE },
  });
  const result = await runComparison(cores(1.5 * 1.02), { particles: cores(1.5), workers: 2 });
  caught(5, 'σ of the Gaussian core in the field × 1.02 (1D, ρσ = 37, ε = 0.3 kT)', result, 'structure-factor', seed);
});

test('particles at a density 2 % higher', async () => {
  const seed = 56;
  const time = { duration: 10, sample: 0.1 };
  const result = await runComparison(ideal(seed, { time }), { particles: ideal(seed, { time, density: 61.2 }) });
  caught(6, 'density of the particles × 1.02', result, 'density', seed);
});

test('replicas that share a stream of random numbers', async () => {
  const seed = 57;
  fault.oneStream = true;
  const result = await runComparison(ideal(seed, { ...reference, time: { duration: 10, sample: 0.1 } }));
  caught(7, 'every replica from one stream, on both sides', result, 'structure-factor', seed);
});
