import { describe, expect, it } from 'vitest';
import { Gaussians } from '../../../../src/core/random.ts';
import { HardSpheres } from '../../../../src/engines/particles/hard/spheres.ts';
import { hardSphereStart } from '../../../../src/engines/particles/hard/spheres-start.ts';

const setup = { lengths: [9, 8], diameter: 1, kT: 0.5, mu: 3, dt: 0.01, noiseScale: 1 };

function disks(count: number, seed: number, options: Partial<typeof setup> = {}): HardSpheres {
  const all = { ...setup, ...options };
  const start = hardSphereStart(all.lengths, count, all.diameter, new Gaussians(seed, 1));
  return new HardSpheres(all, start, new Gaussians(seed));
}

describe('hard disks and spheres', () => {
  it('go on bit for bit from what was saved', () => {
    for (const lengths of [
      [9, 8],
      [4, 5, 6],
    ]) {
      const engine = disks(30, 3, { lengths });
      engine.advanceTo(0.17);
      const saved = structuredClone(engine.save());
      const pressure = engine.pressure();
      engine.advanceTo(0.5);
      const other = disks(30, 4, { lengths });
      other.load(saved);
      expect(other.pressure()).toBe(pressure);
      expect(other.time).toBe(0.17);
      other.advanceTo(0.5);
      expect(other.steps).toBe(50);
      expect(other.unwrapped).toEqual(engine.unwrapped);
      expect(other.save()).toEqual(engine.save());
    }
  });

  it('know their pressure before the first step, and asking changes nothing', () => {
    const [asked, other] = [disks(40, 8), disks(40, 8)];
    const first = asked.pressure();
    expect(asked.pressure()).toBe(first);
    asked.advanceTo(0.01);
    expect(asked.pressure()).toBe(first);
    other.advanceTo(0.01);
    expect(asked.save()).toEqual(other.save());
    // standing still is no step: the mean of the last one stays
    asked.advanceTo(0.01);
    expect(asked.pressure()).toBe(first);
  });

  it('move with the scale of the noise, and so does their pressure', () => {
    const [whole, scaled] = [disks(40, 5), disks(40, 5, { noiseScale: 0.5, dt: 0.04 })];
    whole.advanceTo(0.4);
    scaled.advanceTo(1.6);
    expect(scaled.unwrapped).toEqual(whole.unwrapped);
    expect(scaled.pressure()).toBeCloseTo(0.25 * whole.pressure(), 12);
    const still = disks(40, 5, { noiseScale: 0 });
    const before = still.unwrapped.map((axis) => axis.slice());
    still.advanceTo(0.4);
    expect(still.unwrapped).toEqual(before);
    expect(still.pressure()).toBe(0);
  });

  it('fill dense boxes, from a lattice', () => {
    for (const [lengths, count] of [
      [[10, 6 * Math.sqrt(3)], 108],
      [[20, 20], 340],
      [[5.7, 5.7, 5.7], 256],
    ] as const) {
      const engine = disks(count, 2, { lengths: [...lengths], dt: 1e-4 });
      engine.advanceTo(0.002);
      expect(engine.counts).toEqual([count]);
      expect(engine.collisions).toBeGreaterThan(0);
      expect(engine.energy()).toBe(0);
    }
    const labelled = { ...setup, speciesOf: Int32Array.of(0, 1, 1) };
    const mixture = new HardSpheres(labelled, hardSphereStart([9, 8], 3, 1, new Gaussians(1)), new Gaussians(1));
    expect(mixture.counts).toEqual([1, 2]);
  });

  it('refuse what cannot be', () => {
    const g = new Gaussians(1);
    const put = (...points: readonly (readonly number[])[]): HardSpheres => {
      const axes = [0, 1].map((a) => Float64Array.from(points, (point) => point[a]));
      return new HardSpheres(setup, axes, g);
    };
    expect(() => put([1, 1], [5, 5], [1.6, 1.4], [8.5, 4])).toThrow(
      'particles 0 and 2 overlap: their distance is 0.721',
    );
    expect(() => put([1, 0.1], [5, 5], [1, 7.5])).toThrow('particles 0 and 2 overlap: their distance is 0.6');
    expect(() => put([1, 1], [1, 1])).toThrow('particles 0 and 1 overlap: their distance is 0, the diameter 1');
    expect(() => put([1, 1], [Number.NaN, 4])).toThrow('particle 1 has the position NaN');
    expect(() => put([1, 1], [1.6, 1.8000001])).not.toThrow();
    expect(() => hardSphereStart([9, 8], 90, 1, g)).toThrow(
      '90 disks of diameter 1 have the packing fraction 0.9817, above close packing, 0.9069',
    );
    expect(() => hardSphereStart([4, 4, 4], 100, 1, g)).toThrow(
      '100 spheres of diameter 1 have the packing fraction 0.8181, above close packing, 0.7405',
    );
    expect(() => hardSphereStart([9.1, 8.1], 82, 1, g)).toThrow('no lattice in a box of 9.1 × 8.1 holds 82 particles');
    expect(() => hardSphereStart([2.1, 50], 5, 1, g)).toThrow('at least 2.2 diameters 1 wide, got 2.1');
    expect(() => new HardSpheres({ ...setup, lengths: [9] }, [new Float64Array(1)], g)).toThrow('use hard rods');
    expect(() => disks(5, 1).advanceTo(0.015)).toThrow('no whole number of steps');
  });
});
