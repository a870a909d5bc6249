import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/core/curve.ts';
import { runScenario, values } from '../support/run-scenario.ts';
import { corrected, estimate, largestDeviation, weighted } from './statistics.ts';

/**
 * Independent particles: S(k) = 1 at every k, in every direction and at every step, F(k,t) = e^{−Dk²t}; where cells become
 * negative, S − 1 is what the positivity policy adds to the variance of the noise. D = μkT = 1 with μ = 2.5, kT = 0.4.
 */
const dynamics = { kT: 0.4, mu: 2.5 };
const energy = [{ term: 'ideal-gas' }];
const REPLICAS = 48;

interface Case {
  readonly name: string;
  readonly box: { readonly length: readonly number[]; readonly cells: readonly number[] };
  readonly density: number;
  readonly dealias: 'two-thirds' | 'none';
  /** L dt of the fastest mode is about 10 with it. */
  readonly step: number;
  readonly steps: number;
  /** Families of modes whose S must not differ. */
  readonly directions: readonly Family[];
}

/** A family of modes, by its integers. */
type Family = readonly [name: string, member: (n: readonly number[]) => boolean];

const plane: readonly Family[] = [
  ['(1, 0)', ([_, y]) => y === 0],
  ['(0, 1)', ([x]) => x === 0],
  ['(1, 1)', ([x, y]) => x === y],
  ['(1, −1)', ([x, y]) => x === -y],
];
/** In space, where single lines hold few modes: the three axes, and the quadrants of every pair of axes. */
const space: readonly Family[] = [
  ['axes', (n) => n.filter((value) => value !== 0).length === 1],
  ...([
    [0, 1],
    [0, 2],
    [1, 2],
  ].flatMap(([a, b]) => [
    [`n${a + 1} n${b + 1} > 0`, (n: readonly number[]) => n[a] * n[b] > 0],
    [`n${a + 1} n${b + 1} < 0`, (n: readonly number[]) => n[a] * n[b] < 0],
  ]) as Family[]),
];
const cases: readonly Case[] = [
  {
    name: '1D',
    box: { length: [19.2], cells: [48] },
    density: 70,
    dealias: 'two-thirds',
    step: 0.42,
    steps: 4000,
    directions: [],
  },
  {
    name: '1D, all modes',
    box: { length: [19.2], cells: [48] },
    density: 70,
    dealias: 'none',
    step: 0.18,
    steps: 4000,
    directions: [],
  },
  {
    name: '2D',
    box: { length: [13.2, 9], cells: [24, 20] },
    density: 70,
    dealias: 'two-thirds',
    step: 0.35,
    steps: 400,
    directions: plane,
  },
  {
    name: '2D, all modes',
    box: { length: [10.4, 12], cells: [16, 20] },
    density: 70,
    dealias: 'none',
    step: 0.25,
    steps: 400,
    directions: plane,
  },
  {
    name: '3D',
    box: { length: [7.2, 8, 5.5], cells: [12, 16, 10] },
    density: 150,
    dealias: 'two-thirds',
    step: 0.295,
    steps: 100,
    directions: space,
  },
];

describe('the ideal gas at L dt = 10', () => {
  for (const one of cases) {
    it(`has S = 1 at every k and in every direction: ${one.name}`, async () => {
      const pooled: number[] = [];
      const along: number[][] = one.directions.map(() => []);
      const run = await runScenario(
        {
          name: 'ideal-gas',
          box: one.box,
          dynamics,
          density: one.density,
          'free-energy': energy,
          field: { step: one.step, dealias: one.dealias, initial: { fluctuations: 'poisson' } },
          time: { duration: one.steps * one.step, sample: one.step },
          ensemble: { replicas: REPLICAS, seed: 110 + cases.indexOf(one) },
        },
        {
          each(curves) {
            pooled.push(weighted(values(curves, 'structure-factor', 'S'), values(curves, 'structure-factor', 'modes')));
            one.directions.forEach(([, member], i) => {
              along[i].push(familyAverage(curves, member));
            });
          },
        },
      );
      const { linear } = run.plan.problem.sde;
      expect(Math.max(...linear) * run.plan.dt).toBeGreaterThan(9.9);
      const { mean, error } = estimate(pooled);
      expect(error, 'error of the pooled S').toBeLessThan(0.003);
      expect(Math.abs(mean - 1), `pooled S ${mean} ± ${error}`).toBeLessThan(4 * error);
      const s = run.values('structure-factor', 'S');
      const worst = largestDeviation(s, run.values('structure-factor', 'stderr'), () => 1);
      expect(worst, 'worst shell in standard errors').toBeLessThan(corrected(s.length, REPLICAS));
      for (let i = 0; i < along.length; i++) {
        for (let j = 0; j < i; j++) {
          const difference = estimate(along[i].map((value, r) => value - along[j][r]));
          const names = `S in ${one.directions[i][0]} − S in ${one.directions[j][0]} = ${difference.mean} ± ${difference.error}`;
          expect(difference.error, names).toBeLessThan(0.01);
          const pairs = (along.length * (along.length - 1)) / 2;
          expect(Math.abs(difference.mean), names).toBeLessThan(corrected(pairs, REPLICAS) * difference.error);
        }
      }
    });
  }

  it.each([
    { dim: 1, box: { length: [12.8], cells: [32] }, duration: 800, k: [1, 1.5, 2, 2.5, 3] },
    {
      dim: 2,
      box: { length: [9.6, 9], cells: [16, 16] },
      duration: 180,
      k: [1.3, 1.43, 1.56, 1.71, 1.92, 1.97, 2.12, 2.25, 2.42, 2.51, 2.6, 2.73, 2.9, 2.97, 3.1, 3.2],
    },
  ])('has F(k,t) = exp(−Dk²t): $dim D', async ({ box, duration, k: wished }) => {
    const step = 0.05;
    const pooled: number[] = [];
    const run = await runScenario(
      {
        name: 'ideal-gas-scattering',
        box,
        dynamics,
        density: 70,
        'free-energy': energy,
        field: { step, initial: { fluctuations: 'poisson' } },
        time: { duration, sample: duration },
        ensemble: { replicas: REPLICAS, seed: 12 },
        observe: [{ quantity: 'intermediate-scattering', k: wished, lags: 6, sample: step }],
      },
      {
        each(curves) {
          const column = (name: string): Float64Array => values(curves, 'intermediate-scattering', name);
          const [k, t] = [column('k'), column('t')];
          const decay = k.map((value, i) => Math.exp(-value * value * t[i]));
          const ratio = column('F').map((f, i) => f / decay[i]);
          const weights = decay.map((d) => d * d);
          pooled.push(weighted(ratio, weights, (i) => t[i] > 0));
        },
      },
    );
    const { mean, error } = estimate(pooled);
    const text = `pooled F/exp(−Dk²t) = ${mean} ± ${error}`;
    expect(error, text).toBeLessThan(0.003);
    expect(Math.abs(mean - 1), text).toBeLessThan(4 * error);
    const column = (name: string): Float64Array => run.values('intermediate-scattering', name);
    const [k, t, f] = [column('k'), column('t'), column('F')];
    const worst = largestDeviation(f, column('stderr'), (i) => Math.exp(-k[i] * k[i] * t[i]));
    expect(worst).toBeLessThan(corrected(f.length, REPLICAS));
  });
});

describe('the ideal gas with one particle per resolved cell', () => {
  const boxes = { 1: { length: [12.8], cells: [32] }, 2: { length: [9.6, 8.8], cells: [16, 16] } };
  // small steps: the state at mid-step, from which the noise is taken, filters negative cells away
  const runs = {
    clip: { 1: { step: 0.02, duration: 320 }, 2: { step: 0.02, duration: 40 } },
    conservative: { 1: { step: 0.04, duration: 800 }, 2: { step: 0.04, duration: 110 } },
  };

  /** S, pooled with weights k² (short-lived modes are known better), and Σv/Σρ − 1, replica by replica. */
  const run = async (positivity: 'clip' | 'conservative', dim: 1 | 2) => {
    const box = boxes[dim];
    const { step, duration } = runs[positivity][dim];
    const cell = box.length.reduce((v, length, a) => (v * 1.5 * length) / box.cells[a], 1);
    const s: number[] = [];
    const residual: number[] = [];
    await runScenario(
      {
        name: 'dilute-ideal-gas',
        box,
        dynamics,
        density: 1 / cell,
        'free-energy': energy,
        field: { step, noise: { positivity }, initial: { fluctuations: 'poisson' }, 'accept-grade': 'any' },
        time: { warmup: 8, duration, sample: 5 * step },
        ensemble: { replicas: REPLICAS, seed: 13 },
      },
      {
        each(curves, { noise }) {
          const [k, modes] = [values(curves, 'structure-factor', 'k'), values(curves, 'structure-factor', 'modes')];
          const weights = modes.map((count, i) => count * k[i] * k[i]);
          s.push(weighted(values(curves, 'structure-factor', 'S'), weights));
          residual.push(noise.residual / noise.draws);
        },
      },
    );
    return { s, residual };
  };

  for (const dim of [1, 2] as const) {
    it(`has S − 1 = Σv/Σρ − 1, as measured, with plain clipping: ${dim}D`, async () => {
      const { s, residual } = await run('clip', dim);
      const excess = estimate(s.map((value) => value - 1));
      const difference = estimate(s.map((value, r) => value - 1 - residual[r]));
      const text = `S − 1 = ${excess.mean} ± ${excess.error}, Σv/Σρ − 1 = ${estimate(residual).mean}, difference ± ${difference.error}`;
      expect(excess.mean, text).toBeGreaterThan(10 * excess.error);
      expect(difference.error, text).toBeLessThan(0.0025);
      expect(Math.abs(difference.mean), text).toBeLessThan(4 * difference.error);
    });

    it(`has S = 1 within 0.5 % with the conservative clip: ${dim}D`, async () => {
      const { mean, error } = estimate((await run('conservative', dim)).s);
      const text = `S = ${mean} ± ${error}`;
      // four standard errors are 0.5 %
      expect(error, text).toBeLessThan(0.00125);
      expect(Math.abs(mean - 1), text).toBeLessThan(4 * error);
    });
  }
});

/** Mean S over the modes of a family. */
function familyAverage(curves: readonly Curve[], member: (n: readonly number[]) => boolean): number {
  const s = values(curves, 'structure-factor-modes', 'S');
  const names = ['n1', 'n2', 'n3'].filter((name) => curves.some((c) => c.keys.some((key) => key.name === name)));
  const n = names.map((name) => values(curves, 'structure-factor-modes', name));
  return weighted(s, new Float64Array(s.length).fill(1), (m) => member(n.map((column) => column[m])));
}
