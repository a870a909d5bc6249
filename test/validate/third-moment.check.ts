import { expect, test } from 'vitest';
import { buildPlan } from '../../src/app/scenario/build.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { Gaussians } from '../../src/core/random.ts';
import { FieldEngine } from '../../src/engines/field/engine.ts';
import { initialSpectrum } from '../../src/engines/field/initial.ts';
import { estimate } from '../truths/statistics.ts';
import { plusMinus, record } from './record.ts';

/**
 * Third moment of the band-limited ideal gas. Poisson statistics give ⟨n_k n_p n_q⟩ = N for every triad k + p + q = 0 of
 * resolved modes, hence ⟨δρ³⟩ = ρ0 T/V² with T the number of triads; with the two-thirds mask no aliased triad adds to it.
 */
const [kT, mu, cell] = [0.4, 2.5, 0.7];
const CELLS = 24;
const SEED = 11;

function thirdMoment(perCell: number, accuracy: string, samples: number) {
  const { scenario } = loadScenario(
    JSON.stringify({
      name: 'third',
      box: { length: [CELLS * cell, CELLS * cell], cells: [CELLS, CELLS] },
      dynamics: { kT, mu },
      density: perCell / (cell * cell),
      'free-energy': [{ term: 'ideal-gas' }],
      field: { accuracy, 'accept-grade': 'any' },
      time: { duration: 100, sample: 0.5 },
    }),
    { file: 'third' },
  );
  const plan = buildPlan(scenario, null);
  const { problem, fft, dt } = plan;
  const density = scenario.density ?? Number.NaN;
  const spectrum = initialSpectrum(fft, problem.sde.resolved, plan.profile, density);
  const engine = new FieldEngine({ problem, dt, adaptive: false }, spectrum, new Gaussians(SEED));
  engine.advanceTo(40);
  const blocks: number[] = [];
  const perBlock = Math.ceil(samples / 40);
  for (let b = 0; b < 40; b++) {
    let sum = 0;
    for (let i = 0; i < perBlock; i++) {
      engine.advanceTo(engine.time + 0.5);
      for (const rho of engine.state.real()) sum += (rho - density) * (rho - density) * (rho - density);
    }
    blocks.push(sum / (perBlock * fft.grid.size));
  }
  const exact = (density * triads()) / (fft.grid.volume * fft.grid.volume);
  const { mean, error } = estimate(blocks);
  return { ratio: mean / exact, error: error / exact, dt, integrator: plan.integrator };
}

/** Ordered triads of resolved modes other than 0 that add up to 0. */
function triads(): number {
  const most = Math.ceil(CELLS / 3) - 1;
  let count = 0;
  const each = (visit: (x: number, y: number) => void): void => {
    for (let x = -most; x <= most; x++) for (let y = -most; y <= most; y++) if (x !== 0 || y !== 0) visit(x, y);
  };
  each((x, y) =>
    each((u, v) => {
      if (Math.abs(x + u) <= most && Math.abs(y + v) <= most && (x + u !== 0 || y + v !== 0)) count++;
    }),
  );
  return count;
}

test('third moment of the ideal gas', () => {
  const precise = thirdMoment(12, 'three-point', 70000);
  const ordinary = thirdMoment(12, 'two-point', 30000);
  const dilute = thirdMoment(6, 'three-point', 20000);
  const rows = [
    ['n̄_eff = 27, accuracy: three-point', precise, 'within 2 %'],
    ['n̄_eff = 27, the ordinary step', ordinary, ''],
    ['n̄_eff = 13.5, accuracy: three-point', dilute, ''],
  ] as const;
  rows.forEach(([what, { ratio, error, dt, integrator }, demanded], order) => {
    record({
      table: 'Third moment',
      order,
      what: `${what} (${integrator}, dt = ${dt}): ⟨δρ³⟩ over Poisson's`,
      expected: '1',
      measured: plusMinus(ratio, error),
      seed: SEED,
      demanded,
    });
  });
  expect(precise.error).toBeLessThan(0.005);
  expect(Math.abs(precise.ratio - 1)).toBeLessThan(0.02);
});
