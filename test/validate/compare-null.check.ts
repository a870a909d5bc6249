import { expect, test } from 'vitest';
import type { Outcome } from '../../src/analysis/compare/equivalence.ts';
import { runComparison } from '../support/run-comparison.ts';
import { record } from './record.ts';

const table = 'Comparison: null comparisons';
const RUNS = 200;
const LOOKS = 3;
const TOLERANCE = 0.22;

/**
 * 200 comparisons of an ideal gas in a tiny box, at 8, 16 and 32 replicas so short that few are decided at once. `excess`: S of the
 * field is above that of the particles by this much (S ∝ scale² in a field of free particles).
 */
async function outcomes(excess: number, seed: number) {
  const count: Record<Outcome, number> = { agree: 0, differ: 0, inconclusive: 0 };
  const last = new Array<number>(LOOKS).fill(0);
  for (let run = 0; run < RUNS; run++) {
    const { outcome, looks } = await runComparison(
      {
        name: 'null',
        box: { length: [3.2, 2.8], cells: [8, 8] },
        dynamics: { kT: 0.4, mu: 2.5 },
        density: 40,
        'free-energy': [{ term: 'ideal-gas' }],
        field: { initial: { fluctuations: 'poisson' }, noise: { scale: Math.sqrt(1 + excess) } },
        particles: { integrator: 'heun' },
        time: { warmup: excess === 0 ? 0 : 0.6, duration: 10, sample: 0.1 },
        ensemble: { replicas: 8, seed: seed + run },
        observe: [{ quantity: 'structure-factor' }],
        compare: { tolerance: TOLERANCE },
      },
      { looks: LOOKS },
    );
    count[outcome]++;
    last[looks.length - 1]++;
  }
  return { count, last };
}

const percent = (n: number): string => `${((100 * n) / RUNS).toFixed(1)} %`;

function figures({ count, last }: Awaited<ReturnType<typeof outcomes>>): string {
  const ends = last.map((n) => percent(n)).join(', ');
  return `differ ${percent(count.differ)}, agree ${percent(count.agree)}, inconclusive ${percent(count.inconclusive)}; ended at look 1, 2, 3: ${ends}`;
}

/** Two standard errors of a share of 5 % among the runs. */
const CHANCE = 2 * Math.sqrt((0.05 * 0.95) / RUNS);

test('nothing differs', async () => {
  const seed = 5000;
  const all = await outcomes(0, seed);
  record({
    table,
    order: 0,
    what: `both sides alike, tolerance ${100 * TOLERANCE} %, up to ${LOOKS} looks, ${RUNS} comparisons`,
    expected: 'differ in 5 % at most',
    measured: figures(all),
    seed,
    demanded: `differ ≤ ${(100 * (0.05 + CHANCE)).toFixed(1)} %`,
  });
  expect(all.count.differ / RUNS).toBeLessThanOrEqual(0.05 + CHANCE);
  // the rule is put to the test only where later looks are taken
  expect(all.last[0]).toBeLessThan(RUNS / 2);
});

test('the truth lies on the tolerance', async () => {
  const seed = 7000;
  const all = await outcomes(TOLERANCE, seed);
  record({
    table,
    order: 1,
    what: `S of the field above that of the particles by the tolerance of ${100 * TOLERANCE} % itself, up to ${LOOKS} looks, ${RUNS} comparisons`,
    expected: 'differ in 5 % at most, agree in 5 % at most',
    measured: figures(all),
    seed,
    demanded: `either ≤ ${(100 * (0.05 + CHANCE)).toFixed(1)} %`,
  });
  expect(all.count.differ / RUNS).toBeLessThanOrEqual(0.05 + CHANCE);
  expect(all.count.agree / RUNS).toBeLessThanOrEqual(0.05 + CHANCE);
});
