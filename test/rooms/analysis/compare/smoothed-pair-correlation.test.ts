import { expect, test } from 'vitest';
import { smoothedPairCorrelation } from '../../../../src/analysis/compare/smoothed-pair-correlation.ts';
import type { Curve } from '../../../../src/core/curve.ts';
import { column } from '../../../../src/core/curve.ts';
import { modesWithin } from '../../../../src/core/modes.ts';

/** S(k) of a correlation hole h(r) = −h0 e^{−r²/s²}: S − 1 = ρĥ(k), ĥ = −h0 (√π s)^d e^{−k²s²/4}. */
function hole(lengths: readonly number[], density: number, h0: number, s: number): Curve {
  const modes = modesWithin(
    lengths,
    lengths.map(() => 20),
  );
  const volume = [s, s * s, s * s * s][lengths.length - 1] * Math.PI ** (lengths.length / 2);
  const k = Float64Array.from(modes.shells, (shell) => shell.k);
  return {
    name: 'structure-factor',
    notes: [],
    keys: [{ name: 'k', label: 'k', values: k }],
    value: { name: 'S', label: 'S', values: k.map((q) => 1 - density * h0 * volume * Math.exp(-0.25 * q * q * s * s)) },
    error: { name: 'stderr', label: 'stderr', values: k.map(() => 0.01) },
    beside: [
      { name: 'modes', label: 'modes', values: Float64Array.from(modes.shells, (shell) => shell.members.length) },
    ],
  };
}

test.each([
  [[9.5], 0],
  [[9.5, 11], 0.4],
  [[9.5, 11, 10], 0.7],
] as const)('a Gaussian hole in a box of %j, smoothed over %f, is the smoothed hole at fixed N', (sides, smoothing) => {
  const lengths = [...sides];
  const [density, h0, s] = [1.7, 0.3, 1.2];
  const volume = lengths.reduce((product, length) => product * length, 1);
  const d = lengths.length;
  const g = smoothedPairCorrelation(hole(lengths, density, h0, s), { lengths, count: density * volume, smoothing });
  const wide = s * s + 2 * smoothing * smoothing;
  // k = 0 is left out: the mean of h over the box is missing
  const mean = (h0 * (Math.sqrt(Math.PI) * s) ** d) / volume;
  const r = column(g, 'r').values;
  r.forEach((distance, i) => {
    // up to where images of the hole begin to show
    if (distance > 0.5 * lengths[0] - 1.5) return;
    const expected = 1 - h0 * ((s * s) / wide) ** (d / 2) * Math.exp((-distance * distance) / wide) + mean;
    expect(Math.abs(g.value.values[i] - expected)).toBeLessThan(3e-4 * h0);
  });
  expect(g.error?.values.every((error) => error > 0)).toBe(true);
});

test('independent particles have g = 1 at every distance', () => {
  const flat = hole([7, 8], 2, 0, 1);
  const g = smoothedPairCorrelation(flat, { lengths: [7, 8], count: 112, smoothing: 0.3 });
  for (const value of g.value.values) expect(value).toBeCloseTo(1, 12);
});
