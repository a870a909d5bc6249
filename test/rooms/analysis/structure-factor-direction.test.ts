import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import type { ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { column } from '../../../src/core/curve.ts';
import type { ModeSet } from '../../../src/core/modes.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { corrected } from '../../truths/statistics.ts';
import { contextOf, mergedCurves, numbers, TableSource } from './synthetic.ts';

const particles = 53;

/** Direction of a mode. */
function unit(modes: ModeSet, m: number): readonly number[] {
  const k = modes.lengths.map((length, a) => modes.n[m * modes.dim + a] / length);
  return k.map((component) => component / Math.hypot(...k));
}

/** Modes of variance S_m and mean b_m, correlated in time by φ. */
function measure(
  context: ObservableContext,
  variance: (m: number) => number,
  { samples, phi, mean }: { samples: number; phi: number; mean: number },
  gaussians: Gaussians,
) {
  const { modes } = context;
  const source = new TableSource(modes, particles);
  const own = observables['structure-factor'].create({}, context);
  const x = new Float64Array(source.values.length);
  gaussians.fill(x);
  for (let n = 0; n < samples; n++) {
    for (let i = 0; i < x.length; i++) {
      const noise = Math.sqrt(variance(i >> 1) / 2) * x[i];
      source.values[i] = Math.sqrt(particles) * (noise + mean * (i % 5));
      x[i] = phi * x[i] + Math.sqrt(1 - phi * phi) * gaussians.next();
    }
    own.observe(source);
  }
  return own;
}

const directions = (context: ObservableContext, parts: Parameters<typeof mergedCurves>[2]) => {
  const curve = mergedCurves('structure-factor', context, parts).find((c) => c.name === 'structure-factor-direction');
  if (curve === undefined) throw new Error('no curve of directions');
  return curve;
};

describe('S by direction', () => {
  const boxes = [
    { lengths: [2.9, 2.9], cells: [10, 10] },
    { lengths: [2.9, 1.7], cells: [10, 8] },
    { lengths: [2.3, 2.3, 2.3], cells: [8, 8, 8] },
  ];

  test.each(boxes)('where S depends on |k| alone Q and R are 0, in $lengths', ({ lengths, cells }) => {
    const context = contextOf(lengths, cells, particles);
    const { modes } = context;
    const gaussians = new Gaussians(41);
    const isotropic = (m: number): number => 0.5 + 0.1 * modes.shells[modes.shellOf[m]].k;
    const parts = Array.from({ length: 30 }, () => {
      return measure(context, isotropic, { samples: 200, phi: 0, mean: 0 }, gaussians);
    });
    const curve = directions(context, parts);
    const shells = modes.shells.filter(({ members }) => members.length > 1);
    expect(numbers(curve, 'k')).toEqual(shells.map(({ k }) => k));
    expect(numbers(curve, 'modes')).toEqual(shells.map(({ members }) => members.length));
    const z = ['Q', 'R'].flatMap((name) => {
      const error = numbers(curve, name === 'Q' ? 'stderr' : 'R-stderr');
      return numbers(curve, name).map((value, i) => Math.abs(value) / error[i]);
    });
    const told = z.filter((value) => !Number.isNaN(value));
    expect(told.length).toBeGreaterThan(shells.length / 2);
    expect(Math.max(...told)).toBeLessThan(corrected(told.length, 30));
  });

  test('one scalar noise for both axes, S = 1 + sin 2θ: the shell averages are 1, R is not 0', () => {
    const context = contextOf([2.9, 2.9], [10, 10], particles);
    const { modes } = context;
    const u = (m: number) => unit(modes, m);
    const parts = Array.from({ length: 30 }, () =>
      measure(context, (m) => 1 + 2 * u(m)[0] * u(m)[1], { samples: 300, phi: 0, mean: 0 }, new Gaussians(42)),
    );
    const curve = directions(context, parts.slice(0, 8));
    const first = modes.shells.findIndex((_, s) => numbers(curve, 'k').indexOf(modes.shells[s].k) === 1);
    // the second shell with two modes, (1,1) and (1,−1): S = 2 and 0, cos 2θ = 0 at both
    expect(modes.shells[first].members.length).toBe(2);
    expect(numbers(curve, 'R')[1]).toBeCloseTo(1, 12);
    expect(numbers(curve, 'Q')[1]).toBeNaN();
    expect(numbers(curve, 'R')[0]).toBeNaN();
  });

  test.each([
    { mean: 'kept' as const, phi: 0, offset: 0 },
    { mean: 'kept' as const, phi: 0.7, offset: 0 },
    { mean: 'subtracted' as const, phi: 0.7, offset: 1.5 },
  ])('values and errors, mean $mean, φ = $phi', ({ mean, phi, offset }) => {
    const context = contextOf([2.9, 1.7], [10, 8], particles, { mean });
    const { modes } = context;
    const variance = (m: number): number => 0.4 + 0.3 * (m % 4);
    const [samples, runs] = [800, 300];
    const gaussians = new Gaussians(43);
    const curves = Array.from({ length: runs }, () => {
      return directions(context, [measure(context, variance, { samples, phi, mean: offset }, gaussians)]);
    });
    const shells = modes.shells.filter(({ members }) => members.length > 1);
    let [rows, ratio, inside] = [0, 0, 0];
    for (const [name, of] of [
      ['Q', (u: readonly number[]) => u[0] ** 2 - u[1] ** 2],
      ['R', (u: readonly number[]) => 2 * u[0] * u[1]],
    ] as const) {
      shells.forEach(({ members }, s) => {
        const g = Array.from(members, (m) => of(unit(modes, m)));
        const middle = g.reduce((sum, v) => sum + v, 0) / g.length;
        const total = members.reduce((sum, m) => sum + variance(m), 0);
        const truth = members.reduce((sum, m, i) => sum + ((g[i] - middle) * variance(m)) / total, 0);
        const values = curves.map((c) => column(c, name).values[s]);
        const errors = curves.map((c) => column(c, name === 'Q' ? 'stderr' : 'R-stderr').values[s]);
        if (values.some(Number.isNaN)) {
          expect(values.every(Number.isNaN)).toBe(true);
          expect(Math.max(...g) - Math.min(...g)).toBeLessThan(1e-12);
          return;
        }
        const average = values.reduce((sum, v) => sum + v, 0) / runs;
        const scatter = values.reduce((sum, v) => sum + (v - average) ** 2, 0) / (runs - 1);
        // a ratio of means over n/g independent samples is off by its own variance, of order 1/n
        expect(Math.abs(average - truth)).toBeLessThan(4 * Math.sqrt(scatter / runs) + 2 * scatter);
        rows++;
        ratio += errors.reduce((sum, e) => sum + (e * e) / scatter / runs, 0);
        inside += values.filter((v, i) => Math.abs(v - truth) < errors[i]).length / runs;
      });
    }
    expect(rows).toBeGreaterThan(5);
    // a variance of 300 numbers scatters by 8 %, less over rows; blocks miss up to 10 % of it and 10 of them cover .66
    expect(ratio / rows).toBeGreaterThan(0.85);
    expect(ratio / rows).toBeLessThan(1.12);
    expect(inside / rows).toBeGreaterThan(0.62);
    expect(inside / rows).toBeLessThan(0.72);
  });

  test('one dimension has no directions', () => {
    const context = contextOf([2.9], [16], particles);
    const own = measure(context, () => 1, { samples: 8, phi: 0, mean: 0 }, new Gaussians(44));
    expect(mergedCurves('structure-factor', context, [own]).map(({ name }) => name)).not.toContain(
      'structure-factor-direction',
    );
  });
});
