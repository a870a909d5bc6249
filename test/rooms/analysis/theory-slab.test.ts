import { describe, expect, test } from 'vitest';
import type { Equilibrium } from '../../../src/analysis/theory/minimise.ts';
import { hasSingleCell } from '../../../src/analysis/theory/single-cell.ts';
import { recogniseSlab } from '../../../src/analysis/theory/slab.ts';
import { varyingAxes } from '../../../src/analysis/theory/varying-axes.ts';
import { createEntry } from '../../../src/core/define.ts';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { functionals } from '../../../src/physics/functionals/index.ts';
import { mobilities } from '../../../src/physics/mobilities/index.ts';
import type { Model } from '../../../src/physics/model.ts';

/** Which profiles are slabs. */

const [height, kappa] = [1.7, 0.6];
const xi = Math.sqrt((2 * kappa) / height);

function well(lengths: readonly number[], more: readonly string[] = []): Model {
  const context = {
    dim: new Grid(
      lengths,
      lengths.map(() => 2),
    ).dim,
    lengths,
    kT: 0.3,
    density: 0,
  };
  const terms = [
    { type: 'double-well', a: height },
    { type: 'square-gradient', kappa },
    ...more.map((type) => ({ type, potential: { type: 'cosine', amplitude: 1, waves: lengths.map(() => 1) } })),
  ];
  return {
    dim: context.dim,
    lengths,
    kind: 'order-parameter',
    species: [{ name: 'a', density: 0 }],
    kT: 0.3,
    mu: 0.8,
    functionals: terms.map((term) => createEntry(functionals, term, context)),
    mobility: createEntry(mobilities, { type: 'constant', value: 2 }, { mu: 0.8 }),
  };
}

/** A profile as if it had been minimised. */
function result(profile: Float64Array): Equilibrium {
  const numbers = { mu: 0, energy: 0, particles: 0, grandPotential: 3, residual: 0, scale: 1, iterations: 1, inner: 1 };
  return { ...numbers, converged: true, unbounded: false, minimum: true, profile };
}

const grid = new Grid([5, 30], [8, 192]);
const along = (f: (y: number) => number): Float64Array => {
  return Float64Array.from({ length: grid.size }, (_, j) => f(grid.position(j, 1)));
};
const slab = (y: number): number => Math.tanh((7.5 - Math.abs(y - 15)) / xi);

describe('a slab', () => {
  test('along the second axis: phases, width; γ = (Ω + PV)/2A', () => {
    const found = recogniseSlab(well([5, 30]), grid, result(along(slab)));
    expect(found).toMatchObject({ axis: 1, low: -1, high: 1, pressure: 0, tension: 3 / (2 * 5) });
    // the kink where the box closes, 8e^{−2·7.5/ξ} = 1e-7; what the cells do not resolve of tanh is e^{−π²ξ/2h} = 3e-12
    expect(Math.abs((found?.width ?? 0) / xi - 1)).toBeLessThan(1e-6);
    expect(Math.abs((found?.tenNinety ?? 0) / (2 * Math.atanh(0.8) * xi) - 1)).toBeLessThan(1e-6);
  });

  test.each([
    ['a uniform state', along(() => 1)],
    ['two slabs', along((y) => slab((2 * y) % 30))],
    ['a wave, which has no bulk', along((y) => 0.3 * Math.sin((2 * Math.PI * y) / 30))],
    [
      'a droplet',
      Float64Array.from(
        { length: grid.size },
        (_, j) => slab(grid.position(j, 1)) * (grid.position(j, 0) > 2 ? 1 : -1),
      ),
    ],
  ])('%s is none', (_name, profile) => {
    expect(recogniseSlab(well([5, 30]), grid, result(profile))).toBeNull();
  });

  test('nor is anything in an external potential', () => {
    expect(recogniseSlab(well([5, 30], ['external']), grid, result(along(slab)))).toBeNull();
  });
});

describe('the axes that a field varies along', () => {
  const box = new Grid([3, 5, 7], [4, 6, 8]);
  const field = (f: (x: number, y: number, z: number) => number): Float64Array => {
    return Float64Array.from({ length: box.size }, (_, j) =>
      f(box.position(j, 0), box.position(j, 1), box.position(j, 2)),
    );
  };

  test('are found, and the values along them', () => {
    expect(
      varyingAxes(
        box,
        field(() => 2.5),
      ),
    ).toMatchObject({ axes: [], cells: [] });
    const middle = varyingAxes(
      box,
      field((_x, y) => y * y),
    );
    expect(middle).toMatchObject({ axes: [1], cells: [6], lengths: [5] });
    middle.values.forEach((value, j) => {
      expect(value).toBeCloseTo(((j * 5) / 6) ** 2, 12);
    });
    const outer = varyingAxes(
      box,
      field((x, _y, z) => x + 10 * z),
    );
    expect(outer).toMatchObject({ axes: [0, 2], cells: [4, 8] });
    outer.values.forEach((value, j) => {
      expect(value).toBeCloseTo((Math.floor(j / 8) * 3) / 4 + (10 * (j % 8) * 7) / 8, 12);
    });
    expect(
      varyingAxes(
        box,
        field((x, y, z) => x * y * z),
      ).axes,
    ).toEqual([0, 1, 2]);
  });
});

test('a slab of more cells than arguments fit a call', () => {
  const long = new Grid([3000], [200_000]);
  const profile = Float64Array.from({ length: long.size }, (_, j) => {
    return Math.tanh((750 - Math.abs(long.position(j, 0) - 1500)) / xi);
  });
  const found = recogniseSlab(well([3000]), long, result(profile));
  // what rounding of 1e-16 in a cell is in the slope of the highest mode, k = π/h = 209
  expect(Math.abs((found?.width ?? 0) / xi - 1)).toBeLessThan(1e-9);
  expect(Math.abs((found?.tenNinety ?? 0) / (2 * Math.atanh(0.8) * xi) - 1)).toBeLessThan(1e-9);
});

describe('a structure of one cell', () => {
  const fft = createFft(new Grid([5, 6], [8, 24]));
  const model = well([5, 6]);
  const box = fft.grid;
  const profile = (f: (j: number) => number): Float64Array => Float64Array.from({ length: box.size }, (_, j) => f(j));

  test('is a spike, along any axis, across the boundary too, not a resolved interface, nor rounding', () => {
    for (const cell of [0, 23, 24 * 3 + 7, box.size - 1]) {
      expect(
        hasSingleCell(
          model,
          fft,
          profile((j) => (j === cell ? 5 : 0.1)),
          1,
        ),
      ).toBe(true);
    }
    expect(
      hasSingleCell(
        model,
        fft,
        profile((j) => (j < 24 * 4 ? 1 : -1)),
        1,
      ),
    ).toBe(true);
    expect(
      hasSingleCell(
        model,
        fft,
        profile((j) => (j % 24 < 12 ? 1 : -1)),
        1,
      ),
    ).toBe(true);
    expect(
      hasSingleCell(
        model,
        fft,
        profile((j) => Math.cos((2 * Math.PI * box.position(j, 1)) / 6)),
        1,
      ),
    ).toBe(false);
    expect(
      hasSingleCell(
        model,
        fft,
        profile((j) => 1 + (j % 2) * 1e-12),
        1,
      ),
    ).toBe(false);
  });

  test('is none where the external potential steps as well', () => {
    const cosine = { type: 'external', potential: { type: 'cosine', amplitude: 40, waves: [0, 6] } };
    const context = { dim: 2 as const, lengths: [5, 6], kT: 0.3, density: 0 };
    const walled = { ...model, functionals: [...model.functionals, createEntry(functionals, cosine, context)] };
    const steps = profile((j) => (j % 4 === 2 ? 1 : 0));
    expect(hasSingleCell(model, fft, steps, 0.3)).toBe(true);
    expect(hasSingleCell(walled, fft, steps, 0.3)).toBe(false);
    expect(hasSingleCell(walled, fft, steps, 300)).toBe(true);
  });
});
