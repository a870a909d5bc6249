import { describe, expect, test } from 'vitest';
import { DirectModes } from '../../../src/core/direct-modes.ts';
import { FastParticleModes } from '../../../src/core/fast-particle-modes.ts';
import { ModeSet, modesWithin } from '../../../src/core/modes.ts';
import { particleModes } from '../../../src/core/particle-modes.ts';
import { Gaussians } from '../../../src/core/random.ts';

const COUNT = 400;

function particles(lengths: readonly number[], count = COUNT, seed = 9): readonly Float64Array[] {
  const gaussians = new Gaussians(seed);
  return lengths.map((length) => Float64Array.from({ length: count }, () => length * gaussians.uniform()));
}

/** Σ_i e^{−ik·x_i} with the phase n·x/L reduced to (−½, ½] before it is multiplied by 2π: exact to a few 10⁻¹⁶ n. */
function exact(positions: readonly Float64Array[], { n, dim, count, lengths }: ModeSet, pick = (_: number) => true) {
  const out = new Float64Array(2 * count);
  for (let m = 0; m < count; m++) {
    for (let i = 0; i < positions[0].length; i++) {
      if (!pick(i)) continue;
      let turns = 0;
      for (let a = 0; a < dim; a++) {
        const own = n[m * dim + a] * (positions[a][i] / lengths[a]);
        turns += own - Math.round(own);
      }
      out[2 * m] += Math.cos(2 * Math.PI * turns);
      out[2 * m + 1] -= Math.sin(2 * Math.PI * turns);
    }
  }
  return out;
}

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i])), 0);

const cases = [
  { lengths: [7.3], limit: [63] },
  { lengths: [0.4], limit: [3] },
  { lengths: [7.3], limit: [500] },
  { lengths: [7.3, 2.1], limit: [31, 9] },
  { lengths: [7.3, 2.1], limit: [12, 0] },
  { lengths: [7.3, 2.1, 4.4], limit: [7, 3, 9] },
  { lengths: [7.3, 2.1, 4.4], limit: [0, 4, 6] },
];

describe.each(cases)('modes within $limit of a box $lengths', ({ lengths, limit }) => {
  const modes = modesWithin(lengths, limit);
  const fast = new FastParticleModes(modes);
  const out = new Float64Array(2 * modes.count);

  test('equal the sum over particles, wherever these are', () => {
    const edges = [0, 1 - 1.2e-16, 0.5, 1e-17, 0.25].map((x) => lengths.map((length) => Float64Array.of(x * length)));
    for (const positions of [particles(lengths), ...edges]) {
      fast.sum(positions, out);
      // the kernel is good for 2e-13 per particle and axis; both sums round n·x/L by 2e-16 n
      const bound = positions[0].length * (lengths.length * 2e-13 + Math.max(...limit) * 2e-15);
      expect(farthest(out, exact(positions, modes))).toBeLessThan(bound);
    }
  });

  test('are right to 1e-12 N where all particles sit on one point, the worst that there is', () => {
    const one = particles(lengths, 1, 4);
    const all = one.map((x) => new Float64Array(1000).fill(x[0]));
    fast.sum(all, out);
    const want = exact(one, modes).map((v) => 1000 * v);
    expect(farthest(out, want)).toBeLessThan(1000 * 1e-12);
  });

  test('of one species', () => {
    const positions = particles(lengths);
    const speciesOf = Int32Array.from({ length: COUNT }, (_, i) => i % 3);
    fast.sum(positions, out, { speciesOf, species: 2 });
    expect(
      farthest(
        out,
        exact(positions, modes, (i) => i % 3 === 2),
      ),
    ).toBeLessThan(COUNT * 1e-12);
  });
});

test('the sum over particles itself, and a set in any order', () => {
  const lengths = [1.3, 2.6];
  const modes = new ModeSet(lengths, Int32Array.of(3, -1, 0, 2, 1, 0, -1, 1, 1, -5, 3, 1));
  const positions = particles(lengths, 700);
  const out = new Float64Array(2 * modes.count);
  for (const method of [new DirectModes(modes), new FastParticleModes(modes)]) {
    method.sum(positions, out);
    expect(farthest(out, exact(positions, modes))).toBeLessThan(700 * 4e-13);
  }
});

describe('the plain sum', () => {
  test('gives a mode the same bits whatever else is in the set', () => {
    for (const { lengths, limit } of cases) {
      const modes = modesWithin(lengths, limit);
      const positions = particles(lengths, 700);
      const all = new Float64Array(2 * modes.count);
      particleModes(positions, modes, all);
      for (let m = 0; m < modes.count; m += 7) {
        const alone = new ModeSet(lengths, modes.n.slice(m * modes.dim, (m + 1) * modes.dim));
        const out = new Float64Array(2);
        particleModes(positions, alone, out);
        expect([out[0], out[1]]).toEqual([all[2 * m], all[2 * m + 1]]);
      }
    }
  });

  test('serves small sets, the transform large ones', () => {
    const lengths = [7.3, 2.1];
    const modes = modesWithin(lengths, [60, 60]);
    const [out, plain, fast] = [0, 1, 2].map(() => new Float64Array(2 * modes.count));
    for (const [count, expected] of [
      [1000, plain],
      [6000, fast],
    ] as const) {
      const positions = particles(lengths, count);
      particleModes(positions, modes, out);
      new DirectModes(modes).sum(positions, plain);
      new FastParticleModes(modes).sum(positions, fast);
      expect(out).toEqual(expected);
      expect(fast).not.toEqual(plain);
      // N × modes = 7e6 and 4e7
      expect(count * modes.count > 3e7).toBe(expected === fast);
    }
  });
});
