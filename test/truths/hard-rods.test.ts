import { describe, expect, it } from 'vitest';
import { modesWithin } from '../../src/core/modes.ts';
import { Gaussians } from '../../src/core/random.ts';
import { HardRods } from '../../src/engines/particles/hard/rods.ts';
import { hardRodStart } from '../../src/engines/particles/hard/rods-start.ts';
import { corrected, estimate, largestDeviation, weighted } from './statistics.ts';

/** Hard rods of length σ = 1 on a ring, D = μkT = 1 with μ = 2.5, kT = 0.4. */
const dynamics = { diameter: 1, kT: 0.4, mu: 2.5, noiseScale: 1 };

function rods(length: number, count: number, dt: number, seed: number, stream: number): HardRods {
  const gaussians = new Gaussians(seed, stream);
  const start = hardRodStart(length, count, 1, gaussians);
  return new HardRods({ ...dynamics, lengths: [length], dt }, start, gaussians);
}

describe('the structure factor of hard rods', () => {
  for (const [eta, seed] of [
    [0.3, 21],
    [0.5, 22],
  ] as const) {
    it(`is Percus': η = ${eta}`, () => {
      const [count, replicas, samples] = [30, 40, 320];
      const length = count / eta;
      const modes = modesWithin([length], [Math.round((8 * length) / (2 * Math.PI))]);
      const k = Float64Array.from(modes.n, (n) => (2 * Math.PI * n) / length);
      const exact = k.map((q) => ringStructure(q, count, length));
      const percus = k.map((q) => percusStructure(q, eta));
      // what N rods on a ring lack of the infinite line, and that it is of order 1/N
      const twice = k.map((q) => ringStructure(q, 2 * count, 2 * length));
      k.forEach((_, m) => {
        expect(Math.abs(exact[m] - percus[m])).toBeLessThan(1.5 / count);
        expect(Math.abs(2 * twice[m] - exact[m] - percus[m])).toBeLessThan(25 / (count * count));
      });

      const out = new Float64Array(2 * modes.count);
      const pooled: number[] = [];
      const perMode: number[][] = Array.from(k, () => []);
      for (let r = 0; r < replicas; r++) {
        const engine = rods(length, count, 2000, seed, r);
        const s = new Float64Array(modes.count);
        for (let n = 1; n <= samples; n++) {
          engine.advanceTo(2000 * n);
          engine.densityModes(modes, 0, out);
          for (let m = 0; m < s.length; m++) {
            s[m] += (out[2 * m] * out[2 * m] + out[2 * m + 1] * out[2 * m + 1]) / (count * samples);
          }
        }
        s.forEach((value, m) => {
          perMode[m].push(value);
        });
        pooled.push(
          weighted(
            s.map((value, m) => value / exact[m]),
            s.map(() => 1),
          ),
        );
      }
      const all = estimate(pooled);
      expect(all.error).toBeLessThan(0.001);
      expect(Math.abs(all.mean - 1), `S/S_N = ${all.mean} ± ${all.error}`).toBeLessThan(4 * all.error);
      const each = perMode.map(estimate);
      expect(Math.max(...each.map(({ error }, m) => error / exact[m]))).toBeLessThan(0.0125);
      const worst = largestDeviation(
        each.map((e) => e.mean),
        each.map((e) => e.error),
        (m) => exact[m],
      );
      expect(worst, 'worst mode in standard errors').toBeLessThan(corrected(k.length, replicas));
    });
  }

  it('has the known values', () => {
    expect(percusStructure(Math.PI, 0.5)).toBeCloseTo(0.7116, 5);
    expect(percusStructure(4.7919, 0.5)).toBeCloseTo(1.50573, 5);
    expect(percusStructure(4.6324, 0.3)).toBeCloseTo(1.19897, 5);
  });
});

describe('the dynamics of hard rods', () => {
  it('has the F(k,t) of rods that are simulated event by event', () => {
    const [count, length, replicas] = [16, 32, 96];
    const lags = [1, 2, 4, 8];
    const between = 0.2;
    const samples = 700;
    const modes = modesWithin([length], [18]).select(([n]) => [2, 3, 5, 8, 12, 16, 18].includes(n));
    const measure = (next: (n: number, out: Float64Array) => void): Float64Array => {
      const frames = Array.from({ length: samples }, (_, n) => {
        const out = new Float64Array(2 * modes.count);
        next(n, out);
        return out;
      });
      return intermediate(frames, lags, count);
    };
    const [fast, slow]: [Float64Array[], Float64Array[]] = [[], []];
    for (let r = 0; r < replicas; r++) {
      // one step from sample to sample, since any step is exact
      const engine = rods(length, count, between, 31, r);
      fast.push(
        measure((n, out) => {
          engine.advanceTo(n * between);
          engine.densityModes(modes, 0, out);
        }),
      );
      const reference = new RodsByEvents(length, count, new Gaussians(32, r));
      slow.push(
        measure((n, out) => {
          for (let step = 0; n > 0 && step < 40; step++) reference.step(between / 40);
          for (let m = 0; m < modes.count; m++) {
            const k = (2 * Math.PI * modes.n[m]) / length;
            out[2 * m] = reference.x.reduce((s, x) => s + Math.cos(k * x), 0);
            out[2 * m + 1] = -reference.x.reduce((s, x) => s + Math.sin(k * x), 0);
          }
        }),
      );
    }
    const rows = fast[0].length;
    const at = (runs: readonly Float64Array[], i: number) => estimate(runs.map((f) => f[i]));
    const difference = Array.from({ length: rows }, (_, i) => at(fast, i).mean - at(slow, i).mean);
    const error = Array.from({ length: rows }, (_, i) => Math.hypot(at(fast, i).error, at(slow, i).error));
    const first = Array.from({ length: modes.count }, (_, m) => at(slow, m).mean);
    // every error below 2 % of S(k), and nothing off by more than it may be
    for (let i = 0; i < rows; i++) expect(error[i] / first[i % modes.count]).toBeLessThan(0.02);
    expect(largestDeviation(difference, error, () => 0)).toBeLessThan(corrected(rows, 2 * replicas));
    const pooled = (f: Float64Array): number =>
      weighted(
        f,
        error.map((e) => 1 / (e * e)),
        (i) => i >= modes.count,
      );
    const [p, q] = [estimate(fast.map(pooled)), estimate(slow.map(pooled))];
    const apart = Math.hypot(p.error, q.error);
    expect(apart / q.mean).toBeLessThan(0.01);
    expect(Math.abs(p.mean - q.mean), `ΣF ${p.mean} and ${q.mean}, ± ${apart}`).toBeLessThan(4 * apart);
  });

  it('moves the centre of mass with D/N and a rod by the √t of single file', () => {
    const [count, length, dt, steps] = [200, 400, 0.05, 12000];
    const engine = rods(length, count, dt, 41, 0);
    const moved: number[] = [];
    let before = mean(engine.unwrapped[0]);
    const tagged: number[] = [];
    const every = 400;
    let from = engine.unwrapped[0].slice();
    for (let n = 1; n <= steps; n++) {
      engine.advanceTo(n * dt);
      const now = mean(engine.unwrapped[0]);
      moved.push((now - before) * (now - before));
      before = now;
      if (n % every > 0) continue;
      const x = engine.unwrapped[0];
      tagged.push(from.reduce((s, start, i) => s + (x[i] - start) * (x[i] - start), 0) / count);
      from = x.slice();
    }
    const centre = estimate(moved.map((square) => (square * count) / (2 * dt)));
    expect(centre.error).toBeLessThan(0.015);
    expect(Math.abs(centre.mean - 1), `N D_cm/D = ${centre.mean} ± ${centre.error}`).toBeLessThan(4 * centre.error);
    // MSD → (1 − η)/ρ · 2√(Dt/π) (Harris 1965), here at t = 20, where its own corrections are below a few per cent
    const file = estimate(tagged);
    const asymptotic = ((1 - 0.5) / 0.5) * 2 * Math.sqrt((every * dt) / Math.PI);
    expect(file.mean / asymptotic).toBeGreaterThan(0.85);
    expect(file.mean / asymptotic).toBeLessThan(1.05);
  });
});

const mean = (x: Float64Array): number => x.reduce((s, v) => s + v, 0) / x.length;

/** F(k,t) of a series of frames of modes, t = 0 first, then the lags, [(1 + lags)*modes]. */
function intermediate(frames: readonly Float64Array[], lags: readonly number[], count: number): Float64Array {
  const modes = frames[0].length / 2;
  const out = new Float64Array((1 + lags.length) * modes);
  [0, ...lags].forEach((lag, l) => {
    const pairs = frames.length - lag;
    for (let n = 0; n < pairs; n++) {
      const [a, b] = [frames[n], frames[n + lag]];
      for (let m = 0; m < modes; m++) {
        out[l * modes + m] += (a[2 * m] * b[2 * m] + a[2 * m + 1] * b[2 * m + 1]) / (count * pairs);
      }
    }
  });
  return out;
}

/** S(k) of Percus (1976) and Tonks (1936), a = η/(1 − η), σ = 1. */
function percusStructure(k: number, eta: number): number {
  const a = eta / (1 - eta);
  return 1 / (1 + (2 * a * Math.sin(k)) / k + (2 * a * a * (1 - Math.cos(k))) / (k * k));
}

/**
 * The same for N rods on a ring: the distance of rod i and i + m is m + L′B, B ~ Beta(m, N − m), and the sum over m under
 * the integral is binomial, S_N = 1 + (N − 1) Re ∫_0^1 e^{ik + ikL′b} (1 − b + b e^{ik})^{N−2} db; by Simpson's rule.
 */
function ringStructure(k: number, count: number, length: number): number {
  const points = 8 * Math.ceil(k * length) + 2000;
  let sum = 0;
  for (let p = 0; p <= points; p++) {
    const b = p / points;
    const simpson = p === 0 || p === points ? 1 : p % 2 === 1 ? 4 : 2;
    const [re, im] = [1 - b + b * Math.cos(k), b * Math.sin(k)];
    const size = ((count - 2) * Math.log(re * re + im * im)) / 2;
    const phase = k + k * (length - count) * b + (count - 2) * Math.atan2(im, re);
    sum += simpson * Math.exp(size) * Math.cos(phase);
  }
  return 1 + ((count - 1) * sum) / (3 * points);
}

/** Rods with Gaussian velocities that collide one by one with their neighbours and swap velocities; no mapping. */
class RodsByEvents {
  readonly x: number[];
  readonly #length: number;
  readonly #gaussians: Gaussians;

  constructor(length: number, count: number, gaussians: Gaussians) {
    this.#length = length;
    this.#gaussians = gaussians;
    // gaps from exponentials, normalised: the spacings of uniform points
    const gaps = Array.from({ length: count }, () => -Math.log(gaussians.uniform()));
    const scale = (length - count) / gaps.reduce((s, g) => s + g, 0);
    let at = length * gaussians.uniform();
    this.x = gaps.map((gap) => {
      at += 1 + scale * gap;
      return at;
    });
  }

  step(dt: number): void {
    const { x } = this;
    const n = x.length;
    const v = x.map(() => Math.sqrt(2 / dt) * this.#gaussians.next());
    let rest = dt;
    for (;;) {
      let [wait, hit] = [rest, -1];
      for (let i = 0; i < n; i++) {
        const j = (i + 1) % n;
        const closing = v[i] - v[j];
        if (closing <= 0) continue;
        const gap = x[j] + (j === 0 ? this.#length : 0) - x[i] - 1;
        if (Math.max(gap, 0) / closing < wait) [wait, hit] = [Math.max(gap, 0) / closing, i];
      }
      for (let i = 0; i < n; i++) x[i] += wait * v[i];
      if (hit < 0) return;
      const j = (hit + 1) % n;
      [v[hit], v[j]] = [v[j], v[hit]];
      rest -= wait;
    }
  }
}
