import { describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/core/define.ts';
import { externalPotentials } from '../../src/physics/potentials/external/index.ts';

type Sample = Readonly<Record<string, ParameterValue>>;

/** What an entry needs in `dim` dimensions; an entry that is not here must do with its defaults. */
const samples: Readonly<Record<string, (dim: number) => readonly Sample[]>> = {
  cosine: (dim) => [
    { amplitude: 0.7, waves: [1, 0, 0].slice(0, dim) },
    { amplitude: -1.3, waves: [2, -1, 3].slice(0, dim) },
  ],
  harmonic: (dim) => [{ stiffness: 1.4 }, { stiffness: 0.3, centre: [0.4, -1.7, 11].slice(0, dim) }],
  'gaussian-trap': (dim) => [
    { depth: 2, width: 0.5 },
    { depth: -1.5, width: 1.1, centre: [0.2, 4, -2.5].slice(0, dim) },
    { depth: 0.8, width: 4 },
  ],
  expression: (dim) => [
    { v: 'v0*cos(2*pi*x/Lx + 0.3)', parameters: { v0: -0.7 } },
    {
      v: ['a*exp(sin(2*pi*x/Lx))', '*cos(4*pi*y/Ly)', ' + tanh(cos(2*pi*(x/Lx - z/Lz)))'].slice(0, dim).join(''),
      parameters: { a: 1.3 },
    },
    { v: 'w*(x*(Lx - x))^4', parameters: { w: 0.01 } },
  ],
};

const boxes = [[5], [5, 3.2], [5, 3.2, 7.1]];
const all = Object.keys(externalPotentials).flatMap((name) =>
  boxes.flatMap((lengths) =>
    (samples[name]?.(lengths.length) ?? [{}]).map((sample) => ({
      name,
      sample,
      lengths,
      make: () => externalPotentials[name].create(sample, { lengths }),
    })),
  ),
);

describe.each(all)('$name $sample in $lengths', ({ lengths, make }) => {
  const points = spread(lengths, 40);

  test('gradient is ∇energy', () => {
    const v = make();
    const scale = Math.max(...points.map((x) => Math.abs(v.energy(x))));
    expect(scale).toBeGreaterThan(0);
    const out = new Float64Array(lengths.length);
    let steepest = 0;
    for (const x of points) {
      v.gradient(x, out);
      for (let a = 0; a < lengths.length; a++) {
        expect(Math.abs(out[a] - slope(v.energy, x, a)), `axis ${a} at ${x}`).toBeLessThan(1e-10 * scale);
        steepest = Math.max(steepest, Math.abs(out[a]));
      }
    }
    expect(steepest).toBeGreaterThan(0);
  });

  test('energy and gradient have the periods of the box', () => {
    const v = make();
    const scale = Math.max(...points.map((x) => Math.abs(v.energy(x))));
    const here = new Float64Array(lengths.length);
    const there = new Float64Array(lengths.length);
    for (const x of points) {
      for (let a = 0; a < lengths.length; a++) {
        for (const periods of [1, -2]) {
          const moved = x.map((value, b) => value + (a === b ? periods * lengths[a] : 0));
          expect(Math.abs(v.energy(moved) - v.energy(x))).toBeLessThan(1e-12 * scale);
          v.gradient(x, here);
          v.gradient(moved, there);
          for (let b = 0; b < here.length; b++) expect(Math.abs(there[b] - here[b])).toBeLessThan(1e-11 * scale);
        }
      }
    }
  });

  test('parameters are left as they were, and two of one kind do not disturb each other', () => {
    const [one, two] = [make(), make()];
    const before = points.map((x) => one.energy(x));
    two.gradient(points[3], new Float64Array(lengths.length));
    expect(points.map((x) => one.energy(x))).toEqual(before);
  });
});

describe('traps', () => {
  const lengths = [6, 4];

  test('sit in the middle of the box unless told otherwise', () => {
    for (const [name, sample] of [
      ['harmonic', { stiffness: 2 }],
      ['gaussian-trap', { depth: 3, width: 0.5 }],
    ] as const) {
      const left = externalPotentials[name].create(sample, { lengths });
      const given = externalPotentials[name].create({ ...sample, centre: [3, 2] }, { lengths });
      for (const x of spread(lengths, 9)) expect(left.energy(x)).toBe(given.energy(x));
      const lowest = left.energy([3, 2]);
      for (const x of spread(lengths, 9)) expect(left.energy(x)).toBeGreaterThanOrEqual(lowest);
    }
  });

  test('are ½κ|x − c|² and −depth(1 − |x − c|²/2w²) near the centre', () => {
    const spring = externalPotentials.harmonic.create({ stiffness: 2, centre: [1, 1] }, { lengths });
    expect(spring.energy([1.003, 0.996])).toBeCloseTo(25e-6, 9);
    const trap = externalPotentials['gaussian-trap'].create({ depth: 3, width: 0.5, centre: [1, 1] }, { lengths });
    expect(trap.energy([1, 1])).toBeCloseTo(-3, 12);
    expect(trap.energy([1.5, 1]) / -3).toBeCloseTo(Math.exp(-0.5), 12);
  });
});

test('a wrong number of entries is refused, with both numbers', () => {
  const { cosine, harmonic, 'gaussian-trap': trap } = externalPotentials;
  const lengths = [5, 5];
  const refused = (message: RegExp, make: () => unknown) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  };
  refused(/waves \[1\].* 2, not 1/, () => cosine.create({ amplitude: 1, waves: [1] }, { lengths }));
  refused(/centre \[1, 2, 3\].* 2, not 3/, () => harmonic.create({ stiffness: 1, centre: [1, 2, 3] }, { lengths }));
  refused(/centre \[1\].* 2, not 1/, () => trap.create({ depth: 1, width: 1, centre: [1] }, { lengths }));
});

/** Points that fill the box and its surroundings evenly, corners and middle among them. */
function spread(lengths: readonly number[], count: number): readonly (readonly number[])[] {
  const golden = [0.6180339887498949, 0.7548776662466927, 0.8191725133961645];
  const inside = Array.from({ length: count }, (_, i) =>
    lengths.map((length, a) => (3 * ((i * golden[a]) % 1) - 1) * length),
  );
  return [...inside, lengths.map(() => 0), lengths.map((length) => length / 2)];
}

/** ∂V/∂x_a by the central difference of order 8. */
function slope(energy: (x: readonly number[]) => number, x: readonly number[], a: number): number {
  const h = 4e-3;
  const at = (m: number) => energy(x.map((value, b) => value + (a === b ? m * h : 0)));
  const odd = (m: number) => at(m) - at(-m);
  return ((4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - (1 / 280) * odd(4)) / h;
}
