import { expect, test } from 'vitest';
import { BlockSeries } from '../../src/analysis/statistics/block-series.ts';
import { drivenField } from './driven-field.ts';
import { planar } from './interfaces.ts';
import { plusMinus, record } from './record.ts';

/**
 * Two phases under noise: a slab that settles from a step of the wrong densities. Its bulks are the regions further than 4 widths
 * from both interfaces. Fluctuations shift the densities by O(1/n̄_eff) of a Gaussian field, a term of its own.
 */
const SEED = 81;
const kT = 0.7;
/** Coexisting densities over ρ_c = 1/3b of the van der Waals fluid at T/T_c: equal μ and P, solved apart from the program. */
const binodal: Readonly<Record<number, readonly [number, number]>> = {
  0.9: [0.42574, 1.65727],
  0.85: [0.31973, 1.80714],
  0.8: [0.23967, 1.93271],
};
const box = { length: [64 * 0.9, 16 * 1.1], cells: [64, 16] };
const common = { name: 'coexistence', box, time: { duration: 1000, sample: 1 }, ensemble: { seed: SEED } };

function fluid(ratio: number, b: number): object {
  return {
    ...common,
    dynamics: { kT, mu: 1.4 },
    density: 1.05 / (3 * b),
    'free-energy': [
      { term: 'ideal-gas' },
      { term: 'van-der-waals', a: (27 * b * kT) / ratio / 8, b },
      { term: 'square-gradient', kappa: 0.5 * kT * 3 * b },
    ],
    field: { step: ratio < 0.82 ? 0.0625 : 0.125, initial: { profile: { type: 'step', amplitude: 0.5 } } },
  };
}

/** Mean density of either bulk with its error. */
function bulks(source: object, warmup: number, duration: number, start: Float64Array | null = null) {
  const { plan, engine } = drivenField(source, 0, start);
  const { low, high, width } = planar(plan.model);
  const [nx, ny] = plan.fft.grid.cells;
  const [length] = plan.fft.grid.lengths;
  const [spacing] = plan.fft.grid.spacing;
  const middle = 0.5 * (low + high);
  const series = new BlockSeries(2);
  for (let t = warmup; t <= warmup + duration; t++) {
    engine.advanceTo(t);
    const rho = engine.state.real();
    const mean = Float64Array.from({ length: nx }, (_, i) => {
      return rho.subarray(i * ny, (i + 1) * ny).reduce((sum, value) => sum + value, 0) / ny;
    });
    const edges = [...mean.keys()].filter((i) => mean[i] < middle !== mean[(i + 1) % nx] < middle);
    expect(edges.length).toBe(2);
    const away = (i: number): number => {
      const distances = edges.map((edge) => {
        const x = (i - edge - 0.5) * spacing;
        return Math.abs(x - length * Math.round(x / length));
      });
      return Math.min(...distances);
    };
    const inside = [...mean.keys()].filter((i) => away(i) > 4 * width);
    const average = (rows: readonly number[]): number => rows.reduce((sum, i) => sum + mean[i], 0) / rows.length;
    series.add(
      Float64Array.of(average(inside.filter((i) => mean[i] < middle)), average(inside.filter((i) => mean[i] > middle))),
    );
  }
  return { phases: [series.evaluate(0), series.evaluate(1)], effective: plan.effective, theory: [low, high] };
}

test.each([
  [0, 0.9, 0.0005, 0.01],
  [2, 0.85, 0.0005, 0.01],
  [4, 0.8, 0.0005, 0.01],
  [6, 0.85, 0.002, 0.02],
])('van der Waals slab %i', (order, ratio, b, within) => {
  const { phases, effective, theory } = bulks(fluid(ratio, b), 1500, 3000);
  phases.forEach(({ mean, error }, i) => {
    const reduced = [3 * b * mean, 3 * b * error];
    const expected = binodal[ratio][i];
    record({
      table: 'Coexistence',
      order: order + i,
      what: `van der Waals, ${ratio} T_c, n̄_eff = ${effective.toFixed(0)}: ρ/ρ_c of the ${i === 0 ? 'gas' : 'liquid'}`,
      expected: String(expected),
      measured: `${plusMinus(reduced[0], reduced[1])} (${(100 * (reduced[0] / expected - 1)).toFixed(2)} %)`,
      demanded: `within ${100 * within} %`,
      seed: SEED,
    });
    expect(3 * b * theory[i]).toBeCloseTo(expected, 5);
    expect(Math.abs(reduced[0] / expected - 1)).toBeLessThan(within);
    expect(reduced[1] / expected).toBeLessThan(0.25 * within);
  });
});

test('double-well slab', () => {
  const source = {
    ...common,
    dynamics: { kT: 0.004, mobility: { type: 'constant', value: 0.8 } },
    density: 0,
    'free-energy': [
      { term: 'double-well', a: 1.3 },
      { term: 'square-gradient', kappa: 1.7 },
    ],
    field: { kind: 'order-parameter', step: 0.0625 },
  };
  // a step of 0.8: the interfaces have to find ±1, and lose a part of the slab
  const [nx, ny] = box.cells;
  const start = Float64Array.from({ length: nx * ny }, (_, j) => (j < (nx * ny) / 2 ? 0.8 : -0.8));
  const { phases } = bulks(source, 1500, 4000, start);
  phases.forEach(({ mean, error }, i) => {
    record({
      table: 'Coexistence',
      order: 10 + i,
      what: `double well, kT = 0.004, φ of the ${i === 0 ? 'lower' : 'upper'} phase`,
      expected: i === 0 ? '-1' : '1',
      measured: plusMinus(mean, error),
      demanded: 'within 1 %',
      seed: SEED,
    });
    expect(Math.abs(Math.abs(mean) - 1)).toBeLessThan(0.01);
    expect(error).toBeLessThan(0.0025);
  });
});
