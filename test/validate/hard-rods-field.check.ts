import { expect, test } from 'vitest';
import { runScenario, values } from '../support/run-scenario.ts';
import { estimate, weighted } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/**
 * Percus' functional is exact, 1/S = 1 + 2α sin q/q + 2α²(1 − cos q)/q², α = η/(1 − η), q = kσ, and in linear dynamics the field has
 * this S. What full drift makes of it, with additive noise and with full noise, where less than one rod shares a resolved cell.
 */
const SEED = 95;
const [kT, mu, sigma] = [0.5, 2.5, 1.3];
const SIDE = 32;

interface Kind {
  readonly name: string;
  readonly field: object;
}

const kinds: readonly Kind[] = [
  { name: 'dynamics: linear', field: { dynamics: 'linear' } },
  { name: 'full drift, noise.at: linearised', field: { dynamics: 'full', noise: { at: 'linearised' } } },
  { name: 'full drift, noise.at: full', field: { dynamics: 'full', noise: { at: 'full' } } },
];

/** Cells of a rod length, the step in units of σ²/D, replicas and the length of a run in these. */
const grids = [
  { cells: 1, step: 1.5e-3, replicas: 8, duration: 80 },
  { cells: 2, step: 4e-4, replicas: 8, duration: 40 },
  { cells: 4, step: 6.25e-5, replicas: 4, duration: 10 },
] as const;

function exact(k: number, eta: number): number {
  const [a, q] = [eta / (1 - eta), k * sigma];
  return 1 / (1 + (2 * a * Math.sin(q)) / q + (2 * a * a * (1 - Math.cos(q))) / (q * q));
}

async function ratios(eta: number, { cells, step, replicas, duration }: (typeof grids)[number], kind: Kind) {
  const linear = kind === kinds[0];
  const unit = (sigma * sigma) / (kT * mu);
  const bands: Record<'low' | 'high', number[]> = { low: [], high: [] };
  let survived = 0;
  const run = await runScenario(
    {
      name: 'rods',
      box: { length: SIDE * sigma, cells: SIDE * cells },
      dynamics: { kT, mu },
      density: eta / sigma,
      'free-energy': [{ term: 'ideal-gas' }, { term: 'percus', sigma }],
      field: { 'accept-grade': 'any', step: linear ? 'auto' : step * unit, ...kind.field },
      time: { warmup: 12 * unit, duration: (linear ? 1600 : duration) * unit, sample: 0.06 * unit },
      ensemble: { replicas: linear ? 8 : replicas, seed: SEED },
    },
    {
      unfinished: true,
      each(curves, { status }) {
        if (status !== 'done') return;
        survived++;
        const [s, modes, k] = ['S', 'modes', 'k'].map((name) => values(curves, 'structure-factor', name));
        const ratio = s.map((value, i) => value / exact(k[i], eta));
        bands.low.push(weighted(ratio, modes, (i) => k[i] * sigma > 0.5 && k[i] * sigma < 2));
        bands.high.push(weighted(ratio, modes, (i) => k[i] * sigma > 2 && k[i] * sigma < 4));
      },
    },
  );
  const cutoff = (2 / 3) * Math.PI * cells;
  return {
    low: estimate(bands.low),
    high: estimate(bands.high),
    lost: run.replicas.length - survived,
    cutoff,
    effective: run.plan.effective,
  };
}

test.each([
  [0, 0.3],
  [30, 0.5],
])('hard rods in a field %i', async (first, eta) => {
  let order = first;
  for (const grid of grids) {
    for (const kind of kinds) {
      const found = await ratios(eta, grid, kind);
      const linear = kind === kinds[0];
      const shown = (value: { mean: number; error: number }): string => {
        return Number.isFinite(value.error) ? plusMinus(value.mean - 1, value.error) : '–';
      };
      const high = grid.cells > 1 ? `; 2 < kσ < 4: ${shown(found.high)}` : '';
      const lost = found.lost > 0 ? `; ${found.lost} of ${grid.replicas} replicas blew up` : '';
      record({
        table: 'Hard rods in a field',
        order: order++,
        what: `η = ${eta}, K_cσ = ${found.cutoff.toFixed(1)}, n̄_eff = ${found.effective.toFixed(2)}, ${kind.name}: S/S_exact − 1`,
        expected: '0',
        measured: `0.5 < kσ < 2: ${shown(found.low)}${high}${lost}`,
        demanded: linear ? 'within 5 standard errors' : '',
        seed: SEED,
      });
      if (!linear) continue;
      expect(found.lost).toBe(0);
      expect(Math.abs(found.low.mean - 1)).toBeLessThan(5 * found.low.error);
      expect(found.low.error).toBeLessThan(0.03);
    }
  }
});
