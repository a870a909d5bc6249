import { describe, expect, it } from 'vitest';
import { Gaussians } from '../../../../src/core/random.ts';
import { HardRods } from '../../../../src/engines/particles/hard/rods.ts';
import { hardRodStart } from '../../../../src/engines/particles/hard/rods-start.ts';

const setup = { lengths: [20], diameter: 1, kT: 0.5, mu: 3, dt: 0.3, noiseScale: 1 };
const D = 1.5;

function rods(count: number, seed: number, options: Partial<typeof setup> = {}): HardRods {
  const all = { ...setup, ...options };
  return new HardRods(
    all,
    hardRodStart(all.lengths[0], count, all.diameter, new Gaussians(seed, 1)),
    new Gaussians(seed),
  );
}

const sum = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0);

describe('hard rods', () => {
  it('keep the sum of the unwrapped walkers, the order and their distance, at small steps and at huge ones', () => {
    for (const dt of [1e-3, 0.3, 40, 5000]) {
      const [start] = hardRodStart(20, 13, 1, new Gaussians(1));
      const ascending = start.map((x) => (x < start[0] ? x + 20 : x));
      const engine = new HardRods({ ...setup, dt }, [ascending], new Gaussians(5));
      const twin = new Gaussians(5);
      const noise = new Float64Array(13);
      let expected = sum(engine.unwrapped[0]);
      let largest = 1;
      for (let n = 1; n <= 300; n++) {
        engine.advanceTo(n * dt);
        twin.fill(noise, Math.sqrt(2 * D * dt));
        expected += sum(noise);
        const x = engine.unwrapped[0];
        largest = Math.max(largest, ...x.map(Math.abs));
        expect(Math.abs(sum(x) - expected)).toBeLessThan(1e-13 * n * largest);
        for (let i = 0; i < 13; i++) {
          expect((i < 12 ? x[i + 1] : x[0] + 20) - x[i]).toBeGreaterThan(1 - 1e-14 * largest);
        }
      }
    }
  });

  it('stay in the box, with whole images', () => {
    const engine = rods(13, 6);
    for (let n = 1; n <= 200; n++) {
      engine.advanceTo(n * setup.dt);
      engine.positions[0].forEach((x, i) => {
        expect(x >= 0 && x < 20).toBe(true);
        const turns = (engine.unwrapped[0][i] - x) / 20;
        expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-12);
      });
    }
    expect(engine.steps).toBe(200);
    expect(engine.energy()).toBe(0);
    expect(engine.counts).toEqual([13]);
  });

  it('begin where they are put, whatever their names and images', () => {
    const given = Float64Array.of(-3.5, 18, 9.25, 41.5, 7, 35.3);
    const engine = new HardRods(setup, [given], new Gaussians(1));
    expect(Array.from(engine.unwrapped[0])).toEqual(Array.from(given, (x) => expect.closeTo(x, 12)));
    engine.advanceTo(3);
    // order along the ring by names: 3 (1.5), 4 (7), 2 (9.25), 5 (15.3), 0 (16.5), 1 (18)
    const ring = [3, 4, 2, 5, 0, 1].map((i) => engine.positions[0][i]);
    const descents = ring.filter((x, i) => ring[(i + 1) % 6] < x);
    expect(descents).toHaveLength(1);
  });

  it('take no step where there is no noise, and √ of the scale otherwise', () => {
    const still = rods(7, 2, { noiseScale: 0 });
    const before = still.unwrapped[0].slice();
    still.advanceTo(30);
    expect(Array.from(still.unwrapped[0])).toEqual(Array.from(before, (x) => expect.closeTo(x, 12)));
    // a lone rod is a free walker
    const [half, full] = [rods(1, 3, { noiseScale: 0.5 }), rods(1, 3)];
    const origin = full.unwrapped[0][0];
    half.advanceTo(0.6);
    full.advanceTo(0.6);
    expect(half.unwrapped[0][0] - origin).toBeCloseTo(0.5 * (full.unwrapped[0][0] - origin), 12);
  });

  it('go on bit for bit from what was saved', () => {
    const engine = rods(17, 9);
    engine.advanceTo(30);
    const saved = structuredClone(engine.save());
    engine.advanceTo(60);
    const other = rods(17, 10);
    other.load(saved);
    expect(other.time).toBe(30);
    other.advanceTo(45);
    other.advanceTo(60);
    expect(other.unwrapped).toEqual(engine.unwrapped);
    expect(other.positions).toEqual(engine.positions);
    expect(other.save()).toEqual(engine.save());
  });

  it('start in equilibrium: across the boundary as often as anywhere else', () => {
    const gaussians = new Gaussians(4);
    const counts = new Float64Array(10);
    const starts = 4000;
    for (let n = 0; n < starts; n++) {
      const [x] = hardRodStart(10, 5, 1, gaussians);
      for (const value of x) {
        expect(value >= 0 && value < 10).toBe(true);
        counts[Math.floor(value)]++;
      }
    }
    // rods repel each other: the count of a cell varies by less than that of independent points
    for (const n of counts) expect(Math.abs(n - starts / 2)).toBeLessThan(4 * Math.sqrt(starts / 4));
  });

  it('refuse what cannot be', () => {
    const g = new Gaussians(1);
    expect(() => hardRodStart(10, 10, 1, g)).toThrow('10 rods of length 1 do not fit on a line of length 10');
    expect(() => new HardRods(setup, [new Float64Array(20)], g)).toThrow('20 rods of length 1 do not fit');
    expect(() => new HardRods(setup, [Float64Array.of(4, 8, 3.25)], g)).toThrow(
      'particles 0 and 2 overlap: their distance is 0.75, the diameter 1',
    );
    expect(() => new HardRods(setup, [Float64Array.of(19.5, 8, 0.25)], g)).toThrow(
      'particles 0 and 2 overlap: their distance is 0.75, the diameter 1',
    );
    expect(() => new HardRods(setup, [Float64Array.of(4, 4)], g)).toThrow(
      'particles 0 and 1 overlap: their distance is 0,',
    );
    expect(() => new HardRods(setup, [Float64Array.of(1, Number.NaN)], g)).toThrow('particle 1 has the position NaN');
    expect(() => new HardRods({ ...setup, lengths: [9, 9] }, [new Float64Array(1), new Float64Array(1)], g)).toThrow(
      'one dimension',
    );
    expect(() => new HardRods({ ...setup, dt: 0 }, [new Float64Array(1)], g)).toThrow('the step must be positive');
    expect(() => new HardRods({ ...setup, diameter: -1 }, [new Float64Array(1)], g)).toThrow(
      'the diameter must be > 0',
    );
    const engine = rods(3, 1);
    expect(() => engine.advanceTo(0.4)).toThrow('no whole number of steps');
    expect(() => engine.advanceTo(-0.3)).toThrow('no whole number of steps');
  });
});
