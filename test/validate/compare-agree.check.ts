import { expect, test } from 'vitest';
import type { Comparison, CurveVerdict } from '../../src/app/compare/comparison.ts';
import { type Curve, column } from '../../src/core/curve.ts';
import { runComparison, verdictOn } from '../support/run-comparison.ts';
import { metropolis } from './metropolis.ts';
import { plusMinus, record } from './record.ts';

const table = 'Comparison: agreement';
const WORKERS = 2;

/** The quantity that is furthest from agreement: largest |difference| with its error. */
function furthest({ bands }: CurveVerdict): string {
  const worst = bands.reduce((most, band) => (Math.abs(band.difference) > Math.abs(most.difference) ? band : most));
  const { difference, error, label } = worst;
  return `${bands.length === 1 ? '' : `${bands.length} bands, most `}${plusMinus(100 * difference, 100 * error)} % at ${label}`;
}

function agreement(
  order: number,
  what: string,
  result: Comparison,
  seed: number,
  demanded: Record<string, string>,
): void {
  for (const [curve, tolerance] of Object.entries(demanded)) {
    const verdict = verdictOn(result, curve);
    record({
      table,
      order: order++,
      what: `${what}: ${verdict.what}, field/particles − 1`,
      expected: '0',
      measured: `${verdict.outcome}: ${furthest(verdict)}`,
      seed,
      demanded: `agree within ${tolerance}, looks ${result.looks.length}`,
    });
  }
}

test('the ideal gas within one per cent', async () => {
  const seed = 41;
  const result = await runComparison(
    {
      name: 'ideal',
      box: { length: [3.2, 2.8], cells: [12, 12] },
      dynamics: { kT: 0.4, mu: 2.5 },
      density: 50,
      'free-energy': [{ term: 'ideal-gas' }],
      field: { initial: { fluctuations: 'poisson' } },
      particles: { integrator: 'heun' },
      time: { duration: 1500, sample: 0.2 },
      ensemble: { replicas: 32, seed },
      observe: [
        { quantity: 'structure-factor' },
        { quantity: 'intermediate-scattering', k: [3, 3.9], sample: 0.1, lags: 8 },
      ],
      compare: { tolerance: 0.01, 'rate-tolerance': 0.02 },
    },
    { workers: WORKERS },
  );
  agreement(0, 'Ideal gas 2D, n̄_eff = 7', result, seed, {
    'structure-factor': '1 %',
    'intermediate-scattering': '2 %',
  });
  expect(verdictOn(result, 'structure-factor').bands.length).toBe(8);
  expect(result.outcome).toBe('agree');
});

test('dense weakly repulsive Gaussian cores within two per cent', async () => {
  const seed = 42;
  const sigma = 1.5;
  const kT = 0.8;
  const side = 4.18 * sigma;
  const result = await runComparison(
    {
      name: 'weak',
      box: { length: [side, side], cells: [16, 16] },
      dynamics: { kT, mu: 1.25 },
      density: 315 / side / side,
      'free-energy': [
        { term: 'ideal-gas' },
        { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.15 * kT, sigma } },
      ],
      field: { initial: { fluctuations: 'poisson' } },
      time: { warmup: 4, duration: 150, sample: 0.1 },
      ensemble: { replicas: 32, seed },
      observe: [{ quantity: 'structure-factor' }],
      compare: { tolerance: 0.02 },
    },
    { workers: WORKERS },
  );
  agreement(2, 'Gaussian core 2D, ρσ² = 18, ε = 0.15 kT, K_c σ = 8, n̄_eff = 2.8', result, seed, {
    'structure-factor': '2 %',
  });
  expect(result.outcome).toBe('agree');
});

/** Σ m S / Σ m over the shells between two k. */
function pooled(curve: Curve, name: string, [from, to]: readonly [number, number]): { value: number; error: number } {
  const [k, values] = [column(curve, 'k').values, column(curve, name).values];
  const weight = curve.weights ?? k.map(() => 1);
  const [error] = [column(curve, 'stderr').values];
  let [total, sum, squares] = [0, 0, 0];
  k.forEach((wave, i) => {
    if (!(wave > from && wave < to)) return;
    total += weight[i];
    sum += weight[i] * values[i];
    squares += (weight[i] * error[i]) ** 2;
  });
  return { value: sum / total, error: Math.sqrt(squares) / total };
}

test('the field is right where mean-field theory is not', async () => {
  const seed = 43;
  const result = await runComparison(
    {
      name: 'strong',
      box: { length: 32, cells: 128 },
      dynamics: { kT: 1, mu: 1 },
      density: 2,
      'free-energy': [
        { term: 'ideal-gas' },
        { term: 'pair', potential: { type: 'gaussian-core', epsilon: 2, sigma: 1 } },
      ],
      field: { 'accept-grade': 'any', step: 0.02 },
      particles: { integrator: 'leimkuhler-matthews', step: 0.002 },
      time: { warmup: 10, duration: 250, sample: 0.1 },
      ensemble: { replicas: 16, seed },
      observe: [{ quantity: 'structure-factor' }],
    },
    { workers: WORKERS },
  );
  const range = [2, 4.5] as const;
  const [field, particles] = result.sides.map(({ curves }) => {
    const curve = curves.find(({ name }) => name === 'structure-factor');
    if (curve === undefined) throw new Error('no structure factor');
    return curve;
  });
  const measured = pooled(particles, 'S', range);
  const own = pooled(field, 'S', range);
  const theory = pooled(particles, 'theory', range).value;
  const relative = measured.error / measured.value;
  const [fieldOff, theoryOff] = [own.value / measured.value - 1, theory / measured.value - 1];
  const error = Math.hypot(own.error / own.value, relative);
  const what = 'Gaussian core 1D, ρσ = 2, ε = 2 kT, n̄_eff = 0.75, 2 < kσ < 4.5';
  const row = (order: number, name: string, expected: string, value: number, sigma: number, demanded: string) => {
    const figure = `${plusMinus(100 * value, 100 * sigma)} %`;
    record({ table, order, what: `${what}: ${name}`, expected, measured: figure, seed, demanded });
  };
  const waves = Array.from(column(particles, 'k').values).filter((k) => k > range[0] && k < range[1]);
  const line = { length: 32, count: 64, energy: (r: number) => 2 * Math.exp(-r * r), range: 6, trial: 1.2 };
  const exact = metropolis(line, waves, 120, seed);
  const [exactOff, exactError] = [exact.value / measured.value - 1, Math.hypot(exact.error / exact.value, relative)];
  row(3, 'S_field/S_particles − 1', '0', fieldOff, error, 'within 1 %, error ≤ 0.25 %');
  row(4, 'S_theory/S_particles − 1', '', theoryOff, relative, 'below −3 %, error ≤ 0.25 %');
  row(5, 'S_Metropolis/S_particles − 1', '0', exactOff, exactError, 'four standard errors');
  const linear = theory / exact.value - 1;
  row(6, 'S_theory/S_Metropolis − 1', '', linear, exact.error / exact.value, '');
  expect(error).toBeLessThan(0.0025);
  expect(Math.abs(fieldOff)).toBeLessThan(0.01);
  expect(theoryOff).toBeLessThan(-0.03);
  expect(Math.abs(exactOff)).toBeLessThan(4 * exactError);
});
