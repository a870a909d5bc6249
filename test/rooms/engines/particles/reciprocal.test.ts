import { describe, expect, test } from 'vitest';
import { createEntry } from '../../../../src/core/define.ts';
import type { Dimension } from '../../../../src/core/grid.ts';
import { Gaussians } from '../../../../src/core/random.ts';
import { Forces } from '../../../../src/engines/particles/forces.ts';
import type { Interaction } from '../../../../src/engines/particles/interaction.ts';
import { pairForces } from '../../../../src/engines/particles/pair-forces.ts';
import { pairInteraction } from '../../../../src/engines/particles/pairs.ts';
import { reciprocalInteraction } from '../../../../src/engines/particles/reciprocal.ts';
import { randomStart } from '../../../../src/engines/particles/start.ts';
import { potentials } from '../../../../src/physics/potentials/index.ts';
import type { PairPotential } from '../../../../src/physics/potentials/potential.ts';

const make = (type: string, more: object = {}): PairPotential => createEntry(potentials, { type, ...more }, undefined);

const [strength, width] = [1.7, 0.6];
const charges = make('coulomb', { strength, width });
const soft = make('gaussian-core', { epsilon: 0.3, sigma: 0.9 });

const boxes: readonly (readonly number[])[] = [[5.3], [4.1, 5.7], [3.3, 4.7, 3.9]];
const named = boxes.map((lengths) => [lengths.join(' × '), lengths] as const);
const COUNT = 24;

const start = (lengths: readonly number[]) => randomStart(lengths, COUNT, new Gaussians(31));
const forcesOf = (interaction: Interaction, positions: readonly Float64Array[]): readonly Float64Array[] => {
  return new Forces(positions.length, positions[0].length, [interaction]).compute(positions).map((f) => f.slice());
};
const largest = (forces: readonly Float64Array[]): number => Math.max(...forces.flatMap((f) => [...f].map(Math.abs)));
const volumeOf = (lengths: readonly number[]): number => lengths.reduce((product, length) => product * length, 1);

/** All integer vectors with |n_a| ≤ most_a. */
function integers(most: readonly number[]): readonly (readonly number[])[] {
  return most.reduce<number[][]>(
    (list, limit) => list.flatMap((n) => Array.from({ length: 2 * limit + 1 }, (_, i) => [...n, i - limit])),
    [[]],
  );
}

/**
 * Ewald's method, apart from the engine's sum over k: charges of width a are charges of a larger width b, few waves, and the
 * difference of the two, of short range and summed over images, whose mean û(0) = Ωq²(b² − a²) belongs to the background.
 */
function ewald(positions: readonly Float64Array[], lengths: readonly number[], b: number) {
  const dim = lengths.length as Dimension;
  const surface = { 1: 2, 2: 2 * Math.PI, 3: 4 * Math.PI }[dim];
  const narrow = charges.inDimension?.(dim) ?? charges;
  const wide = make('coulomb', { strength, width: b }).inDimension?.(dim) ?? charges;
  // the logarithms of two dimensions differ by a constant at infinity
  const offset = dim === 2 ? strength * Math.log(b / width) : 0;
  const volume = volumeOf(lengths);
  const shifts = integers(lengths.map((length) => Math.ceil((13 * b) / length) + 1));
  const waves = integers(lengths.map((length) => Math.ceil((6.5 * length) / (2 * Math.PI * b))))
    .filter((n) => n.some((v) => v !== 0))
    .map((n) => {
      const k = n.map((v, a) => (2 * Math.PI * v) / lengths[a]);
      const square = k.reduce((sum, v) => sum + v * v, 0);
      return { k, strength: (surface * strength * Math.exp(-square * b * b)) / square };
    });
  const forces = lengths.map(() => new Float64Array(COUNT));
  let energy = 0;
  for (let i = 0; i < COUNT; i++) {
    for (let j = 0; j < COUNT; j++) {
      if (i === j) continue;
      const d = lengths.map((_, a) => positions[a][i] - positions[a][j]);
      for (const shift of shifts) {
        const r = Math.hypot(...d.map((v, a) => v + shift[a] * lengths[a]));
        if (r > 12 * b) continue;
        energy += 0.5 * (narrow.energy(r) - wide.energy(r) + offset);
        const f = narrow.forceOverR(r) - wide.forceOverR(r);
        for (let a = 0; a < dim; a++) forces[a][i] += f * (d[a] + shift[a] * lengths[a]);
      }
      energy -= (0.5 * surface * strength * (b * b - width * width)) / volume;
      for (const wave of waves) {
        const phase = d.reduce((sum, v, a) => sum + v * wave.k[a], 0);
        energy += (0.5 * wave.strength * Math.cos(phase)) / volume;
        for (let a = 0; a < dim; a++) forces[a][i] += (wave.strength * wave.k[a] * Math.sin(phase)) / volume;
      }
    }
  }
  return { forces, energy };
}

describe('charges', () => {
  test.each(named)('forces and energy are those of Ewald’s method, %s', (_, lengths) => {
    const positions = start(lengths);
    const interaction = reciprocalInteraction(charges, lengths);
    const got = forcesOf(interaction, positions);
    const want = ewald(positions, lengths, 1.4 * width);
    const scale = largest(want.forces);
    // waves and images that either sum leaves out are below 1e-15 of the largest; there are 1e3 of them
    got.forEach((axis, a) => {
      axis.forEach((f, i) => {
        expect(Math.abs(f - want.forces[a][i])).toBeLessThan(1e-11 * scale);
      });
    });
    expect(Math.abs(interaction.evaluate(positions).energy - want.energy)).toBeLessThan(1e-11 * COUNT * COUNT);
  });

  test('two charges in 2D: q²/r near by, less the background between them, and nothing at half the box', () => {
    // the force of a lattice of charges on one at the centre of its cell vanishes, that near a charge is q²/r
    const lengths = [40, 40];
    const pair = (x: number) =>
      forcesOf(reciprocalInteraction(charges, lengths), [Float64Array.of(0, x), Float64Array.of(0, 0)]);
    expect(Math.abs(pair(20)[0][1])).toBeLessThan(1e-13);
    // the background within r takes the share πr²/V away, the images are quadrupoles of order (r/L)⁴
    const [r, volume] = [6, 1600];
    expect(pair(r)[0][1] / (strength / r)).toBeCloseTo(1 - (Math.PI * r * r) / volume, 2);
  });

  test('an even distribution feels nothing: the background cancels it', () => {
    const lengths = [6, 4];
    const lattice = [0, 1].map((a) =>
      Float64Array.from({ length: 24 }, (_, i) => (a === 0 ? Math.floor(i / 4) : i % 4)),
    );
    const { energy } = reciprocalInteraction(charges, lengths).evaluate(lattice);
    expect(largest(forcesOf(reciprocalInteraction(charges, lengths), lattice))).toBeLessThan(1e-12);
    // all ρ_k vanish but those of the lattice, at e^{−(2πa)²} = 7e-7 and beyond
    let own = 0;
    for (const n of integers([12, 8])) {
      const square = (2 * Math.PI * n[0]) / 6;
      const other = (2 * Math.PI * n[1]) / 4;
      const k2 = square * square + other * other;
      if (k2 > 0) own += (2 * Math.PI * strength * Math.exp(-k2 * width * width)) / k2;
    }
    expect(energy / ((-24 * own) / (2 * 24))).toBeCloseTo(1, 5);
  });
});

describe.each([
  ['charges', charges],
  ['gaussian core', soft],
] as const)('%s', (_name, potential) => {
  test.each(named)('forces are −∇U, the laplacian is Σ∇²U, momentum balances, %s', (_, lengths) => {
    const positions = start(lengths);
    const interaction = reciprocalInteraction(potential, lengths);
    const forces = forcesOf(interaction, positions);
    const scale = largest(forces);
    for (const axis of forces) {
      expect(Math.abs(axis.reduce((sum, f) => sum + f, 0))).toBeLessThan(1e-13 * COUNT * scale);
    }
    const h = 1e-3;
    const shifted = (a: number, i: number, by: number) => {
      const copy = positions.map((axis) => axis.slice());
      copy[a][i] += by;
      return copy;
    };
    let laplacian = 0;
    for (let a = 0; a < lengths.length; a++) {
      for (let i = 0; i < COUNT; i++) {
        const energy = (by: number) => interaction.evaluate(shifted(a, i, by)).energy;
        const slope = (8 * (energy(h) - energy(-h)) - (energy(2 * h) - energy(-2 * h))) / (12 * h);
        // h⁴ of the fifth derivative of u, and rounding of an energy of order 10 by 1e-14/h
        expect(Math.abs(forces[a][i] + slope)).toBeLessThan(1e-9 * scale);
        const force = (by: number) => forcesOf(interaction, shifted(a, i, by))[a][i];
        laplacian -= (8 * (force(h) - force(-h)) - (force(2 * h) - force(-2 * h))) / (12 * h);
      }
    }
    expect(interaction.evaluate(positions).laplacian / laplacian).toBeCloseTo(1, 8);
  });

  test.each(named)('the virial is −d V ∂U/∂V by uniform scaling, %s', (_, lengths) => {
    const positions = start(lengths);
    const dim = lengths.length;
    const energy = (factor: number): number => {
      const box = lengths.map((length) => length * factor);
      return reciprocalInteraction(potential, box).evaluate(positions.map((x) => x.map((v) => v * factor))).energy;
    };
    // V = V0 s^d: −d V dU/dV = −dU/d ln s
    const h = 2e-3;
    const derivative = (8 * (energy(1 + h) - energy(1 - h)) - (energy(1 + 2 * h) - energy(1 - 2 * h))) / (12 * h);
    const { virial } = reciprocalInteraction(potential, lengths).evaluate(positions);
    // h⁴/30 of the fifth derivative, up to (range/σ)⁵ ~ 5³·10 of the energy, and 1e-14/h of rounding
    expect(Math.abs(virial + derivative) / (Math.abs(virial) + dim)).toBeLessThan(1e-8);
  });
});

describe('a Gaussian core by waves equals the sum over all pairs and images', () => {
  // the last three are so short that a particle feels its own images
  const small = [[1.6], [1.5, 1.9], [2.3, 1.7, 2.9]];
  test.each([...boxes, ...small].map((lengths) => [lengths.join(' × '), lengths] as const))('%s', (_, lengths) => {
    const positions = start(lengths);
    const [waves, pairs] = [reciprocalInteraction(soft, lengths), pairInteraction(soft, lengths)];
    const [got, want] = [forcesOf(waves, positions), forcesOf(pairs, positions)];
    // pairs end at the range √28 σ, where u = 7e-13 u(0) and −ru′ = 4e-11 u(0); what lies beyond is that times the number of
    // particles in a shell, ρ·4π·28σ³/(2·√28) at most
    const density = (COUNT / volumeOf(lengths)) * 0.9 ** lengths.length;
    const beyond = 0.3 * density * [1, 7, 40][lengths.length - 1] * 7e-13;
    got.forEach((axis, a) => {
      axis.forEach((f, i) => {
        expect(Math.abs(f - want[a][i])).toBeLessThan(12 * beyond + 1e-13);
      });
    });
    const [a, b] = [waves.evaluate(positions), pairs.evaluate(positions)];
    expect(Math.abs(a.energy - b.energy)).toBeLessThan(COUNT * beyond);
    expect(Math.abs(a.virial - b.virial)).toBeLessThan(COUNT * 56 * beyond);
    // the pairs' u″ is a difference over 1e-5 σ: 1e-10 of Σ|u″|, of order N² u(0)/σ²
    expect(Math.abs(a.laplacian - b.laplacian)).toBeLessThan(1e-9 * COUNT * COUNT + COUNT * 112 * 60 * beyond);
  });
});

describe('the choice', () => {
  const listed = (interaction: Interaction): boolean => interaction.restore !== undefined;
  const core = make('gaussian-core', { epsilon: 0.02, sigma: 1 });

  test('a neighbour list where neighbours are few, waves where they are many', () => {
    expect(listed(pairForces(core, [60, 60], 3600))).toBe(true);
    expect(listed(pairForces(core, [20, 20], 100))).toBe(true);
    expect(listed(pairForces(core, [20, 20], 20_000))).toBe(false);
    expect(listed(pairForces(make('wca'), [20, 20], 400))).toBe(true);
    expect(listed(pairForces(charges, [20, 20], 4))).toBe(false);
  });

  test('gives the same forces', () => {
    const positions = randomStart([7, 6], 400, new Gaussians(3));
    const [got, want] = [pairForces, pairInteraction].map((choose) => forcesOf(choose(core, [7, 6], 400), positions));
    got.forEach((axis, a) => {
      axis.forEach((f, i) => {
        expect(Math.abs(f - want[a][i])).toBeLessThan(1e-10 * largest(want));
      });
    });
  });

  test('refuses what it cannot sum', () => {
    expect(() => reciprocalInteraction(make('wca'), [9, 9])).toThrow(/no band limit/);
    expect(() => pairForces(make('coulomb', { width: 1e-3 }), [9, 9], 10)).toThrow(
      /wavevectors up to k = 5\.96e\+3 in this box/,
    );
    expect(() => pairInteraction(charges, [9, 9])).toThrow(/infinite range/);
  });

  test('the closest pair, of all and of one particle, across the border', () => {
    const positions = [Float64Array.of(0.2, 4, 8.9, 5), Float64Array.of(3, 3, 3, 3)];
    const forces = new Forces(2, 4, [reciprocalInteraction(charges, [9, 7])]);
    expect(forces.closest(positions)).toMatchObject({ i: 0, j: 2 });
    expect(forces.closest(positions)?.distance).toBeCloseTo(0.3, 12);
    expect(forces.closest(positions, 3)).toMatchObject({ i: 3, j: 1, distance: 1 });
  });
});

describe('band limits: |û| stays below tolerance·max|û| beyond, and not long before', () => {
  test.each([
    make('coulomb', { width: 0.7, strength: -2 }),
    make('gaussian-core', { epsilon: -2, sigma: 0.7 }),
  ])('%#', (u) => {
    for (const dim of [1, 2, 3] as const) {
      const value = (k: number) => Math.abs(u.transform(k, dim) ?? Number.NaN);
      const most = u.longRange ? value(1 / u.sigma) : value(0);
      for (const tolerance of [1e-2, 1e-6, 1e-15]) {
        const limit = u.bandLimit?.(tolerance) ?? Number.NaN;
        for (let k = limit * 1.000001; k < 3 * limit; k *= 1.05) expect(value(k)).toBeLessThan(tolerance * most);
        expect(value(0.75 * limit)).toBeGreaterThan(tolerance * most);
      }
    }
  });
});
