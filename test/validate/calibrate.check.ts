import { expect, test } from 'vitest';
import { calibrate, type DirectCorrelation, structureOf } from '../../src/analysis/calibrate/calibrate.ts';
import { correlationTable } from '../../src/physics/functionals/correlation-table.ts';
import { runParticleScenario } from '../support/run-particles.ts';
import { runScenario } from '../support/run-scenario.ts';
import { plusMinus, record } from './record.ts';

/**
 * c(k) learnt from particles: dense repulsive disks, ρσ² = 0.7, kT = ε, whose linear field must return the S(k) that was
 * measured; what full dynamics makes of the same c(k); and c(k) of a Gaussian core at other densities than its own.
 */
const [sigma, kT, mu] = [1.25, 0.4, 2.5];
const unit = (sigma * sigma) / (mu * kT);
const edges = [0.3, 1, 1.6, 2.4, 3.2, 4, 4.7, 5.3, 5.9, 6.5, 7.2, 8, 9].map((q) => q / sigma);
const table = 'c(k) from particles';

interface Structure {
  readonly k: Float64Array;
  readonly s: Float64Array;
  readonly error: Float64Array;
  readonly modes: Float64Array;
}

async function particles(density: number, potential: object, seed: number, duration: number): Promise<Structure> {
  const side = Math.sqrt(400 / density);
  const run = await runParticleScenario(
    {
      name: 'source',
      box: { length: [side, side], cells: [96, 96] },
      dynamics: { kT, mu },
      density: 400 / side / side,
      'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential }],
      time: { warmup: 6 * unit, duration: duration * unit, sample: 0.1 * unit },
      ensemble: { replicas: 8, seed },
      observe: [{ quantity: 'structure-factor' }],
      output: { trajectory: { format: 'none' } },
    },
    2,
  );
  return structureOfRun((name) => run.values('structure-factor', name));
}

function structureOfRun(values: (name: string) => Float64Array): Structure {
  return { k: values('k'), s: values('S'), error: values('stderr'), modes: values('modes') };
}

async function field(density: number, side: number, found: DirectCorrelation, dynamics: string): Promise<Structure> {
  const rows = { k: [...found.k], c: [...found.c], stderr: [...found.error] };
  const run = await runScenario(
    {
      name: 'learnt',
      box: { length: [side, side], cells: [128, 128] },
      dynamics: { kT, mu },
      density,
      'free-energy': [{ term: 'ideal-gas' }, { term: 'ramakrishnan-yussouff', ...rows }],
      field: {
        dynamics,
        noise: { at: dynamics === 'full' ? 'full' : 'auto' },
        ...(dynamics === 'full' ? { step: 2e-4 * unit, 'accept-grade': 'any' } : {}),
      },
      time:
        dynamics === 'full'
          ? { warmup: unit, duration: 3 * unit, sample: 0.01 * unit }
          : { warmup: 4 * unit, duration: 400 * unit, sample: 0.1 * unit },
      ensemble: { replicas: dynamics === 'full' ? 2 : 8, seed: 5 },
      observe: [{ quantity: 'structure-factor' }],
    },
    dynamics === 'full' ? { unfinished: true } : {},
  );
  return structureOfRun((name) => run.values('structure-factor', name));
}

/** Mean of S over the modes between two wavenumbers, with its error. */
function band({ k, s, error, modes }: Structure, low: number, high: number) {
  const rows = Array.from(k.keys()).filter((i) => k[i] >= low && k[i] < high);
  const total = rows.reduce((sum, i) => sum + modes[i], 0);
  const mean = rows.reduce((sum, i) => sum + modes[i] * s[i], 0) / total;
  return {
    mean,
    error: Math.sqrt(rows.reduce((sum, i) => sum + modes[i] * modes[i] * error[i] * error[i], 0)) / total,
  };
}

test('repulsive disks: the linear field returns the measured S(k) within 2 %', async () => {
  const reduced = 0.7 / (sigma * sigma);
  const side = Math.sqrt(400 / reduced);
  const source = await particles(reduced, { type: 'wca', epsilon: kT, sigma }, 41, 160);
  const found = calibrate({ ...source, density: reduced });
  const linear = await field(reduced, side, found, 'auto');
  const full = await field(reduced, side, found, 'full');
  edges.slice(1).forEach((high, b) => {
    const low = edges[b];
    const [measured, returned, doubled] = [source, linear, full].map((one) => band(one, low, high));
    const ratio = returned.mean / measured.mean;
    const error = ratio * Math.hypot(returned.error / returned.mean, measured.error / measured.mean);
    record({
      table,
      order: b,
      what: `disks, kσ = ${(low * sigma).toFixed(1)} to ${(high * sigma).toFixed(1)}: S of the linear field over S of the particles, ${measured.mean.toFixed(3)} (full dynamics and noise: ${(doubled.mean / measured.mean).toFixed(2)})`,
      expected: '1',
      measured: plusMinus(ratio, error),
      seed: 41,
      demanded: 'within 2 %',
    });
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });
});

test('Gaussian core: what c(k) of one density says of others', async () => {
  const potential = { type: 'gaussian-core', epsilon: 1.5 * kT, sigma };
  const at = (factor: number) => factor / (sigma * sigma);
  const source = await particles(at(1), potential, 43, 40);
  const found = calibrate({ ...source, density: at(1) });
  const direct = correlationTable([...found.k], [...found.c], 'c');
  for (const [order, factor] of [0.5, 1, 2].entries()) {
    const other = await particles(at(factor), potential, 47, 40);
    const bands = edges.slice(1).map((high, b) => {
      const measured = band(other, edges[b], high);
      const theory = { ...other, s: other.k.map((k) => structureOf(at(factor), direct(k), 0).s) };
      return { ratio: band(theory, edges[b], high).mean / measured.mean - 1, error: measured.error / measured.mean };
    });
    const rms = Math.sqrt(bands.reduce((sum, { ratio }) => sum + ratio * ratio, 0) / bands.length);
    const noise = Math.sqrt(bands.reduce((sum, { error }) => sum + error * error, 0) / bands.length);
    record({
      table,
      order: 100 + order,
      what: `Gaussian core, βε = 1.5: c(k) of ρσ² = 1 at ρσ² = ${factor}: S off in twelve bands, rms (of the measurement's own error ${(100 * noise).toFixed(2)} %)`,
      expected: factor === 1 ? '0' : '',
      measured: `${(100 * rms).toFixed(2)} %`,
      seed: 43,
      demanded: factor === 1 ? 'within 1.5 %' : '',
    });
    if (factor === 1) expect(rms).toBeLessThan(0.015);
  }
});
