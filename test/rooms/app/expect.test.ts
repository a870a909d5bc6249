import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/app/run/expect.ts';
import type { Curve } from '../../../src/core/curve.ts';

const col = (name: string, values: readonly number[]) => ({ name, label: name, values: Float64Array.from(values) });
const factor: Curve = {
  name: 'structure-factor',
  notes: [],
  keys: [col('k', [1, 2, 3])],
  value: col('S', [1.1, 0.9, 3]),
  error: col('stderr', [0.03, 0.04, 0.1]),
  beside: [col('theory', [1, 1, 1]), col('predicted', [1, Number.NaN, 1])],
  weights: Float64Array.from([1, 3, 4]),
};
const profile: Curve = {
  name: 'density-profile-modes',
  notes: [],
  keys: [col('t', [1, 1, 2, 2]), col('n1', [0, 1, 0, 1]), col('n2', [1, -1, 1, -1])],
  value: col('re', [0.1, 0.2, 0.3, 0.4]),
  error: col('stderr', [0.01, 0.01, 0.01, Number.NaN]),
  beside: [col('im', [0.5, 0.6, 0.7, 0.8]), col('im-stderr', [0.01, 0.01, 0.01, 0.01])],
};
const seen = { curves: [factor, profile], grade: 'yellow', deterministic: false } as const;

describe('a curve, pooled by its modes', () => {
  // mean (0.1 − 3·0.1)/4 = −0.05; error √(0.03² + 0.12²)/4 = 0.0309, half of the interval 0.0606
  const item = { curve: 'structure-factor', k: [1, 2], equals: 'theory' } as const;

  test.each([
    [0.12, 'met'],
    [0.1, 'undecided'],
    [0.02, 'undecided'],
  ])('within %f: %s', (within, state) => {
    expect(judge({ ...item, within }, seen)).toStrictEqual({
      text: `structure-factor (k 1…2) against theory: −0.05 ± 0.0606 (95 %), allowed ±${within}`,
      state,
    });
  });

  test('a number is compared relatively, 0 absolutely', () => {
    const third = { curve: 'structure-factor', k: [3, 3], within: 0.5 } as const;
    expect(judge({ ...third, equals: 1.5 }, seen)).toMatchObject({ state: 'not met' });
    expect(judge({ ...third, equals: 1.5 }, seen).text).toContain('against 1.5: +1 ± 0.131 (95 %)');
    expect(judge({ ...third, equals: 0 }, seen).text).toContain('against 0: +3 ± 0.196 (95 %)');
  });

  test('what was not measured is undecided, and says so without numbers', () => {
    expect(judge({ curve: 'energy', equals: 1, within: 1 }, seen)).toStrictEqual({
      text: 'energy was not measured',
      state: 'undecided',
    });
    expect(judge({ ...item, equals: 'predicted', within: 1 }, seen)).toStrictEqual({
      text: 'structure-factor (k 1…2) against predicted: some of the values are empty',
      state: 'undecided',
    });
    const nowhere = judge({ ...item, k: [8, 9], within: 1 }, seen);
    expect(nowhere).toStrictEqual({
      text: 'structure-factor (k 8…9) against theory: no row in range',
      state: 'undecided',
    });
  });
});

describe('one mode of the profile', () => {
  test('of either sign, at a time or the last one', () => {
    expect(judge({ mode: [1, -1], part: 're', t: 1, equals: 0.2, within: 0.05 }, seen)).toMatchObject({ state: 'met' });
    expect(judge({ mode: [-1, 1], part: 're', t: 1, equals: 0.2, within: 0.05 }, seen)).toMatchObject({ state: 'met' });
    expect(judge({ mode: [0, 1], part: 're', equals: 0.1, within: 0.05 }, seen)).toMatchObject({ state: 'not met' });
  });

  test('the imaginary part changes its sign with n', () => {
    const item = { part: 'im', t: 1, within: 0.05 } as const;
    expect(judge({ ...item, mode: [1, -1], equals: 0.6 }, seen)).toMatchObject({ state: 'met' });
    expect(judge({ ...item, mode: [-1, 1], equals: -0.6 }, seen)).toMatchObject({ state: 'met' });
  });

  test('without an error bar it is undecided, unless there is no noise', () => {
    const item = { mode: [1, -1], part: 're', equals: 0.4, within: 0.05 } as const;
    expect(judge(item, seen)).toStrictEqual({
      text: 'Re ρ_k/N of mode [1,-1] against 0.4: +0, without an error bar: needs more samples or replicas, allowed ±0.05',
      state: 'undecided',
    });
    expect(judge(item, { ...seen, deterministic: true })).toMatchObject({ state: 'met' });
  });
});

test.each([
  ['green', 'not met'],
  ['yellow', 'met'],
  ['red', 'met'],
] as const)('a yellow run where %s is expected: %s', (grade, state) => {
  expect(judge({ grade }, seen)).toStrictEqual({ text: `grade yellow, expected ${grade}`, state });
});
