import { describe, expect, test } from 'vitest';
import { Grid } from '../../../../src/core/grid.ts';
import { Gaussians } from '../../../../src/core/random.ts';
import { type Profile, profileValues } from '../../../../src/engines/field/initial.ts';
import { annealedStart } from '../../../../src/engines/particles/annealed-start.ts';
import { profileAxis } from '../../../../src/engines/particles/profile-axis.ts';
import { profileIntegral } from '../../../../src/engines/particles/profile-integral.ts';
import { quenchedStart } from '../../../../src/engines/particles/quenched-start.ts';
import { corrected } from '../../../truths/statistics.ts';

/** Wavevectors n that the field resolves, one of each ±n, without the mean. */
function resolved(grid: Grid): readonly (readonly number[])[] {
  const most = grid.cells.map((n) => Math.ceil(n / 3) - 1);
  let all: number[][] = [[]];
  for (const m of most) all = all.flatMap((n) => Array.from({ length: 2 * m + 1 }, (_, i) => [...n, i - m]));
  return all.filter((n) => (n.find((part) => part !== 0) ?? 0) > 0);
}

/** ρ̂_k/N of the field that starts from the profile. */
function fieldMode(grid: Grid, values: Float64Array, n: readonly number[]): readonly [number, number] {
  let [re, im, total] = [0, 0, 0];
  for (let j = 0; j < grid.size; j++) {
    let phase = 0;
    for (let a = 0; a < grid.dim; a++) phase += (2 * Math.PI * n[a] * grid.position(j, a)) / grid.lengths[a];
    re += values[j] * Math.cos(phase);
    im -= values[j] * Math.sin(phase);
    total += values[j];
  }
  return [re / total, im / total];
}

/** ρ̂_k/N of particles, and the standard errors of its parts, were they independent. */
function particleMode({ lengths }: Grid, positions: readonly Float64Array[], n: readonly number[]) {
  const count = positions[0].length;
  let [re, im, re2, im2] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    let phase = 0;
    for (let a = 0; a < n.length; a++) phase += (2 * Math.PI * n[a] * positions[a][i]) / lengths[a];
    const [c, s] = [Math.cos(phase), -Math.sin(phase)];
    re += c / count;
    im += s / count;
    re2 += (c * c) / count;
    im2 += (s * s) / count;
  }
  return { parts: [re, im], errors: [Math.sqrt((re2 - re * re) / count), Math.sqrt((im2 - im * im) / count)] };
}

/** sin(kh/2)/(kh/2) of every axis: values that are constant within the cells. */
function boxcar(grid: Grid, n: readonly number[]): number {
  return n.reduce(
    (product, m, a) =>
      product * (m === 0 ? 1 : Math.sin((Math.PI * m) / grid.cells[a]) / ((Math.PI * m) / grid.cells[a])),
    1,
  );
}

const line = new Grid([7.3], [48]);
const plane = new Grid([3.1, 4.7], [24, 20]);
const solid = new Grid([3.1, 4.7, 2.3], [12, 14, 10]);
const mean = 2.9;

/** Positive, rough, of mean `mean`. */
function values(grid: Grid): Float64Array {
  const rough = Float64Array.from({ length: grid.size }, (_, j) => {
    const wave = grid.lengths.reduce((sum, L, a) => sum + ((a + 1) * 2 * Math.PI * grid.position(j, a)) / L, 0.7);
    return 1.3 + Math.cos(wave) + 0.2 * Math.sin(1.3 * j * j);
  });
  const scale = mean / (rough.reduce((sum, v) => sum + v, 0) / grid.size);
  return rough.map((v) => v * scale);
}

const profiles: readonly (readonly [name: string, grid: Grid, profile: Profile])[] = [
  ['uniform', plane, { type: 'uniform' }],
  ['cosine in 1D', line, { type: 'cosine', amplitude: 0.8, waves: [3] }],
  ['cosine, oblique', plane, { type: 'cosine', amplitude: -0.7, waves: [2, -1] }],
  ['step in 1D', line, { type: 'step', amplitude: 0.6, axis: 0 }],
  ['step along y, empty above', plane, { type: 'step', amplitude: 1, axis: 1 }],
  ['step along z', solid, { type: 'step', amplitude: -0.5, axis: 2 }],
  ['droplet in 1D', line, { type: 'droplet', inside: 5, radius: 1.7, width: 0.5 }],
  ['droplet in 2D', plane, { type: 'droplet', inside: 9, radius: 0.9, width: 0.35 }],
  ['droplet in 3D', solid, { type: 'droplet', inside: 7, radius: 0.7, width: 0.4 }],
  ['values in 1D', line, { type: 'values', values: values(line) }],
  ['values in 3D', solid, { type: 'values', values: values(solid) }],
];

describe('independent particles on a profile', () => {
  test.each(profiles)('%s: every resolved mode is that of the field', (_, grid, profile) => {
    const count = 30000;
    const positions = annealedStart(grid, mean, profile, count, new Gaussians(31));
    expect(positions.map((axis) => axis.length)).toEqual(grid.lengths.map(() => count));
    positions.forEach((axis, a) => {
      expect(axis.every((x) => x >= 0 && x < grid.lengths[a])).toBe(true);
    });
    const field = profileValues(grid, mean, profile);
    const modes = resolved(grid);
    let [worst, largest] = [0, 0];
    for (const n of modes) {
      const { parts, errors } = particleMode(grid, positions, n);
      const shape = profile.type === 'values' ? boxcar(grid, n) : 1;
      fieldMode(grid, field, n).forEach((expected, part) => {
        worst = Math.max(worst, Math.abs(parts[part] - shape * expected) / errors[part]);
        largest = Math.max(largest, Math.abs(expected) / errors[part]);
      });
    }
    expect(worst).toBeLessThan(corrected(2 * modes.length, count));
    if (profile.type !== 'uniform') expect(largest, 'what there is to be seen').toBeGreaterThan(20);
  });

  test('the same seed gives the same positions, another seed others', () => {
    for (const [name, grid, profile] of profiles) {
      const at = (seed: number) => annealedStart(grid, mean, profile, 500, new Gaussians(seed));
      expect(at(3), name).toEqual(at(3));
      expect(at(3), name).not.toEqual(at(4));
    }
  });

  test('a step is (1 + A) below the middle of the box; the field has the mean value at its edge', () => {
    const profile = { type: 'step', amplitude: 0.6, axis: 0 } as const;
    const [x] = annealedStart(line, mean, profile, 40000, new Gaussians(5));
    const below = x.filter((at) => at < line.lengths[0] / 2).length / 40000;
    expect(Math.abs(below - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 40000));
    expect(profileValues(line, mean, profile)[0]).toBe(mean);
    expect(fieldMode(line, profileValues(line, mean, profile), [1])[1]).toBeCloseTo((-2 * 0.6) / Math.PI, 12);
  });
});

describe('one smooth arrangement on a profile', () => {
  test.each(
    profiles.filter(([, grid]) => grid === line),
  )('%s: modes within π|n|/N of the field', (_, grid, profile) => {
    const count = 317;
    const positions = quenchedStart(grid, mean, profile, count);
    expect(quenchedStart(grid, mean, profile, count)).toEqual(positions);
    const field = profileValues(grid, mean, profile);
    for (const n of resolved(grid)) {
      const { parts } = particleMode(grid, positions, n);
      const shape = profile.type === 'values' ? boxcar(grid, n) : 1;
      const [re, im] = fieldMode(grid, field, n).map((part) => part * shape);
      // the midpoint rule for N equal shares of the particles: half the variation of e^{−ikx}, k L, over N
      expect(Math.hypot(parts[0] - re, parts[1] - im), `n = ${n}`).toBeLessThanOrEqual((Math.PI * n[0]) / count);
    }
  });

  test('every particle stands for the same integral of the profile, sharp droplets included', () => {
    const sharp = { type: 'droplet', inside: 5, radius: 1.7, width: 0 } as const;
    const cases = [...profiles.filter(([, grid]) => grid === line), ['sharp droplet', line, sharp] as const];
    for (const [name, grid, profile] of cases) {
      const [x] = quenchedStart(grid, mean, profile, 41);
      const integral = profileIntegral(grid, mean, profile, 0);
      const whole = integral(grid.lengths[0]);
      expect(integral(0), name).toBeCloseTo(0, 12);
      x.forEach((at, i) => {
        expect(integral(at) / whole, name).toBeCloseTo((i + 0.5) / 41, 12);
      });
    }
    const [x] = quenchedStart(line, mean, sharp, 1000);
    const inside = x.filter((at) => Math.abs(at - 3.65) < 1.7).length;
    // 23 of 48 cells have their point within the radius: that is what the field takes for the mean
    const outside = (mean - (5 * 23) / 48) / (1 - 23 / 48);
    expect(Math.abs(inside - (1000 * 5 * 3.4) / (5 * 3.4 + outside * (7.3 - 3.4)))).toBeLessThanOrEqual(1);
  });

  test.each([
    ['cosine', plane, { type: 'cosine', amplitude: 0.8, waves: [0, 2] }, 4],
    ['step', plane, { type: 'step', amplitude: 0.6, axis: 0 }, 2],
    ['step in 3D', solid, { type: 'step', amplitude: -0.5, axis: 1 }, 2],
  ] as const)('%s along one axis: modes across it are small', (_, grid, profile, pieces) => {
    const count = 20000;
    const positions = quenchedStart(grid, mean, profile, count);
    const axis = profileAxis(profile, grid.dim) ?? Number.NaN;
    const field = profileValues(grid, mean, profile);
    let largest = 0;
    for (const n of resolved(grid)) {
      const { parts } = particleMode(grid, positions, n);
      if (n.every((m, a) => m === 0 || a === axis)) {
        const [re, im] = fieldMode(grid, field, n);
        expect(Math.hypot(parts[0] - re, parts[1] - im), `n = ${n}`).toBeLessThanOrEqual(
          (Math.PI * Math.abs(n[axis])) / count,
        );
        continue;
      }
      // Kusmin and Landau: a sum of e^{2πif} is at most cot(πλ/2) where the differences of f rise or fall, λ away from integers
      let [lambda, before] = [0.5, Number.NaN];
      for (let i = 0; i < count; i++) {
        const f = n.reduce((sum, m, a) => sum + (m * positions[a][i]) / grid.lengths[a], 0);
        const turns = f - before;
        if (i > 0) lambda = Math.min(lambda, Math.abs(turns - Math.round(turns)));
        before = f;
      }
      const bound = (pieces * (1 / Math.tan((Math.PI * lambda) / 2) + 1)) / count;
      expect(Math.hypot(...parts), `n = ${n}`).toBeLessThanOrEqual(bound);
      largest = Math.max(largest, Math.hypot(...parts));
    }
    // a random start has 0.007
    expect(largest).toBeLessThan(0.003);
  });

  test('there is none for a profile along several axes', () => {
    for (const [name, grid, profile] of profiles) {
      const several = ['cosine, oblique', 'droplet in 2D', 'droplet in 3D', 'values in 3D'].includes(name);
      expect(profileAxis(profile, grid.dim) === null, name).toBe(several);
      if (several) expect(() => quenchedStart(grid, mean, profile, 9)).toThrow(/varies along more than one axis/);
    }
  });
});
