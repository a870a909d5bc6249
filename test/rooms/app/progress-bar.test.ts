import { expect, test } from 'vitest';
import { ProgressBar } from '../../../src/app/cli/progress-bar.ts';

test('the line: share of all replicas, rate, time left, S at the smallest k', () => {
  const bar = new ProgressBar(4, false);
  expect(bar.line(1)).toContain('  0 %');
  expect(bar.line(1)).toContain('– left');
  bar.update({ replica: 0, steps: 100, total: 100, lowest: 0.2 });
  bar.update({ replica: 1, steps: 50, total: 100, lowest: Number.NaN });
  const line = bar.line(3);
  // 1½ of 4 replicas in 3 s: 5 s are left
  expect(line).toMatch(/^ {2}█{9}░{15} {2}37 % {2}50 steps\/s {2}5 s left {2}S\(k_min\) ≈ 0\.2$/);
});

test('before the first sample it warms up', () => {
  const bar = new ProgressBar(1, false);
  bar.update({ replica: 0, steps: 1, total: 4, lowest: Number.NaN });
  expect(bar.line(1)).toMatch(/ 25 % {2}1 steps\/s {2}3 s left {2}warming up$/);
});
