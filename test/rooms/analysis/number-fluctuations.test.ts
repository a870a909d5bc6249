import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import { withTheory } from '../../../src/analysis/theory/linear.ts';
import { modesWithin } from '../../../src/core/modes.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { functionals } from '../../../src/physics/functionals/index.ts';
import { mobilities } from '../../../src/physics/mobilities/index.ts';
import { linearStructureFactor, type Model } from '../../../src/physics/model.ts';
import { corrected } from '../../truths/statistics.ts';
import { contextOf, mergedCurves, numbers, TableSource, throwPoints } from './synthetic.ts';

const name = 'number-fluctuations';

/** Σ_{|n| ≤ M} W²/(Lℓ) along one axis; 1 without cut-off. */
function axisSum(length: number, edge: number, most: number): number {
  let sum = edge / length;
  for (let n = 1; n <= most; n++) {
    const x = (Math.PI * n * edge) / length;
    sum += (2 * edge * (Math.sin(x) / x) ** 2) / length;
  }
  return sum;
}

describe('number fluctuations', () => {
  test.each([
    { lengths: [2.9], cells: [24] },
    { lengths: [2.9, 1.7], cells: [12, 8] },
    { lengths: [2.3, 1.9, 3.1], cells: [8, 6, 10] },
  ])('ideal gas in $lengths: the sum over modes, 1 − ℓ^d/V without cut-off; points thrown at random', ({
    lengths,
    cells,
  }) => {
    const particles = 23;
    const context = contextOf(lengths, cells, particles);
    const gaussians = new Gaussians(51);
    const replicas = 20;
    const parts = Array.from({ length: replicas }, () => {
      const own = observables[name].create({}, context);
      const source = new TableSource(context.modes, particles);
      for (let n = 0; n < 120; n++) {
        throwPoints(source, context.modes, gaussians);
        own.observe(source);
      }
      return own;
    });
    const [curve] = mergedCurves(name, context, parts);
    const side = Math.min(...lengths);
    const volume = lengths.reduce((product, length) => product * length, 1);
    const edges = [1 / 16, 1 / 8, 1 / 4, 1 / 2].map((part) => part * side);
    expect(numbers(curve, 'l')).toEqual(edges);
    const [chi, error, ideal, mean] = ['chi', 'stderr', 'ideal', 'mean'].map((column) => numbers(curve, column));
    edges.forEach((edge, i) => {
      const cube = edge ** lengths.length;
      const most = cells.map((n) => Math.ceil(n / 3) - 1);
      const exact = lengths.reduce((p, length, a) => p * axisSum(length, edge, most[a]), 1) - cube / volume;
      expect(Math.abs(ideal[i] - exact)).toBeLessThan(1e-13);
      expect(mean[i]).toBeCloseTo((particles * cube) / volume, 12);
    });
    const worst = Math.max(...chi.map((value, i) => Math.abs(value - ideal[i]) / error[i]));
    expect(worst).toBeLessThan(corrected(chi.length, replicas));
    expect(error[3]).toBeLessThan(0.02);
  });

  test('without cut-off the ideal gas at fixed N has 1 − ℓ^d/V', () => {
    const [length, most] = [2.9, 3000];
    const modes = modesWithin([length], [most]);
    const context = { ...contextOf([length], [8], 12), modes };
    const own = observables[name].create({ sizes: [0.2, 0.7, 1.3] }, context);
    const source = new TableSource(modes, 12);
    own.observe(source);
    const [curve] = mergedCurves(name, context, [own], { sizes: [0.2, 0.7, 1.3] });
    const edges = numbers(curve, 'l');
    numbers(curve, 'ideal').forEach((value, i) => {
      // the modes left out: 2/(Lℓ) Σ_{n > M} 4/k² < 2L/(π²ℓM)
      const left = (2 * length) / (Math.PI ** 2 * edges[i] * most);
      expect(Math.abs(value - (1 - edges[i] / length))).toBeLessThan(left);
    });
  });

  test('is the variance of what is counted in a window that slides over the points', () => {
    const [length, most, count, edge] = [2.9, 4000, 15, 0.83];
    const modes = modesWithin([length], [most]);
    const context = { ...contextOf([length], [8], count), modes };
    const gaussians = new Gaussians(52);
    const points = Array.from({ length: count }, () => length * gaussians.uniform());
    const source = new TableSource(modes, count);
    points.forEach((x) => {
      for (let m = 0; m < most; m++) {
        source.values[2 * m] += Math.cos((2 * Math.PI * modes.n[m] * x) / length);
        source.values[2 * m + 1] -= Math.sin((2 * Math.PI * modes.n[m] * x) / length);
      }
    });
    const own = observables[name].create({ sizes: [edge] }, context);
    own.observe(source);
    const chi = mergedCurves(name, context, [own], { sizes: [edge] })[0].value.values[0];
    // N(x) is constant between the places where a point enters or leaves
    const borders = points.flatMap((x) => [x, (x + edge) % length]).sort((a, b) => a - b);
    let [first, second] = [0, 0];
    borders.forEach((from, i) => {
      const to = i + 1 < borders.length ? borders[i + 1] : borders[0] + length;
      const end = (from + to) / 2;
      const inside = points.filter((x) => (((end - x) % length) + length) % length < edge).length;
      first += (inside * (to - from)) / length;
      second += (inside * inside * (to - from)) / length;
    });
    expect(first).toBeCloseTo((count * edge) / length, 12);
    // |ρ_k| ≤ N in the modes left out
    const left = (2 * count * count) / (Math.PI ** 2 * most) / first;
    expect(Math.abs(chi - (second - first * first) / first)).toBeLessThan(left);
    expect(left).toBeLessThan(0.01 * chi);
  });

  test('a mean density that varies is kept or taken off', () => {
    const wave = (mean: 'kept' | 'subtracted') => {
      const context = contextOf([2.9, 1.7], [8, 8], 31, { mean });
      const own = observables[name].create({ sizes: [0.6] }, context);
      const source = new TableSource(context.modes, 31);
      source.values.fill(3);
      for (let n = 0; n < 40; n++) own.observe(source);
      return mergedCurves(name, context, [own], { sizes: [0.6] })[0];
    };
    const [kept, off] = [wave('kept'), wave('subtracted')];
    // |ρ_k|²/N = 18/31 at every mode
    expect(kept.value.values[0]).toBeCloseTo((18 / 31) * numbers(kept, 'ideal')[0], 13);
    expect(Math.abs(off.value.values[0])).toBeLessThan(1e-14);
  });

  test('theory is the same sum with the S(k) of linear theory; without the modes there is none', () => {
    const lengths = [2.9, 1.7];
    const context = contextOf(lengths, [12, 8], 31);
    const { modes } = context;
    const potential = { type: 'gaussian-core', epsilon: 0.7, sigma: 0.4 };
    const density = 31 / (2.9 * 1.7);
    const kT = 1.3;
    const model: Model = {
      ...{ dim: 2, lengths, kind: 'density', species: [{ name: 'a', density }], kT, mu: 0.6 },
      functionals: [
        functionals['ideal-gas'].create({}, { dim: 2, lengths, kT, density }),
        functionals.pair.create({ potential }, { dim: 2, lengths, kT, density }),
      ],
      mobility: mobilities.brownian.create({}, { mu: 0.6 }),
    };
    const own = observables[name].create({ sizes: [0.5] }, context);
    const source = new TableSource(modes, 31);
    // a field that has S(k) of the theory exactly
    modes.n.slice(0, modes.count).forEach((_, m) => {
      source.values[2 * m] = Math.sqrt(31 * linearStructureFactor(model, modes.shells[modes.shellOf[m]].k));
    });
    own.observe(source);
    const [curve] = mergedCurves(name, context, [own], { sizes: [0.5] });
    const full = withTheory(curve, { model, scheme: null, start: null, modes });
    expect(numbers(full, 'theory')[0]).toBeCloseTo(curve.value.values[0], 12);
    expect(numbers(full, 'theory')[0] / numbers(full, 'ideal')[0]).toBeLessThan(0.8);
    expect(numbers(withTheory(curve, { model, scheme: null, start: null }), 'theory')[0]).toBeNaN();
  });

  test('a cube must fit into the box', () => {
    const context = contextOf([2.9, 1.7], [8, 8], 31);
    for (const size of [0, -1, 1.8]) {
      expect(() => observables[name].create({ sizes: [size] }, context)).toThrow(/1\.7/);
    }
  });
});
