import { describe, expect, test } from 'vitest';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import { brownian } from '../support/brownian.ts';
import { estimate } from './statistics.ts';

const [kT, mu] = [0.4, 2.5];

describe('free particles', () => {
  test.each(
    Object.keys(particleIntegrators).filter((name) => name !== 'baoab'),
  )('mean square displacement: %s', (name) => {
    const lengths = [3, 4];
    const [count, dt, steps] = [20000, 0.02, 25];
    const engine = brownian({ lengths, count, kT, mu, dt, integrator: name, seed: 4 });
    const start = engine.unwrapped.map((axis) => axis.slice());
    engine.advanceTo(steps * dt);
    const squares = Array.from({ length: count }, (_, i) => {
      return engine.unwrapped.reduce((sum, axis, a) => sum + (axis[i] - start[a][i]) ** 2, 0);
    });
    const { mean, error } = estimate(squares);
    const expected = 4 * mu * kT * dt * (steps + particleIntegrators[name].offset);
    expect(error / expected).toBeLessThan(0.01);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
  });

  test('noise-scale multiplies the displacement', () => {
    const run = (noiseScale: number): Float64Array => {
      const engine = brownian({ lengths: [50], count: 10, kT, mu, dt: 0.01, noiseScale });
      const start = engine.unwrapped[0].slice();
      engine.advanceTo(0.1);
      return engine.unwrapped[0].map((x, i) => x - start[i]);
    };
    const [one, two] = [run(1), run(1.5)];
    two.forEach((d, i) => {
      expect(d).toBeCloseTo(1.5 * one[i], 10);
    });
  });
});

/** A trap so weak on the scale of the box that it is harmonic to 1e-4 within the cloud. */
describe('harmonic trap', () => {
  const [stiffness, length] = [2, 120];
  const variance = (name: string, dt: number, mass = 1) => {
    const engine = brownian({
      lengths: [length],
      count: 4000,
      kT,
      mu,
      dt,
      mass,
      integrator: name,
      external: { type: 'harmonic', stiffness, centre: [] },
      positions: [new Float64Array(4000).fill(length / 2)],
      seed: 12,
    });
    const relax = 1 / (mu * stiffness);
    engine.advanceTo(Math.ceil((8 * relax) / dt) * dt);
    const samples = Array.from({ length: 60 }, () => {
      engine.advanceTo(engine.time + Math.ceil((3 * relax) / dt) * dt);
      return engine.positions[0].reduce((sum, x) => sum + (x - length / 2) ** 2, 0) / 4000;
    });
    return estimate(samples);
  };
  const dt = 0.05; // kμdt = 0.25: a coarse step, so that the schemes differ by many standard errors

  test('leimkuhler-matthews: variance kT/κ exactly', () => {
    const { mean, error } = variance('leimkuhler-matthews', dt);
    expect(error / (kT / stiffness)).toBeLessThan(0.005);
    expect(Math.abs(mean - kT / stiffness)).toBeLessThan(4 * error);
  });
  test('euler-maruyama: kT/κ/(1 − κμdt/2)', () => {
    const { mean, error } = variance('euler-maruyama', dt);
    const expected = kT / stiffness / (1 - (stiffness * mu * dt) / 2);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
    expect(Math.abs(mean - kT / stiffness)).toBeGreaterThan(8 * error);
  });
  test('baoab: kT/κ exactly in positions', () => {
    const { mean, error } = variance('baoab', dt, 0.6);
    expect(Math.abs(mean - kT / stiffness)).toBeLessThan(4 * error);
  });
});

/**
 * A weak cosine V0 cos kx and steps that are long for it, z = Dk²dt: to first order in V0 the mean mode of the density is
 * −(V0/2kT) times (z/2)/sinh(z/2) for Leimkuhler–Matthews, z/(e^z − 1) for Euler–Maruyama; the automatic step of charges rests on it.
 */
describe('answer to a weak force', () => {
  const response = (integrator: string, z: number) => {
    const [length, count, weak] = [2.7, 20000, 0.2];
    const k = (2 * Math.PI) / length;
    const engine = brownian({
      lengths: [length],
      count,
      kT,
      mu,
      dt: z / (mu * kT * k * k),
      integrator,
      external: { type: 'cosine', amplitude: weak * kT, waves: [1] },
      seed: 15,
    });
    engine.advanceTo(8 * engine.dt);
    const values = Array.from({ length: 60 }, () => {
      engine.advanceTo(engine.time + 3 * engine.dt);
      return engine.positions[0].reduce((sum, x) => sum + Math.cos(k * x), 0) / count;
    });
    const { mean, error } = estimate(values);
    // the next order of I1/I0 takes V0²/8(kT)² = 0.5 % off
    return { mean: mean / (-weak / 2), error: error / (weak / 2) + 0.005 / 4 };
  };
  const z = 1.8;
  test.each([
    ['leimkuhler-matthews', z / 2 / Math.sinh(z / 2)],
    ['euler-maruyama', z / Math.expm1(z)],
  ])('%s', (integrator, expected) => {
    const { mean, error } = response(integrator, z);
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
  });
});

describe('WCA at ρσ² = 0.7, kT = ε', () => {
  const run = (integrator: string) => {
    const side = Math.sqrt(400 / 0.7);
    const engine = brownian({
      lengths: [side, side],
      count: 400,
      kT: 1,
      mu: 1,
      dt: 2e-4,
      integrator,
      pair: { type: 'wca', epsilon: 1, sigma: 1 },
      seed: 21,
    });
    engine.advanceTo(1);
    const [u, z, t]: number[][] = [[], [], []];
    for (let block = 0; block < 24; block++) {
      let [energy, pressure, squares, laplacian] = [0, 0, 0, 0];
      for (let i = 0; i < 5; i++) {
        engine.advanceTo(engine.time + 0.06);
        energy += engine.energy() / 400 / 5;
        pressure += engine.pressure() / 0.7 / 5;
        const forces = engine.forceStatistics();
        squares += forces.squares;
        laplacian += forces.laplacian;
      }
      u.push(energy);
      z.push(pressure);
      t.push(squares / laplacian);
    }
    return { u: estimate(u), z: estimate(z), t: estimate(t) };
  };
  test('leimkuhler-matthews: u/N = 0.325, Z = 5.34, configurational temperature 1; euler-maruyama 2.5 % high', () => {
    const lm = run('leimkuhler-matthews');
    const em = run('euler-maruyama');
    expect(Math.abs(lm.u.mean - 0.3247)).toBeLessThan(4 * lm.u.error + 0.0008);
    expect(Math.abs(lm.z.mean - 5.333)).toBeLessThan(4 * lm.z.error + 0.01);
    expect(Math.abs(lm.t.mean - 1)).toBeLessThan(4 * lm.t.error + 0.005);
    const ratio = em.u.mean / lm.u.mean;
    const error = Math.hypot(em.u.error, lm.u.error) / lm.u.mean;
    expect(Math.abs(ratio - 1.025)).toBeLessThan(4 * error);
  });
});

describe('safety', () => {
  test('a step that is too long stops with particle, pair, distance and advice', () => {
    const engine = brownian({
      lengths: [9, 9],
      count: 2,
      kT: 1,
      mu: 1,
      dt: 0.02,
      pair: { type: 'wca', epsilon: 1, sigma: 1 },
      positions: [Float64Array.of(1, 1.5), Float64Array.of(1, 1)],
    });
    expect(() => engine.advanceTo(0.02)).toThrow(
      /forces would move particle [01] by .* more than a tenth of σ = 1; its nearest partner is particle [01] at a distance of 0\.5000; a step of .* would do/,
    );
  });

  test('the length of the vector counts, and the worst particle is named with its own partner', () => {
    const slope = Math.exp(-0.5);
    // 0 and 1 are the closest pair, but 2 and 3 are where the Gaussian is steepest, along the diagonal
    const settings = {
      lengths: [30, 20],
      count: 4,
      kT: 0.5,
      mu: 1,
      pair: { type: 'gaussian-core', epsilon: 2, sigma: 1 },
      positions: [Float64Array.of(1, 1.2, 15, 15.5), Float64Array.of(1, 1, 10, 10.5)],
      noiseScale: 0,
    };
    // |F| = 2ε(r/σ²)e^{−r²/σ²} at r = σ/√2
    const largest = 4 * Math.SQRT1_2 * slope;
    const at = (share: number) => brownian({ ...settings, dt: (share * 0.1) / largest });
    // a component alone stays below the limit up to √2 times this step
    expect(() => at(1.01).advanceTo((1.01 * 0.1) / largest)).toThrow(
      /forces would move particle [23] by 0\.101 in step 1, .* partner is particle [23] at a distance of 0\.7071; a step of 0\.029 would do/,
    );
    at(0.99).advanceTo((0.99 * 0.1) / largest);
  });

  test.each(Object.keys(particleIntegrators))('save and load go on bit for bit: %s', (integrator) => {
    const settings = {
      lengths: [6, 7],
      count: 30,
      kT,
      mu,
      dt: 1e-3,
      integrator,
      pair: { type: 'gaussian-core', epsilon: 2, sigma: 0.9 },
    };
    const engine = brownian(settings);
    engine.advanceTo(0.4);
    const saved = structuredClone(engine.save());
    engine.energy();
    engine.advanceTo(0.8);
    const other = brownian({ ...settings, seed: 99 });
    other.load(saved);
    other.advanceTo(0.8);
    expect(other.positions).toEqual(engine.positions);
    expect(other.unwrapped).toEqual(engine.unwrapped);
  });
});
