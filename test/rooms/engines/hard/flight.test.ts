import { describe, expect, it } from 'vitest';
import { Gaussians } from '../../../../src/core/random.ts';
import { Flight } from '../../../../src/engines/particles/hard/flight.ts';
import { hardSphereStart } from '../../../../src/engines/particles/hard/spheres-start.ts';
import { ParticleStore } from '../../../../src/engines/particles/store.ts';

interface Case {
  readonly lengths: readonly number[];
  readonly count: number;
  /** Root mean square displacement per axis of one flight, in diameters. */
  readonly long: number;
}
const cases: readonly Case[] = [
  { lengths: [2.2, 2.3], count: 3, long: 1 },
  { lengths: [2.5, 9], count: 11, long: 0.7 },
  { lengths: [12, 7], count: 40, long: 0.3 },
  { lengths: [300, 200], count: 30, long: 150 },
  { lengths: [2.2, 2.4, 2.3], count: 5, long: 0.8 },
  { lengths: [6, 4, 5], count: 60, long: 0.2 },
];

describe('a flight', () => {
  for (const { lengths, count, long } of cases) {
    const name = `${count} in ${lengths.join(' × ')}, ${long} σ long`;

    it(`is that of all pairs and all images, collision by collision: ${name}`, () => {
      let collisions = 0;
      for (let seed = 1; seed <= 12; seed++) {
        const gaussians = new Gaussians(seed);
        const store = new ParticleStore(lengths, hardSphereStart(lengths, count, 1, gaussians));
        const flight = new Flight(store, 1);
        for (const axis of flight.velocities) gaussians.fill(axis, long);
        const slow = allPairs(lengths, store.positions, flight.velocities);
        flight.fly();
        collisions += flight.collisions;
        expect(flight.collisions).toBe(slow.collisions);
        expect(flight.virial).toBeCloseTo(slow.virial, 5);
        store.unwrapped().forEach((x, a) => {
          x.forEach((value, i) => {
            expect(value).toBeCloseTo(slow.x[a][i], 5);
            expect(flight.velocities[a][i]).toBeCloseTo(slow.v[a][i], 5);
          });
        });
      }
      expect(collisions).toBeGreaterThan(10);
    });

    it(`keeps energy, momentum and distances: ${name}`, () => {
      const gaussians = new Gaussians(7);
      const store = new ParticleStore(lengths, hardSphereStart(lengths, count, 1, gaussians));
      const flight = new Flight(store, 1);
      let nearest = Number.POSITIVE_INFINITY;
      for (let n = 0; n < 300; n++) {
        for (const axis of flight.velocities) gaussians.fill(axis, long * (n % 3 === 0 ? 1 : 0.05));
        const before = conserved(flight.velocities);
        const centre = store.unwrapped().map(sum);
        flight.fly();
        const after = conserved(flight.velocities);
        const scale = Math.sqrt(before.energy * count);
        expect(Math.abs(after.energy / before.energy - 1)).toBeLessThan(1e-12);
        before.momentum.forEach((p, a) => {
          expect(Math.abs(after.momentum[a] - p)).toBeLessThan(1e-12 * scale);
          const moved = sum(store.unwrapped()[a]) - centre[a];
          expect(Math.abs(moved - p)).toBeLessThan(1e-11 * scale + 1e-11 * count * lengths[a]);
        });
        nearest = Math.min(nearest, nearestDistance(lengths, store.positions));
      }
      expect(nearest).toBeGreaterThan(1 - 1e-12);
      expect(nearest).toBeLessThan(1.6);
    });
  }
});

const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

function conserved(v: readonly Float64Array[]): { energy: number; momentum: readonly number[] } {
  return { energy: v.reduce((s, axis) => axis.reduce((t, c) => t + c * c, s), 0), momentum: v.map(sum) };
}

/** Over all pairs and the images around. */
function nearestDistance(lengths: readonly number[], x: readonly Float64Array[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x[0].length; i++) {
    for (let j = 0; j < i; j++) {
      const d = lengths.map((length, a) => {
        const raw = Math.abs(x[a][i] - x[a][j]);
        return Math.min(raw, length - raw);
      });
      least = Math.min(least, Math.hypot(...d));
    }
  }
  return least;
}

/** The same flight by brute force: the next collision of all pairs and images, everything moved there, and so on. */
function allPairs(
  lengths: readonly number[],
  positions: readonly Float64Array[],
  velocities: readonly Float64Array[],
): { x: readonly number[][]; v: readonly number[][]; collisions: number; virial: number } {
  const x = positions.map((axis) => Array.from(axis));
  const v = velocities.map((axis) => Array.from(axis));
  const count = x[0].length;
  let now = 0;
  let [collisions, virial] = [0, 0];
  for (;;) {
    let next = { wait: 1 - now, i: -1, j: -1, r: [0] };
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const relative = v.map((axis) => axis[i] - axis[j]);
        for (const r of images(
          x.map((axis) => axis[i] - axis[j]),
          lengths,
          1 - now,
          relative,
        )) {
          const b = dot(r, relative);
          const discriminant = b * b - dot(relative, relative) * (dot(r, r) - 1);
          if (b >= 0 || discriminant <= 0) continue;
          const wait = Math.max(0, (-b - Math.sqrt(discriminant)) / dot(relative, relative));
          if (wait < next.wait) next = { wait, i, j, r: r.map((c, a) => c + wait * relative[a]) };
        }
      }
    }
    now += next.wait;
    x.forEach((axis, a) => {
      for (let i = 0; i < count; i++) axis[i] += next.wait * v[a][i];
    });
    if (next.i < 0) return { x, v, collisions, virial };
    const b = dot(
      next.r,
      v.map((axis) => axis[next.i] - axis[next.j]),
    );
    collisions++;
    virial -= b;
    v.forEach((axis, a) => {
      const exchanged = (b * next.r[a]) / dot(next.r, next.r);
      axis[next.i] -= exchanged;
      axis[next.j] += exchanged;
    });
  }
}

/** All images of a separation that could come to touch within `rest`. */
function images(
  r: readonly number[],
  lengths: readonly number[],
  rest: number,
  relative: readonly number[],
): readonly number[][] {
  return r.reduce<number[][]>(
    (all, c, a) => {
      const reach = 1 + rest * Math.abs(relative[a]);
      const out: number[][] = [];
      for (let n = Math.ceil((-reach - c) / lengths[a]); c + n * lengths[a] <= reach; n++) {
        for (const head of all) out.push([...head, c + n * lengths[a]]);
      }
      return out;
    },
    [[]],
  );
}

function dot(p: readonly number[], q: readonly number[]): number {
  return p.reduce((s, value, a) => s + value * q[a], 0);
}
