import { expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import type { ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { column } from '../../../src/core/curve.ts';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { type ModeSet, modesWithin } from '../../../src/core/modes.ts';

const lengths = [7, 9];
const modes = modesWithin(lengths, [3, 3]);
const context: ObservableContext = {
  modes,
  fft: createFft(new Grid(lengths, [8, 8])),
  kind: 'density',
  sample: 1,
  average: 'replicas',
  times: [0.5, 2],
  mean: 'kept',
  meanDensity: 3,
  deviation: 1,
};

/** A source of given amplitudes: |ρ_k|² = N at time 0.5 on one shell alone, later on a second one, four times as strong. */
function source(time: number, factor: number) {
  return {
    ...{ time, lengths, counts: [189] },
    densityModes(asked: ModeSet, _species: number, out: Float64Array): void {
      out.fill(0);
      for (const m of asked.shells[2].members) out[2 * m] = factor * Math.sqrt(189);
      if (time > 1) for (const m of asked.shells[0].members) out[2 * m] = 2 * factor * Math.sqrt(189);
    },
  };
}

test('the domain length is the inverse first moment of S(k,t), with an error across replicas', () => {
  const joined = observables['structure-factor'].create({}, context);
  for (const factor of [1, 1.5, 0.7]) {
    const own = observables['structure-factor'].create({}, context);
    own.observe(source(0.5, factor));
    own.observe(source(2, factor));
    joined.merge(own.save());
  }
  const curve = joined.curves().find(({ name }) => name === 'domain-length');
  if (curve === undefined) throw new Error('no domain length');
  const [low, high] = [modes.shells[0], modes.shells[2]];
  const [a, b] = [4 * low.members.length, high.members.length];
  const later = (2 * Math.PI * (a + b)) / (a * low.k + b * high.k);
  expect(Array.from(column(curve, 't').values)).toEqual([0.5, 2]);
  expect(curve.value.values[0]).toBeCloseTo((2 * Math.PI) / high.k, 12);
  expect(curve.value.values[1]).toBeCloseTo(later, 12);
  // the shape of S is the same in every replica: no scatter
  expect(curve.error?.values[0]).toBeLessThan(1e-12);
});
