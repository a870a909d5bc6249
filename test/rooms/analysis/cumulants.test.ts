import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import { modeTuples } from '../../../src/analysis/observables/mode-tuples.ts';
import { type ModeSet, modesWithin } from '../../../src/core/modes.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { corrected } from '../../truths/statistics.ts';
import { contextOf, mergedCurves, numbers, TableSource, throwPoints } from './synthetic.ts';

/** All tuples, one by one. */
function tuples(modes: ModeSet) {
  const { dim, n, count } = modes;
  const all: number[][] = [];
  for (let m = 0; m < count; m++) {
    const one = [...n.subarray(m * dim, (m + 1) * dim)];
    all.push(
      one,
      one.map((value) => -value),
    );
  }
  const zero = (...k: number[][]): boolean => k[0].every((_, a) => k.reduce((sum, one) => sum + one[a], 0) === 0);
  let [pairs, triads, quadruples] = [0, 0, 0];
  for (const p of all)
    for (const q of all) {
      if (zero(p, q)) pairs++;
      for (const r of all) {
        if (zero(p, q, r)) triads++;
        for (const s of all) if (zero(p, q, r, s)) quadruples++;
      }
    }
  return { pairs, triads, quadruples };
}

describe('tuples of modes that add up to 0', () => {
  test.each([
    [[2.9], [5]],
    [
      [2.9, 1.7],
      [2, 1],
    ],
    [
      [2.9, 1.7, 3.1],
      [1, 1, 1],
    ],
  ])('all of a box, %j: counted one by one', (lengths, most) => {
    const modes = modesWithin(lengths, most);
    expect(modeTuples(modes)).toEqual(tuples(modes));
  });

  test('of any set: those of a disc', () => {
    const disc = modesWithin([2.9, 1.7], [3, 3]).select((n) => n[0] ** 2 + n[1] ** 2 <= 9);
    expect(modeTuples(disc)).toEqual(tuples(disc));
    const ring = disc.select((n) => n[0] ** 2 + n[1] ** 2 > 1);
    expect(modeTuples(ring)).toEqual(tuples(ring));
  });

  test('some 10⁷ quadruples of a plane, against the fine grid on which Σ e^{ik·x} is raised to its powers', () => {
    const modes = modesWithin([2.9, 1.7], [6, 4]);
    const cells = [32, 32];
    const sums = [0, 0, 0];
    for (let x = 0; x < cells[0]; x++)
      for (let y = 0; y < cells[1]; y++) {
        let a = 0;
        for (let m = 0; m < modes.count; m++) {
          a += 2 * Math.cos((2 * Math.PI * (modes.n[2 * m] * x + modes.n[2 * m + 1] * y)) / 32);
        }
        [a * a, a ** 3, a ** 4].forEach((value, i) => {
          sums[i] += value / 1024;
        });
      }
    const { pairs, triads, quadruples } = modeTuples(modes);
    [pairs, triads, quadruples].forEach((value, i) => {
      expect(Math.abs(sums[i] / value - 1)).toBeLessThan(1e-11);
    });
  });
});

describe('cumulants', () => {
  test.each([
    { lengths: [2.9], cells: [14], particles: 9 },
    { lengths: [2.9, 1.7], cells: [10, 8], particles: 14 },
    { lengths: [2.3, 1.9, 3.1], cells: [6, 6, 4], particles: 21 },
  ])('points thrown at random in $lengths have those of the ideal gas at fixed N', ({ lengths, cells, particles }) => {
    const context = contextOf(lengths, cells, particles);
    const gaussians = new Gaussians(61);
    const [replicas, samples] = [24, 1500];
    const parts = Array.from({ length: replicas }, () => {
      const own = observables.cumulants.create({}, context);
      const source = new TableSource(context.modes, particles);
      for (let n = 0; n < samples; n++) {
        throwPoints(source, context.modes, gaussians);
        own.observe(source);
      }
      return own;
    });
    const [curve] = mergedCurves('cumulants', context, parts);
    expect(numbers(curve, 'order')).toEqual([2, 3, 4]);
    const error = numbers(curve, 'stderr');
    numbers(curve, 'ratio').forEach((ratio, i) => {
      expect(Math.abs(ratio - 1) / error[i], `order ${i + 2}: ${ratio} ± ${error[i]}`).toBeLessThan(
        corrected(3, replicas),
      );
      expect(error[i]).toBeLessThan([0.01, 0.03, 0.08][i]);
      expect(numbers(curve, 'kappa')[i] / numbers(curve, 'poisson')[i]).toBeCloseTo(ratio, 12);
    });
  });

  test.each([0, 0.8])('Gaussian modes, φ = %d: κ2 = Σ⟨|ρ_k|²⟩/V², κ3 = κ4 = 0, errors of one replica', (phi) => {
    const particles = 40;
    const context = contextOf([2.9, 1.7], [10, 8], particles);
    const { modes } = context;
    const volume = 2.9 * 1.7;
    const gaussians = new Gaussians(62);
    const variance = (m: number): number => 0.4 + 0.1 * (m % 5);
    const [runs, samples] = [200, 1000];
    const x = new Float64Array(2 * modes.count);
    const source = new TableSource(modes, particles);
    const measured = Array.from({ length: runs }, () => {
      const own = observables.cumulants.create({}, context);
      gaussians.fill(x);
      for (let n = 0; n < samples; n++) {
        for (let i = 0; i < x.length; i++) {
          source.values[i] = Math.sqrt((particles * variance(i >> 1)) / 2) * x[i];
          x[i] = phi * x[i] + Math.sqrt(1 - phi * phi) * gaussians.next();
        }
        own.observe(source);
      }
      return mergedCurves('cumulants', context, [own])[0];
    });
    let second = 0;
    for (let m = 0; m < modes.count; m++) second += (2 * particles * variance(m)) / volume ** 2;
    [second, 0, 0].forEach((truth, i) => {
      const values = measured.map((curve) => numbers(curve, 'kappa')[i]);
      const errors = measured.map((curve) => numbers(curve, 'kappa-stderr')[i]);
      const mean = values.reduce((sum, v) => sum + v, 0) / runs;
      const scatter = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (runs - 1);
      expect(Math.abs(mean - truth)).toBeLessThan(4 * Math.sqrt(scatter / runs));
      // a variance of 200 numbers scatters by 10 %
      const claimed = errors.reduce((sum, e) => sum + (e * e) / runs, 0);
      expect(Math.abs(claimed / scatter - 1), `order ${i + 2}`).toBeLessThan(0.4);
      const inside = values.filter((v, r) => Math.abs(v - truth) < errors[r]).length / runs;
      // .683 less what 8 blocks and more take off, 4 standard errors of .033
      expect(inside, `order ${i + 2}`).toBeGreaterThan(0.65 - 0.13);
      expect(inside, `order ${i + 2}`).toBeLessThan(0.683 + 0.13);
    });
  });

  test('an order parameter has cumulants, and no ideal gas to compare them with', () => {
    const context = contextOf([2.9], [14], 9, { kind: 'order-parameter', meanDensity: 0 });
    const own = observables.cumulants.create({}, context);
    const source = new TableSource(context.modes, 0);
    // φ = 2·0.7 cos(kx)/L·…: one wave of amplitude A has ⟨φ²⟩ = A²/2, ⟨φ³⟩ = 0, ⟨φ⁴⟩ = 3A⁴/8
    source.values[0] = 0.35 * 2.9;
    for (let n = 0; n < 10; n++) own.observe(source);
    const [curve] = mergedCurves('cumulants', context, [own]);
    const A = 0.7;
    [A ** 2 / 2, 0, (3 * A ** 4) / 8 - 3 * (A ** 2 / 2) ** 2].forEach((value, i) => {
      expect(Math.abs(numbers(curve, 'kappa')[i] - value)).toBeLessThan(1e-14);
      expect(numbers(curve, 'ratio')[i]).toBeNaN();
      expect(numbers(curve, 'poisson')[i]).toBeNaN();
    });
  });
});
