import { describe, expect, test } from 'vitest';
import type { Assignment } from '../../../src/app/scenario/overrides.ts';
import { parsePath } from '../../../src/app/scenario/path.ts';
import { read } from '../../../src/app/scenario/read.ts';
import { rewrite } from '../../../src/app/scenario/rewrite.ts';

/** A scenario with values put in: the data change as asked, the rest of the text stays. */

const set = (path: string, value: unknown): Assignment => ({ label: path, path: parsePath(path), value });
const step = [set('field.integrator', 'etd1'), set('field.step', 0.25)];

describe('a value is put in and nothing else changes', () => {
  test.each<[string, string, readonly Assignment[], string]>([
    [
      'a value that is there',
      'a: 1 # one\nb:   { c: 2,  d: [4, 4] }\n',
      [set('b.d', [8, 6]), set('a', 3)],
      'a: 3 # one\nb:   { c: 2,  d: [8, 6] }\n',
    ],
    [
      'a key in braces',
      'field: { kind: density } # solver\n',
      step,
      'field: { kind: density, integrator: etd1, step: 0.25 } # solver\n',
    ],
    ['in empty braces', 'a: 1\nfield: {}\n', step, 'a: 1\nfield: { integrator: etd1, step: 0.25 }\n'],
    [
      'a key in an indented block',
      '# top\nfield:\n  noise: { scale: 0 } # none\n\n# times\ntime: { duration: 2 }\n',
      step,
      '# top\nfield:\n  noise: { scale: 0 } # none\n  integrator: etd1\n  step: 0.25\n\n# times\ntime: { duration: 2 }\n',
    ],
    [
      'a block that is absent, no newline at the end',
      'a: 1 # last',
      step,
      'a: 1 # last\nfield:\n  integrator: etd1\n  step: 0.25\n',
    ],
    [
      'an item of a list',
      'list:\n  - { term: x, y: 1 }\n  - { term: z }\n',
      [set('list[0].y', 0.5)],
      'list:\n  - { term: x, y: 0.5 }\n  - { term: z }\n',
    ],
  ])('%s', (_what, before, assignments, after) => {
    expect(rewrite(before, assignments)).toBe(after);
  });

  test('JSON stays JSON', () => {
    const text = rewrite('{ "a": 1, "box": { "cells": [4] } }', [set('box.cells', [8]), ...step]);
    expect(JSON.parse(text)).toStrictEqual({ a: 1, box: { cells: [8] }, field: { integrator: 'etd1', step: 0.25 } });
  });
});

test('where that is not simple the library writes it: right data, comments kept', () => {
  const text = rewrite('# first\nbase: &b { kind: density }\nfield: *b\nother: *b # again\n', [
    set('observe', [{ quantity: 'energy' }]),
  ]);
  expect(text).toContain('# first');
  expect(text).toContain('# again');
  expect(read(text).data).toStrictEqual({
    base: { kind: 'density' },
    field: { kind: 'density' },
    other: { kind: 'density' },
    observe: [{ quantity: 'energy' }],
  });
});

test('what has no place is refused: a path through an alias, or beyond a list', () => {
  expect(() => rewrite('base: &b { kind: density }\nfield: *b\n', step)).toThrow(RangeError);
  expect(() => rewrite('list: [1, 2]\n', [set('list[5]', 1)])).toThrow(/beyond this list of 2/);
});
