import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TrajectoryFrame } from '../../../src/app/trajectory/frame.ts';
import { modesWithin } from '../../../src/core/modes.ts';
import { framesOf, refusal } from './frames.ts';

/** What LAMMPS itself has written: one run in three forms, and a tilted box. See test/fixtures/LAMMPS.md. */
const text = (name: string): string => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
const SIDES = [7, 7.5, 7.25];
const scaled = framesOf(text('scaled-two-species-offset.lammpstrj'));
const unwrapped = framesOf(text('unwrapped-unsorted.lammpstrj'));
const plain = framesOf(text('plain.xyz'), { box: SIDES });
const modes = modesWithin(SIDES, [8, 8, 8]);

/** Half a unit of the last of the six digits that LAMMPS writes of x. */
function rounding(x: number): number {
  return x === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(x))) - 5);
}

/** Error of each written coordinate, axis by axis, in lengths. */
function errors(frame: TrajectoryFrame, form: 'scaled' | 'written'): readonly Float64Array[] {
  const written = form === 'scaled' ? frame.positions : frame.unwrapped;
  return written.map((axis, a) => {
    const [low, L] = [frame.origin[a], frame.lengths[a]];
    return axis.map((x) => {
      if (form === 'written') return rounding(x + low);
      // LAMMPS lets particles stray a little out of the box: 0.0123 here may have been 1.01230 there
      return L * rounding(x < 0.1 * L ? 1 + x / L : x / L);
    });
  });
}

/**
 * Compares S(k) = |ρ_k|²/N mode by mode. Coordinates that are known to ±δ_i leave ρ_k known to d = Σ_i k·δ_i, and S(k) to
 * (2|ρ_k|d + d²)/N. Returns the largest difference and the largest share of its bound.
 */
function compare(a: TrajectoryFrame, b: TrajectoryFrame, deltas: readonly (readonly Float64Array[])[]) {
  const [rhoA, rhoB] = [a, b].map((frame) => {
    const out = new Float64Array(2 * modes.count);
    frame.pooled(null, 'all').densityModes(modes, 0, out);
    return out;
  });
  const sums = SIDES.map((_, axis) => deltas.reduce((sum, d) => sum + d[axis].reduce((s, x) => s + x, 0), 0));
  let [difference, share] = [0, 0];
  for (let m = 0; m < modes.count; m++) {
    const d = SIDES.reduce((sum, L, axis) => sum + (2 * Math.PI * Math.abs(modes.n[3 * m + axis]) * sums[axis]) / L, 0);
    const [sA, sB] = [rhoA, rhoB].map((rho) => rho[2 * m] ** 2 + rho[2 * m + 1] ** 2);
    const bound = (2 * Math.sqrt(Math.max(sA, sB)) * d + d * d) / a.count;
    difference = Math.max(difference, Math.abs(sA - sB) / a.count);
    share = Math.max(share, Math.abs(sA - sB) / a.count / bound);
  }
  return { difference, share };
}

describe('files that LAMMPS wrote', () => {
  test('fractions with an origin, and unwrapped coordinates in no order: the same run', async () => {
    const [{ frames: a, warnings }, { frames: b }] = [await scaled, await unwrapped];
    expect(warnings).toEqual([]);
    expect([a.length, b.length]).toEqual([11, 11]);
    a.forEach((frame, f) => {
      const other = b[f];
      expect([frame.step, frame.lengths, frame.origin]).toEqual([other.step, SIDES, [-3, 1, -2.25]]);
      expect(frame.ids).toEqual(other.ids);
      expect(Array.from(frame.speciesOf, (s) => frame.names[s])).toEqual(
        Array.from(other.speciesOf, (s) => other.names[s]),
      );
      expect([frame.followed, other.followed]).toEqual([false, true]);
      const [ea, eb] = [errors(frame, 'scaled'), errors(other, 'written')];
      frame.positions.forEach((axis, d) => {
        axis.forEach((x, i) => {
          const apart = Math.abs(x - other.positions[d][i]);
          expect(Math.min(apart, SIDES[d] - apart)).toBeLessThanOrEqual((ea[d][i] + eb[d][i]) * (1 + 1e-6));
        });
      });
    });
  });

  test('S(k) of both agrees to the digits written, in every mode of every frame', async () => {
    const [{ frames: a }, { frames: b }] = [await scaled, await unwrapped];
    const results = a.map((frame, f) => compare(frame, b[f], [errors(frame, 'scaled'), errors(b[f], 'written')]));
    for (const { share } of results) expect(share).toBeLessThanOrEqual(1);
    // in all: the six digits of coordinates up to some 10 leave S(k) up to k = 12 known to 1e-3
    expect(Math.max(...results.map((r) => r.difference))).toBeLessThan(1e-3);
  });

  test('plain XYZ with the box given: the same S(k), once the order of the particles does not count', async () => {
    const [{ frames: a }, { frames: c }] = [await scaled, await plain];
    expect(c.map((f) => f.step)).toEqual(a.map((f) => f.step));
    const results = a.map((frame, f) => {
      // without origin the coordinates are those of the file; six digits of at most 8.5
      const written = c[f].positions.map((axis) => axis.map(() => 0.5e-5));
      return compare(frame, c[f], [errors(frame, 'scaled'), written]);
    });
    for (const { share } of results) expect(share).toBeLessThanOrEqual(1);
  });

  test('particles followed by their nearest image arrive where LAMMPS says, while jumps are small', async () => {
    const { frames } = await unwrapped;
    const [first, second] = frames;
    const moved = first.positions.map((axis, d) =>
      axis.map((x, i) => {
        const step = second.positions[d][i] - x;
        return step - Math.round(step / SIDES[d]) * SIDES[d] - (second.unwrapped[d][i] - first.unwrapped[d][i]);
      }),
    );
    const wrong = moved.flatMap((axis) => Array.from(axis)).filter((x) => Math.abs(x) > 1e-9);
    expect(wrong).toEqual([]);
  });

  test('the tilted box is refused with the reason and the remedy', async () => {
    const message = await refusal(text('triclinic.lammpstrj'));
    expect(message).toMatch(/^f:6: the box is tilted, xy = 1.5: triclinic boxes are not read, since /);
    expect(message).toMatch(/; simulate in a rectangular box .* or map the trajectory onto a rectangular supercell/);
  });
});
