import { describe, expect, it } from 'vitest';
import { Gaussians } from '../../src/core/random.ts';
import { Flight } from '../../src/engines/particles/hard/flight.ts';
import { HardSpheres } from '../../src/engines/particles/hard/spheres.ts';
import { hardSphereStart } from '../../src/engines/particles/hard/spheres-start.ts';
import { hardSphereStep } from '../../src/engines/particles/hard/step.ts';
import { ParticleStore } from '../../src/engines/particles/store.ts';
import { estimate } from './statistics.ts';

/** Hard disks and spheres with σ = 1, D = μkT = 1 with μ = 2.5, kT = 0.4; a = √(2D dt) is the displacement per step and axis. */
const dynamics = { diameter: 1, kT: 0.4, mu: 2.5, noiseScale: 1 };

function spheres(dim: number, eta: number, count: number, a: number, seed: number): HardSpheres {
  const lengths = box(dim, eta, count);
  const start = hardSphereStart(lengths, count, 1, new Gaussians(seed, 1));
  return new HardSpheres({ ...dynamics, lengths, dt: (a * a) / 2 }, start, new Gaussians(seed));
}

function box(dim: number, eta: number, count: number): readonly number[] {
  const volume = (count * Math.PI) / (dim === 2 ? 4 : 6) / eta;
  return new Array<number>(dim).fill(dim === 2 ? Math.sqrt(volume) : Math.cbrt(volume));
}

/** P V/NkT in blocks of steps. */
function compressibility(engine: HardSpheres, warmup: number, blocks: number, steps: number): readonly number[] {
  const volume = engine.lengths.reduce((product, length) => product * length, 1);
  let n = warmup;
  engine.advanceTo(n * engine.dt);
  return Array.from({ length: blocks }, () => {
    n += steps;
    engine.advanceTo(n * engine.dt);
    return (engine.pressure() * volume) / (engine.counts[0] * dynamics.kT);
  });
}

/** Mean of |Δx|²/(2dDt) over windows of `steps` steps, one value per window. */
function diffusion(engine: HardSpheres, windows: number, steps: number): number[] {
  const [dim, count, t] = [engine.lengths.length, engine.counts[0], steps * engine.dt];
  const first = engine.steps;
  let from = engine.unwrapped.map((axis) => axis.slice());
  return Array.from({ length: windows }, (_, w) => {
    engine.advanceTo((first + (w + 1) * steps) * engine.dt);
    const to = engine.unwrapped;
    const sum = to.reduce((s, axis, d) => axis.reduce((q, x, i) => q + (x - from[d][i]) * (x - from[d][i]), s), 0);
    from = to.map((axis) => axis.slice());
    return sum / (2 * dim * count * t);
  });
}

describe('the pressure of hard disks and spheres', () => {
  // Henderson, Mol. Phys. 30, 971 (1975); Carnahan & Starling, J. Chem. Phys. 51, 635 (1969)
  for (const { dim, eta, a, z, within, blocks } of [
    { dim: 2, eta: 0.2, a: 0.15, z: 1.5703, within: 0.01, blocks: 120 },
    { dim: 2, eta: 0.4, a: 0.15, z: 2.8333, within: 0.01, blocks: 120 },
    { dim: 2, eta: 0.4, a: 0.02, z: 2.8333, within: 0.01, blocks: 700 },
    { dim: 2, eta: 0.4, a: 0.8, z: 2.8333, within: 0.01, blocks: 15 },
    { dim: 3, eta: 0.3, a: 0.15, z: 3.9738, within: 0.015, blocks: 30 },
  ]) {
    it(`is that of the equation of state at any step: ${dim}D, η = ${eta}, a = ${a}`, () => {
      const values = compressibility(spheres(dim, eta, 400, a, 51), Math.ceil(12 / (a * a * 10)), blocks, 30);
      const { mean, error } = estimate(values);
      expect(4 * error, `Z = ${mean} ± ${error}`).toBeLessThan(within * z);
      expect(Math.abs(mean - z), `Z = ${mean} ± ${error}`).toBeLessThan(within * z);
    });
  }
});

describe('the dynamics of hard disks and spheres', () => {
  it('is free diffusion without collisions', () => {
    for (const dim of [2, 3]) {
      const engine = spheres(dim, 1e-8, 300, 0.2, 61);
      const { mean, error } = estimate(diffusion(engine, 800, 3));
      expect(error).toBeLessThan(0.004);
      expect(Math.abs(mean - 1), `MSD/2dDt = ${mean} ± ${error}`).toBeLessThan(4 * error);
      expect(engine.collisions).toBeLessThan(5);
    }
  });

  it('moves the centre of mass with D/N', () => {
    const [count, steps] = [40, 6000];
    const engine = spheres(2, 0.4, count, 0.1, 62);
    const centre = (): number[] => engine.unwrapped.map((axis) => axis.reduce((s, x) => s + x, 0) / count);
    let before = centre();
    const moved = Array.from({ length: steps }, (_, n) => {
      engine.advanceTo((n + 1) * engine.dt);
      const now = centre();
      const square = now.reduce((s, x, d) => s + (x - before[d]) * (x - before[d]), 0);
      before = now;
      return (square * count) / (4 * engine.dt);
    });
    const { mean, error } = estimate(moved);
    expect(error).toBeLessThan(0.015);
    expect(Math.abs(mean - 1), `N D_cm/D = ${mean} ± ${error}`).toBeLessThan(4 * error);
  });

  /**
   * At short times only pairs in contact matter, and to first order in √t their relative motion along the normal is that of
   * a reflected walker: MSD = 2dDt (1 − (4/3)√(2/π)(Z − 1)√(Dt)/σ) in any dimension. The rest, of order t, is taken off by
   * a second time, and what the noise alone would have given is the control variate.
   */
  for (const { dim, eta, z, windows } of [
    { dim: 2, eta: 0.2, z: 1.5703, windows: 3000 },
    { dim: 2, eta: 0.4, z: 2.8333, windows: 2000 },
    { dim: 3, eta: 0.3, z: 3.9738, windows: 600 },
  ]) {
    it(`slows down at short times as reflected walkers do: ${dim}D, η = ${eta}`, () => {
      const a = 0.018;
      const sample = new Sample(dim, eta, 400, 63);
      const lacks = Array.from({ length: windows }, () => {
        sample.refresh();
        const noise = sample.noise(a, 4);
        const early = sample.lack(noise.slice(0, 1), 1);
        // lack/√t = c + c′√t: the two times are a step and one of four times its length
        return (2 * early - sample.lack(noise, 4) / 2) / Math.sqrt((a * a) / 2);
      });
      const slope = estimate(lacks);
      const expected = (4 / 3) * Math.sqrt(2 / Math.PI) * (z - 1);
      const text = `${slope.mean} ± ${slope.error}, expected ${expected}`;
      expect(slope.error / expected, text).toBeLessThan(0.035);
      expect(Math.abs(slope.mean - expected), text).toBeLessThan(4 * slope.error);
    });
  }

  it('converges with the step', () => {
    // D(t = 0.08 σ²/D)/D with 64, 16 and 4 steps (a = 0.05, 0.1, 0.2), from the same start by the same noise
    const sample = new Sample(2, 0.2, 400, 64);
    const lacks = Array.from({ length: 600 }, () => {
      sample.refresh();
      const noise = sample.noise(0.05, 64);
      return [1, 4, 16].map((joined) => sample.lack(noise, joined));
    });
    const fine = estimate(lacks.map((lack) => lack[1] - lack[0]));
    const coarse = estimate(lacks.map((lack) => lack[2] - lack[1]));
    const text = `D(t)/D lacks ${fine.mean} ± ${fine.error}, then ${coarse.mean} ± ${coarse.error}`;
    const ratio = coarse.mean / fine.mean;
    const error = ratio * Math.hypot(fine.error / fine.mean, coarse.error / coarse.mean);
    expect(fine.mean, text).toBeGreaterThan(4 * fine.error);
    // 2 would be order ½ in dt, 4 is order 1, which is approached from below: a is no small part of the gaps yet
    expect(ratio - 2, text).toBeGreaterThan(2 * error);
    expect(ratio - 4, text).toBeLessThan(2 * error);
    // by order ½ at worst, what is still lacking at the automatic step
    const step = hardSphereStep({ dim: 2, packing: 0.2, diameter: 1, diffusion: 1 }).dt;
    expect(fine.mean * Math.sqrt(step / 0.00125), text).toBeLessThan(0.004);
  });
});

/** Spheres in equilibrium that fly with given noise, and go back to where they were. */
class Sample {
  readonly #store: ParticleStore;
  readonly #flight: Flight;
  readonly #gaussians: Gaussians;

  constructor(dim: number, eta: number, count: number, seed: number) {
    this.#gaussians = new Gaussians(seed);
    const lengths = box(dim, eta, count);
    this.#store = new ParticleStore(lengths, hardSphereStart(lengths, count, 1, this.#gaussians));
    this.#flight = new Flight(this.#store, 1);
  }

  /** Other positions, by a long flight. */
  refresh(): void {
    for (const axis of this.#flight.velocities) this.#gaussians.fill(axis, 0.7);
    this.#flight.fly();
  }

  /** Displacements of `steps` steps, [steps][dim][particles]. */
  noise(a: number, steps: number): readonly (readonly Float64Array[])[] {
    return Array.from({ length: steps }, () => {
      return this.#store.lengths.map(() => {
        const axis = new Float64Array(this.#store.count);
        this.#gaussians.fill(axis, a);
        return axis;
      });
    });
  }

  /** 1 − D(t)/D with this noise, `joined` steps in one, where D is what the noise alone gives: 1 in the mean. */
  lack(noise: readonly (readonly Float64Array[])[], joined: number): number {
    const saved = this.#store.save();
    const from = this.#store.unwrapped().map((axis) => axis.slice());
    const free = from.map((axis) => new Float64Array(axis.length));
    let variance = 0;
    noise.forEach((step, n) => {
      this.#flight.velocities.forEach((v, d) => {
        if (n % joined === 0) v.fill(0);
        for (let i = 0; i < v.length; i++) {
          v[i] += step[d][i];
          free[d][i] += step[d][i];
          variance += step[d][i] * step[d][i];
        }
      });
      if ((n + 1) % joined === 0) this.#flight.fly();
    });
    let lack = 0;
    this.#store.unwrapped().forEach((axis, d) => {
      for (let i = 0; i < axis.length; i++) {
        lack += free[d][i] * free[d][i] - (axis[i] - from[d][i]) * (axis[i] - from[d][i]);
      }
    });
    this.#store.load(saved);
    this.#flight.restore(this.#store.positions);
    return lack / variance;
  }
}
