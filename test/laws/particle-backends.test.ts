import { describe, expect, test } from 'vitest';
import { createEntry, type EntrySpec } from '../../src/core/define.ts';
import type { Normals } from '../../src/core/normals.ts';
import { Gaussians } from '../../src/core/random.ts';
import { Forces } from '../../src/engines/particles/forces.ts';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import { kernelInteraction } from '../../src/engines/particles/kernel/kernel-interaction.ts';
import { KernelPairs } from '../../src/engines/particles/kernel/kernel-pairs.ts';
import { KernelMemory } from '../../src/engines/particles/kernel/memory.ts';
import { pairInteraction } from '../../src/engines/particles/pairs.ts';
import { latticeStart, randomStart, removeOverlaps } from '../../src/engines/particles/start.ts';
import { potentials } from '../../src/physics/potentials/index.ts';
import { type BrownianSettings, brownian } from '../support/brownian.ts';

/** WebAssembly against the reference: forces, trajectories, restarts. */

const specs: readonly EntrySpec[] = [
  { type: 'wca', epsilon: 1.3, sigma: 0.8 },
  { type: 'lennard-jones', epsilon: 0.7, sigma: 0.9, cutoff: 2.2 },
  { type: 'pseudo-hard-sphere', epsilon: 0.6, sigma: 0.9 },
  { type: 'inverse-power', epsilon: 1.4, sigma: 0.8, n: 12, cutoff: 2 },
  { type: 'inverse-power', epsilon: -0.4, sigma: 0.8, n: 3, cutoff: 2.5 },
  { type: 'inverse-power', epsilon: 1.4, sigma: 0.7, n: 2, cutoff: 2 },
  { type: 'gaussian-core', epsilon: 1.7, sigma: 0.35 },
  { type: 'generalised-exponential', epsilon: 1.2, sigma: 0.8, n: 4 },
  { type: 'generalised-exponential', epsilon: -1.2, sigma: 0.8, n: 8 },
  { type: 'soft-sphere', epsilon: 3.1, sigma: 1.2 },
  { type: 'yukawa', epsilon: 1.1, sigma: 0.3, kappa: 14 },
];
const boxes = [[60], [13, 17], [4.9, 31], [8, 7, 9], [5, 12, 6.1]];

test('every potential that has a law is tried here', () => {
  const names = Object.keys(potentials).filter((name) => {
    return (
      !['tabulated', 'expression'].includes(name) &&
      createEntry(potentials, { type: name }, undefined).law !== undefined
    );
  });
  expect(names.filter((name) => !specs.some(({ type }) => type === name))).toEqual([]);
  expect(names.length).toBeGreaterThan(6);
});

/** Positions in a part of the box, so that there are more pairs than of an even spread. */
function crowd(lengths: readonly number[], count: number, part: number): readonly Float64Array[] {
  const start = randomStart(lengths, count, new Gaussians(count));
  return start.map((axis) => axis.map((x) => part * x));
}

/** Largest error of a force, in units of the sum of the absolute forces on its particle. */
function forceError(spec: EntrySpec, lengths: readonly number[], positions: readonly Float64Array[]): number {
  const potential = createEntry(potentials, spec, undefined);
  const count = positions[0].length;
  const plain = pairInteraction(potential, lengths);
  const fast = kernelInteraction(plain, lengths, count, new KernelMemory());
  expect(fast).toBeInstanceOf(KernelPairs);
  const [want, got] = [plain, fast].map((one) => new Forces(lengths.length, count, [one]).compute(positions));
  const scale = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const d = lengths.map((length, a) => {
        const x = positions[a][i] - positions[a][j];
        return x - length * Math.round(x / length);
      });
      const r = Math.hypot(...d);
      if (i !== j && r < potential.range) scale[i] += Math.abs(potential.forceOverR(r) * r);
    }
  }
  expect(Math.max(...scale)).toBeGreaterThan(0);
  // momentum balances to rounding
  const all = scale.reduce((sum, s) => sum + s, 0);
  for (const axis of got) expect(Math.abs(axis.reduce((sum, f) => sum + f, 0))).toBeLessThan(1e-14 * all);
  let error = 0;
  got.forEach((axis, a) => {
    axis.forEach((f, i) => {
      if (f !== want[a][i]) error = Math.max(error, Math.abs(f - want[a][i]) / scale[i]);
    });
  });
  return error;
}

describe.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))('forces of %s', (_, spec) => {
  test.each(boxes.map((lengths) => [lengths.join(' × '), lengths] as const))('%s', (_, lengths) => {
    expect(forceError(spec, lengths, crowd(lengths, 220, 1))).toBeLessThan(1e-12);
    expect(forceError(spec, lengths, crowd(lengths, 330, 0.4))).toBeLessThan(1e-12);
    expect(forceError(spec, lengths, crowd(lengths, 500, 0.7))).toBeLessThan(1e-12);
  });
});

test('energy, virial and Laplacian are those of the reference, and so are two particles on one point', () => {
  for (const lengths of boxes) {
    const potential = createEntry(potentials, specs[1], undefined);
    const positions = latticeStart(lengths, 400);
    const plain = pairInteraction(potential, lengths);
    const fast = kernelInteraction(plain, lengths, 400, new KernelMemory());
    const [want, got] = [plain.evaluate(positions), fast.evaluate(positions)];
    for (const key of ['energy', 'virial', 'laplacian'] as const) {
      expect(Math.abs(got[key] - want[key])).toBeLessThan(1e-11 * Math.abs(want[key]));
    }
    const [first] = positions;
    positions.forEach((axis) => {
      axis[7] = axis[3];
    });
    expect(first[7]).toBe(first[3]);
    const forces = positions.map((axis) => new Float64Array(axis.length));
    expect(() => fast.addForces(positions, forces)).toThrow(/3 and 7 are at one point|7 and 3 are at one point/);
  }
});

/** The same normals for every particle and axis, whether asked for axis by axis or, last axis first, all at once. */
class Injected implements Normals {
  readonly #dim: number;
  readonly #count: number;
  #asked = 0;

  constructor(dim: number, count: number) {
    this.#dim = dim;
    this.#count = count;
  }

  fill(out: Float64Array, scale = 1): void {
    const [dim, count] = [this.#dim, this.#count];
    const draw = this.#asked / (dim * count);
    const gaussians = new Gaussians(1000 + Math.floor(draw + 1e-9));
    const all = Float64Array.from({ length: dim * count }, () => scale * gaussians.next());
    if (out.length === count) out.set(all.subarray(this.#asked % all.length, (this.#asked % all.length) + count));
    else for (let i = 0; i < count; i++) for (let a = 0; a < dim; a++) out[dim * i + dim - 1 - a] = all[a * count + i];
    this.#asked += out.length;
  }

  save() {
    return { state: [this.#asked] };
  }

  load({ state }: { readonly state: readonly number[] }): void {
    this.#asked = state[0];
  }
}

/** A fluid whose particles stand in no order and cross the borders of the box. */
function fluid(lengths: readonly number[], integrator: string): BrownianSettings {
  const count = [0, 60, 170, 240][lengths.length];
  const potential = createEntry(potentials, specs[0], undefined);
  const positions = randomStart(lengths, count, new Gaussians(8));
  const forces = new Forces(lengths.length, count, [pairInteraction(potential, lengths)]);
  removeOverlaps(positions, lengths, forces, 0.8, 40);
  // particle 21 next to a corner
  const corner = positions.map((axis) => axis[21] - 1e-5);
  const wrapped = (x: number, a: number) => x - lengths[a] * Math.floor(x / lengths[a]);
  positions.forEach((axis, a) => {
    axis.forEach((x, i) => {
      axis[i] = wrapped(x - corner[a], a);
    });
  });
  return { ...{ lengths, count, positions, pair: specs[0], integrator }, kT: 0.6, mu: 1.7, dt: 6e-5, mass: 0.8 };
}

describe.each(Object.keys(particleIntegrators))('%s', (integrator) => {
  test.each([[[90]], [[15, 18]], [[9, 7, 8]]])('the same trajectory from the same normals: %s', (lengths) => {
    const settings = fluid(lengths, integrator);
    const [reference, wasm] = (['reference', 'wasm'] as const).map((backend) => {
      return brownian({ ...settings, backend, normals: new Injected(lengths.length, settings.count) });
    });
    expect([reference.backend, wasm.backend]).toEqual(['reference', 'wasm']);
    let crossed = 0;
    for (const steps of [1, 2, 30, 100]) {
      reference.advanceTo(steps * reference.dt);
      wasm.advanceTo(steps * wasm.dt);
      wasm.unwrapped.forEach((axis, a) => {
        axis.forEach((x, i) => {
          expect(Math.abs(x - reference.unwrapped[a][i])).toBeLessThan(1e-10);
          if (x < 0 || x >= lengths[a]) crossed++;
        });
      });
      expect(Math.abs(wasm.energy() / reference.energy() - 1)).toBeLessThan(1e-9);
    }
    expect(crossed).toBeGreaterThan(0);
  });

  test.each([[[90]], [[15, 18]], [[9, 7, 8]]])('goes on bit by bit from what was saved: %s', (lengths) => {
    const settings = { ...fluid(lengths, integrator), backend: 'wasm' } as const;
    for (const stop of [0, 1, 17, 40]) {
      const whole = brownian(settings);
      whole.advanceTo(80 * whole.dt);
      const first = brownian(settings);
      first.advanceTo(stop * first.dt);
      const original = first.save();
      const saved = structuredClone(original);
      // looking at an engine, or saving it, changes nothing
      first.energy();
      first.forceStatistics();
      first.advanceTo(80 * first.dt);
      expect(first.save()).toEqual(whole.save());
      expect(original).toEqual(saved);
      const second = brownian({ ...settings, seed: 77, positions: latticeStart(lengths, settings.count) });
      second.advanceTo(5 * second.dt);
      second.load(saved);
      expect(second.save()).toEqual(saved);
      second.advanceTo(80 * second.dt);
      expect(second.save()).toEqual(whole.save());
    }
  });
});

test('a step that is too long stops with the words of the reference', () => {
  const settings = { ...fluid([15, 18], 'leimkuhler-matthews'), dt: 0.02 };
  const [reference, wasm] = (['reference', 'wasm'] as const).map((backend) => {
    const engine = brownian({ ...settings, backend, normals: new Injected(2, settings.count) });
    try {
      engine.advanceTo(50 * engine.dt);
    } catch (error) {
      return { message: String(error), positions: engine.positions };
    }
    return { message: 'nothing', positions: engine.positions };
  });
  expect(wasm.message).toMatch(/forces would move particle \d+ by .* in step \d+.*nearest partner/);
  const rounded = (text: string) => text.replace(/[\d.]{4,}/g, (n) => Number(n).toPrecision(3));
  expect(rounded(wasm.message)).toBe(rounded(reference.message));
  // and before anything has moved
  wasm.positions.forEach((axis, a) => {
    axis.forEach((x, i) => {
      expect(Math.abs(x - reference.positions[a][i])).toBeLessThan(1e-9);
    });
  });
});

test('what was saved by the other backend is refused: it has other random numbers', () => {
  const settings = fluid([15, 18], 'leimkuhler-matthews');
  const saved = brownian({ ...settings, backend: 'reference' }).save();
  expect(() => brownian({ ...settings, backend: 'wasm' }).load(saved)).toThrow(/saved by the backend reference/);
});

test('memory of engines that are released is used again', () => {
  const settings = { ...fluid([15, 18], 'leimkuhler-matthews'), backend: 'wasm' } as const;
  const { kernel } = new KernelMemory();
  const sizes = Array.from({ length: 60 }, () => {
    const engine = brownian(settings);
    engine.advanceTo(3 * engine.dt);
    const before = engine.positions.map((axis) => axis.slice());
    engine.release();
    expect(engine.positions).toEqual(before);
    expect(() => engine.advanceTo(9 * engine.dt)).toThrow(/released/);
    return kernel.allocate(0);
  });
  // a key of 8 bytes in a line of its own is all that stays
  expect(sizes[59] - sizes[1]).toBeLessThanOrEqual(58 * 64);
});

test('potentials without a law stay with the reference', () => {
  const lengths = [15, 18];
  const memory = new KernelMemory();
  for (const spec of [
    { type: 'tabulated', r: [0, 0.3, 0.6, 1, 1.5], u: [3, 2.5, 1.2, 0.3, 0] },
    { type: 'inverse-power', n: 2.5, cutoff: 2 },
    { type: 'generalised-exponential', n: 3 },
  ]) {
    const plain = pairInteraction(createEntry(potentials, spec, undefined), lengths);
    expect(kernelInteraction(plain, lengths, 10, memory)).toBe(plain);
  }
});
