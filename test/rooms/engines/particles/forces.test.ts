import { describe, expect, test } from 'vitest';
import { CellGrid } from '../../../../src/core/cells.ts';
import { createEntry } from '../../../../src/core/define.ts';
import { modesWithin } from '../../../../src/core/modes.ts';
import { particleModes } from '../../../../src/core/particle-modes.ts';
import { Gaussians } from '../../../../src/core/random.ts';
import { Forces } from '../../../../src/engines/particles/forces.ts';
import { pairInteraction } from '../../../../src/engines/particles/pairs.ts';
import { randomStart, removeOverlaps } from '../../../../src/engines/particles/start.ts';
import { potentials } from '../../../../src/physics/potentials/index.ts';

const soft = createEntry(potentials, { type: 'gaussian-core', epsilon: 1.7, sigma: 0.6 }, undefined);
const wca = createEntry(potentials, { type: 'wca', epsilon: 1.3, sigma: 0.8 }, undefined);

/** All pairs and all images within the range, written without any of the engine's code. */
function bruteForce(positions: readonly Float64Array[], lengths: readonly number[], u: typeof soft) {
  const dim = lengths.length;
  const forces = lengths.map(() => new Float64Array(positions[0].length));
  let [energy, virial] = [0, 0];
  const images = [-3, -2, -1, 0, 1, 2, 3];
  const shifts: number[][] = lengths.reduce<number[][]>(
    (list, length) => list.flatMap((s) => images.map((n) => [...s, n * length])),
    [[]],
  );
  for (let i = 0; i < positions[0].length; i++) {
    for (let j = 0; j < positions[0].length; j++) {
      for (const shift of shifts) {
        if (i === j && shift.every((s) => s === 0)) continue;
        const d = shift.map((s, a) => positions[a][i] - positions[a][j] + s);
        const r = Math.sqrt(d.reduce((sum, v) => sum + v * v, 0));
        if (r >= u.range) continue;
        const f = u.forceOverR(r);
        energy += 0.5 * u.energy(r);
        virial += 0.5 * f * r * r;
        for (let a = 0; a < dim; a++) forces[a][i] += f * d[a];
      }
    }
  }
  return { forces, energy, virial };
}

describe('pair forces', () => {
  const boxes = [[40], [3.1], [1.4], [14, 11], [4.3, 9], [1.6, 1.9], [8, 7, 9], [3.4, 8, 2.9]];
  test.each(
    boxes.map((lengths) => [lengths.join(' × '), lengths] as const),
  )('all pairs and images: %s', (_, lengths) => {
    const positions = randomStart(lengths, 40, new Gaussians(3));
    const forces = new Forces(lengths.length, 40, [pairInteraction(soft, lengths)]);
    const got = forces.compute(positions);
    const want = bruteForce(positions, lengths, soft);
    const scale = Math.max(...want.forces.flatMap((axis) => [...axis].map(Math.abs)));
    got.forEach((axis, a) => {
      axis.forEach((f, i) => {
        expect(Math.abs(f - want.forces[a][i])).toBeLessThan(1e-12 * scale);
      });
      // momentum balances to rounding
      expect(Math.abs(axis.reduce((sum, f) => sum + f, 0))).toBeLessThan(1e-12 * scale);
    });
    const { energy, virial, laplacian } = forces.evaluate(positions);
    expect(energy).toBeCloseTo(want.energy, 10);
    expect(virial).toBeCloseTo(want.virial, 10);
    // Σ∇²U from differences of the forces
    const h = 1e-4;
    let sum = 0;
    for (let a = 0; a < lengths.length; a++) {
      for (let i = 0; i < 40; i++) {
        const at = (by: number): number => {
          const copy = positions.map((axis) => axis.slice());
          copy[a][i] += by;
          const moved = new Forces(lengths.length, 40, [pairInteraction(soft, lengths)]);
          return moved.compute(copy)[a][i];
        };
        sum += (at(-h) - at(h)) / (2 * h);
      }
    }
    expect(Math.abs(laplacian / sum - 1)).toBeLessThan(1e-5);
  });

  test('the neighbour list stays right while particles move', () => {
    const lengths = [9, 8];
    const gaussians = new Gaussians(5);
    const positions = randomStart(lengths, 60, gaussians);
    const forces = new Forces(2, 60, [pairInteraction(soft, lengths)]);
    for (let step = 0; step < 60; step++) {
      positions.forEach((axis, a) => {
        for (let i = 0; i < axis.length; i++) {
          axis[i] += 0.03 * gaussians.next();
          axis[i] -= Math.floor(axis[i] / lengths[a]) * lengths[a];
        }
      });
      const got = forces.compute(positions);
      if (step % 6 !== 0) continue;
      const want = bruteForce(positions, lengths, soft).forces;
      got.forEach((axis, a) => {
        axis.forEach((f, i) => {
          expect(Math.abs(f - want[a][i])).toBeLessThan(1e-11);
        });
      });
    }
  });

  test('two particles on one point are an error where the force is infinite', () => {
    const forces = new Forces(2, 2, [pairInteraction(wca, [9, 9])]);
    expect(() => forces.compute([Float64Array.of(1, 1), Float64Array.of(2, 2)])).toThrow(/0 and 1 are at one point/);
  });

  test('overlaps of a random start are removed', () => {
    const lengths = [9, 7];
    const positions = randomStart(lengths, 50, new Gaussians(8));
    const forces = new Forces(2, 50, [pairInteraction(wca, lengths)]);
    const { iterations, before, after } = removeOverlaps(positions, lengths, forces, 0.8, 30);
    expect(before).toBeGreaterThan(1e3);
    expect(after).toBeLessThanOrEqual(30);
    expect(iterations).toBeGreaterThan(0);
    expect(forces.closest(positions)?.distance ?? 0).toBeGreaterThan(0.7);
  });

  test('cells find every pair within reach exactly once', () => {
    for (const lengths of [[7], [7, 3.2], [5, 6, 7]]) {
      const positions = randomStart(lengths, 120, new Gaussians(11));
      const found = new Set<string>();
      new CellGrid(lengths, 1.1).pairs(positions, (i, j) => {
        const key = i < j ? `${i},${j}` : `${j},${i}`;
        expect(found.has(key)).toBe(false);
        found.add(key);
      });
      for (let i = 0; i < 120; i++) {
        for (let j = i + 1; j < 120; j++) {
          const square = lengths.reduce((sum, length, a) => {
            const d = positions[a][i] - positions[a][j];
            const nearest = d - length * Math.round(d / length);
            return sum + nearest * nearest;
          }, 0);
          if (square < 1.1 * 1.1) expect(found.has(`${i},${j}`)).toBe(true);
        }
      }
    }
  });

  test('density modes equal the direct sum', () => {
    for (const [lengths, limit] of [
      [[7], [40]],
      [
        [7, 3.2],
        [9, 6],
      ],
      [
        [5, 6, 7],
        [4, 3, 5],
      ],
    ]) {
      const modes = modesWithin(lengths, limit);
      const positions = randomStart(lengths, 700, new Gaussians(2));
      const speciesOf = Int32Array.from({ length: 700 }, (_, i) => i % 3);
      const out = new Float64Array(2 * modes.count);
      particleModes(positions, modes, out, { speciesOf, species: 1 });
      for (let m = 0; m < modes.count; m += 3) {
        let [re, im] = [0, 0];
        for (let i = 1; i < 700; i += 3) {
          const phase = lengths.reduce((sum, length, a) => {
            return sum - (2 * Math.PI * modes.n[m * lengths.length + a] * positions[a][i]) / length;
          }, 0);
          re += Math.cos(phase);
          im += Math.sin(phase);
        }
        expect(Math.hypot(out[2 * m] - re, out[2 * m + 1] - im)).toBeLessThan(1e-11);
      }
    }
  });
});
