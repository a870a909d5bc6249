import { describe, expect, test } from 'vitest';
import { createFft, type TeamMaker } from '../../../src/core/fft/backends.ts';
import type { Fft } from '../../../src/core/fft/fft.ts';
import { type Dealias, Grid } from '../../../src/core/grid.ts';
import { instantiate } from '../../../src/core/kernel/load.ts';
import { Gaussians } from '../../../src/core/random.ts';

/**
 * The parts of a job are independent: done one after the other in any order, more of them than there are items, they give
 * the bits of the whole. What a part read of another's work would show here, without threads and their chance.
 */

const PARTS = 7;
const orders: Readonly<Record<string, (part: number) => number>> = {
  ascending: (part) => part,
  descending: (part) => PARTS - 1 - part,
};
const team =
  (order: (part: number) => number): TeamMaker =>
  (memory) => {
    const call = instantiate(memory);
    return {
      size: PARTS,
      run(job, args) {
        for (let i = 0; i < PARTS; i++) call[job](args, order(i), PARTS);
      },
      close: () => {},
    };
  };

const grids = [[2], [4], [6], [8], [18], [50], [5000], [2, 2], [2, 60], [60, 2], [10, 18], [2, 4, 2], [12, 6, 10]];

/** All that jobs make of the same numbers. */
function made(fft: Fft): readonly (readonly number[])[] {
  const { grid, cells } = fft;
  const gaussians = new Gaussians(12);
  const [field, out, other, work] = [fft.allocReal(), fft.allocReal(), fft.allocReal(), fft.allocReal()];
  // no spectrum of a real field: what a real field cannot have must be ignored whoever does the part
  const [spectrum, target] = [fft.allocSpectrum(), fft.allocSpectrum()];
  gaussians.fill(field);
  gaussians.fill(spectrum);
  const results: number[][] = [];
  const keep = (values: Iterable<number>): void => {
    results.push(Array.from(values));
  };
  fft.forward(field, target);
  keep(target);
  fft.inverse(spectrum, out);
  keep(out);
  for (const dealias of ['two-thirds', 'none'] satisfies Dealias[]) {
    const band = fft.band(dealias);
    const inside = fft.allocSpectrum();
    band.combine(inside, [[band.coefficient((i) => 1 / (1 + i)), spectrum]]);
    keep(inside);
    band.inverse(inside, out);
    keep(out);
    target.fill(0);
    band.forward(field, target);
    band.rotate(target, [[band.coefficient((i) => 1 + i), spectrum]], true);
    keep(target);
    keep([band.power(spectrum)]);
  }
  cells.smooth(field, out, work);
  keep(out);
  cells.flux(field, [0.1, 0.9, -0.2], 0.3, out, work, other);
  keep(other);
  cells.polynomial(field, [0.2, -0.1, 0.7], out);
  keep(out);
  cells.positivePart(field, out);
  cells.deficit(field, out, other);
  cells.withhold(other, out);
  keep(out);
  keep([cells.different(field, out), ...Object.values(cells.range(field))]);
  cells.noise(field, [0.5, 1, 0.1], 1.3, cells.normals(2 ** 53 - 1, 7), out);
  keep(out);
  expect(grid.size).toBe(out.length);
  return results;
}

describe.each(grids.map((cells) => ({ cells })))('$cells cells', ({ cells }) => {
  const grid = new Grid(
    cells.map((n) => 0.3 * n),
    cells,
  );
  const whole = made(createFft(grid, 'wasm'));

  test.each(Object.keys(orders))('%s', (order) => {
    expect(made(createFft(grid, 'wasm', team(orders[order])))).toEqual(whole);
  });
});
