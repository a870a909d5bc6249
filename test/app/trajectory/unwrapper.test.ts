import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrajectoryFrame } from '../../../src/app/trajectory/frame.ts';
import { Unwrapper } from '../../../src/app/trajectory/unwrapper.ts';

const lengths = [7, 3];

/** A frame that knows wrapped positions only. */
function wrapped(paths: readonly (readonly number[])[], where = 'f:1'): TrajectoryFrame {
  const positions = lengths.map((L, a) => Float64Array.from(paths, (p) => p[a] - Math.floor(p[a] / L) * L));
  const speciesOf = new Int32Array(paths.length);
  const rest = { time: 0, step: 0, origin: [0, 0], unwrapped: null, names: ['A'], ids: null, where };
  return new TrajectoryFrame({ ...rest, lengths, positions, speciesOf });
}

describe('particles are followed across the borders', () => {
  test('to rounding, as long as no jump reaches half a box; beyond a quarter it warns', () => {
    const jump = fc.tuple(
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(jump, { minLength: 1, maxLength: 60 }), (jumps) => {
        const unwrapper = new Unwrapper();
        let path = [3.3, 1.1];
        unwrapper.follow(wrapped([path]));
        let doubtful = 0;
        for (const shares of jumps) {
          path = path.map((x, a) => x + shares[a] * lengths[a]);
          doubtful += shares.filter((s) => Math.abs(s) > 0.25).length;
          const { unwrapped } = unwrapper.follow(wrapped([path]));
          for (const a of [0, 1]) expect(Math.abs(unwrapped[a][0] - path[a])).toBeLessThan(1e-11);
        }
        expect(Math.abs(unwrapper.doubtful - doubtful)).toBeLessThanOrEqual(
          jumps.filter((j) => j.some((s) => Math.abs(Math.abs(s) - 0.25) < 1e-12)).length * 2,
        );
        expect(unwrapper.warnings().length).toBe(unwrapper.doubtful > 0 ? 1 : 0);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  test('says how many jumps, how large, and where first', () => {
    const unwrapper = new Unwrapper();
    for (const [i, x] of [0, 1, 3.1, 3, 6.45].entries()) unwrapper.follow(wrapped([[x, 0]], `f:${10 * i + 1}`));
    expect(unwrapper.warnings()).toEqual([
      expect.stringMatching(
        /but 2 jump\(s\) between frames exceed a quarter of the box \(largest 49 %, first in the frame at f:21\)/,
      ),
    ]);
  });

  test('a file that knows better is left alone; one that does not says so', () => {
    const frame = wrapped([[1, 1]]).following([Float64Array.of(8), Float64Array.of(-2)]);
    expect(new Unwrapper().follow(frame)).toBe(frame);
    expect(() => wrapped([[1, 1]]).unwrapped).toThrow('f:1: the file has no unwrapped positions');
  });
});
