import { expect, test } from 'vitest';
import { runParticleScenario } from '../support/run-particles.ts';
import { plusMinus, record } from './record.ts';

const table = 'Particles: dense repulsive disks';
const seed = 31;

/** 2D WCA at ρσ² = 0.7, kT = ε, in units in which neither μ nor kT nor σ is 1. */
function scenario(integrator: string, duration: number, replicas: number, step = 2e-4) {
  const [sigma, kT, mu] = [1.25, 0.4, 2.5];
  const count = 1024;
  const side = sigma * Math.sqrt(count / 0.7);
  const time = (sigma * sigma) / (mu * kT);
  return {
    name: 'dense',
    box: { length: [side, side], cells: [96, 96] },
    dynamics: { kT, mu },
    density: count / side / side,
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential: { type: 'wca', epsilon: kT, sigma } }],
    particles: { integrator, step: step * time },
    time: { warmup: 8 * time, duration: duration * time, sample: 0.04 * time },
    ensemble: { replicas, seed },
    observe: [{ quantity: 'energy' }, { quantity: 'structure-factor' }],
    output: { trajectory: { format: 'none' } },
  };
}

const kT = 0.4;
/** u/N kT of the test before, which Euler–Maruyama's is compared with. */
let reference: { readonly value: number; readonly error: number } | null = null;

test('energy, pressure and S(k → 0) of the dense fluid', async () => {
  const lm = await runParticleScenario(scenario('leimkuhler-matthews', 60, 8), 2);
  const one = (name: string, error: string): readonly [number, number] => [
    lm.values('energy-mean', name)[0],
    lm.values('energy-mean', error)[0],
  ];
  const [u, uError] = one('u', 'stderr').map((x) => x / kT);
  const [z, zError] = one('Z', 'Z-stderr');
  const [t, tError] = one('T-conf', 'T-conf-stderr').map((x) => x / kT);
  // the lowest shells, by S = S0 + S2 k², weighted: S0 is the compressibility
  const k = lm.values('structure-factor', 'k');
  const low = extrapolated(k, lm.values('structure-factor', 'S'), lm.values('structure-factor', 'stderr'), 1.1 / 1.25);
  const row = (order: number, what: string, expected: string, value: number, error: number, demanded: string): void => {
    record({ table, order, what, expected, measured: plusMinus(value, error), seed, demanded });
  };
  row(0, 'u/N kT, leimkuhler-matthews, dt = 2e-4 σ²/D', '0.3247 ± 0.0004', u, uError, '0.325 within 0.001');
  row(1, 'Z = PV/N kT', '5.333', z, zError, '5.34 within 0.02');
  row(2, 'configurational temperature/kT', '1', t, tError, 'within 0.002 and two standard errors');
  row(3, 'S(k → 0), from kσ < 1.1', '0.053', low.value, low.error, '0.053 within 0.001, two standard errors');
  reference = { value: u, error: uError };
  expect(uError).toBeLessThan(0.0005);
  expect(Math.abs(u - 0.325)).toBeLessThan(0.001);
  expect(Math.abs(z - 5.34)).toBeLessThan(0.02);
  expect(Math.abs(t - 1)).toBeLessThan(0.002 + 2 * tError);
  expect(Math.abs(low.value - 0.053)).toBeLessThan(0.001 + 2 * low.error);
});

// at the step of the test before, the guard on displacements stops this scheme sooner or later: half of it
test('Euler–Maruyama at half the step is off by more than one per cent', async () => {
  const { value: u, error: uError } = reference ?? { value: 0.3251, error: 0.0001 };
  const em = await runParticleScenario(scenario('euler-maruyama', 12, 4, 1e-4), 2);
  const [v, vError] = [em.values('energy-mean', 'u')[0] / kT, em.values('energy-mean', 'stderr')[0] / kT];
  const ratio = v / u - 1;
  const error = Math.hypot(vError / v, uError / u);
  const what = 'Euler–Maruyama at half the step, 1e-4 σ²/D: u/u_LM − 1';
  const measured = plusMinus(ratio, error);
  record({ table, order: 4, what, expected: '0.0125', measured, seed, demanded: '0.0125 ± 0.006' });
  expect(Math.abs(ratio - 0.0125)).toBeLessThan(0.006);
});

/** Weighted straight line in k² through the points below `most`, at k = 0. */
function extrapolated(k: Float64Array, s: Float64Array, error: Float64Array, most: number) {
  const sums = { w: 0, x: 0, xx: 0, y: 0, xy: 0 };
  k.forEach((wave, i) => {
    if (wave > most) return;
    const w = 1 / (error[i] * error[i]);
    const x = wave * wave;
    sums.w += w;
    sums.x += w * x;
    sums.xx += w * x * x;
    sums.y += w * s[i];
    sums.xy += w * x * s[i];
  });
  const determinant = sums.w * sums.xx - sums.x * sums.x;
  return {
    value: (sums.xx * sums.y - sums.x * sums.xy) / determinant,
    error: Math.sqrt(sums.xx / determinant),
  };
}
