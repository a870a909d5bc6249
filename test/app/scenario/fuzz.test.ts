import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/app/scenario/load.ts';
import { ScenarioError } from '../../../src/app/scenario/problem.ts';
import { good, mistakes } from './mistakes.ts';
import { small } from './small.ts';

const FRAGMENTS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    ': ',
    '- ',
    '? ',
    '|',
    '>',
    '&a ',
    '*a',
    '!x ',
    '#',
    '"',
    "'",
    '\n',
    '\n  ',
    '\t',
    '---\n',
  ],
  ...[
    '.inf',
    '.nan',
    'null',
    '~',
    '-1',
    '1e999',
    '__proto__: ',
    'constructor: ',
    '<<: *a',
    '%YAML 1.1\n',
    '\u0000',
    '\uFEFF',
  ],
  ...[
    'name',
    'term',
    'type',
    'field',
    'auto',
    'species',
    'expect: [{}]\n',
    'observe:\n',
    'true',
    '0x1F',
    '🙂',
    '\u2028',
  ],
];

/** A good scenario with pieces cut out, put in and repeated. */
const mutated = fc
  .array(fc.tuple(fc.nat(good.length), fc.nat(12), fc.constantFrom(...FRAGMENTS)), { minLength: 1, maxLength: 6 })
  .map((edits) => edits.reduce((text, [at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut), good));

describe('whatever stands in the file', () => {
  const runs = { numRuns: 400, seed: 1 };

  test('bytes: a ScenarioError or a scenario', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new TextDecoder().decode(array));
    fc.assert(
      fc.property(bytes, (text) => mistakes(text) !== ''),
      runs,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => mistakes(text) !== ''),
      runs,
    );
  });

  test('a spoilt scenario: a ScenarioError that points into the text, or a scenario that survives JSON', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        try {
          const { scenario } = loadScenario(text, { file: 'f', registries: small });
          expect(loadScenario(JSON.stringify(scenario), { file: 'f', registries: small }).scenario).toStrictEqual(
            scenario,
          );
        } catch (error) {
          if (!(error instanceof ScenarioError)) throw error;
          const lines = text.split('\n').length;
          expect(error.problems.length).toBeGreaterThan(0);
          for (const { message, place } of error.problems) {
            expect(message).not.toMatch(/undefined|\[object/);
            expect(place.line).toBeGreaterThan(0);
            expect(place.line).toBeLessThanOrEqual(lines);
          }
        }
      }),
      { ...runs, numRuns: 1500 },
    );
  });

  test('any value in any place', () => {
    const paths = [
      'name',
      'box',
      'box.length',
      'box.length.0',
      'dynamics.mobility',
      'free-energy',
      'free-energy.1.potential',
    ];
    const more = [
      'field',
      'field.step',
      'field.initial.profile',
      'time',
      'observe',
      'observe.0',
      'expect',
      'expect.0',
      'species',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths, ...more), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        expect(mistakes(good, { sets: [`${path}=${JSON.stringify(value)}`] })).not.toMatch(/undefined|\[object/);
      }),
      runs,
    );
    fc.assert(
      fc.property(fc.string(), (set) => mistakes(good, { sets: [set] }) !== ''),
      runs,
    );
  });

  test('prototypes stay as they are', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      for (const text of [`${good}${key}: { polluted: 1 }\n`, good.replace('kT: 1', `${key}: { polluted: 1 }`)]) {
        expect(mistakes(text)).toContain(`unknown key '${key}'`);
      }
      expect(mistakes(good.replace('gaussian-core', key))).toContain(`'${key}' is not one of gaussian-core`);
      expect(mistakes(good.replace('ideal-gas', key))).toContain(`'${key}' is not one of ideal-gas`);
      expect(mistakes(good, { sets: [`${key}.polluted=1`] })).toContain(`unknown key '${key}'`);
      expect(mistakes(good, { sets: [`field.${key}.polluted=1`] })).toContain(`unknown key '${key}'`);
      expect(mistakes(good, { sets: [`free-energy.${key}=1`] })).toContain(
        `a list has no '${key}'`.replace("a list has no '__proto__'", "unknown key '__proto__'"),
      );
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get([], 'polluted')).toBeUndefined();
  });
});
