import { describe, expect, test } from 'vitest';
import { good, heads, mistakes, withLine } from './mistakes.ts';

describe('expectations', () => {
  const expectations = (...items: string[]): string[] =>
    heads(mistakes(`${good}expect:\n${items.map((item) => `  - ${item}\n`).join('')}`));

  test('are told apart by their first key', () => {
    expect(
      expectations(
        '{ curve: structure-factor, equals: thery, within: 0.1, k: [1] }',
        '{ curv: structure-factor, equals: theory, within: 0.1 }',
        '{ mode: [1, 0], equals: theory, within: 0 }',
        '{ grade: green, within: 1 }',
        '{ compare: structure-factor, verdict: agrees }',
        '{ within: 1 }',
      ),
    ).toEqual([
      "bad.yaml:11:40: expect[0].equals: expected one of theory, predicted or a number, received the text 'thery'; did you mean 'theory'?",
      'bad.yaml:11:63: expect[0].k: expected a list of 2 numbers, received a list of 1',
      "bad.yaml:12:7: expect[1].curv: unknown key 'curv'; allowed: curve, k, t, equals, within, engine, column; did you mean 'curve'?",
      "bad.yaml:13:29: expect[2].equals: expected a number, received the text 'theory'",
      'bad.yaml:13:45: expect[2].within: expected a number greater than 0, received 0',
      "bad.yaml:14:21: expect[3].within: unknown key 'within'; allowed: grade",
      "bad.yaml:15:5: expect[4]: missing key 'within': a number greater than 0 (largest difference that passes)",
      "bad.yaml:15:43: expect[4].verdict: 'agrees' is not one of agree, differ, inconclusive; did you mean 'agree'?",
      'bad.yaml:16:5: expect[5]: expected { curve, equals, within } or { mode, equals, within } or { grade } or { compare, verdict, within }, received { within }',
    ]);
  });

  test('have ranges that are not empty', () => {
    expect(expectations('{ curve: structure-factor, k: [2, 1], equals: 1, within: 1 }')).toEqual([
      'bad.yaml:11:35: expect[0].k: [2, 1] is empty; write [low, high]',
    ]);
  });
});

describe('values that do not go together', () => {
  test('lists that are not as long as the box has sides', () => {
    expect(heads(mistakes(withLine(2, 'box: { length: [8, 8], cells: 32 }')))).toEqual([
      'bad.yaml:2:31: box.cells: the box has 2 sides, so 2 cell counts must be given here, not 1',
    ]);
    expect(heads(mistakes(withLine(2, 'box: { length: [8, 8, 8, 8], cells: [2] }')))).toEqual([
      'bad.yaml:2:16: box.length: expected a number greater than 0 or a list of 1 to 3 numbers greater than 0, received a list of 4',
    ]);
    const profile = (text: string): string[] =>
      heads(mistakes(withLine(8, `field: { initial: { profile: ${text} } }`)));
    expect(profile('{ type: cosine, amplitude: 0.5, waves: [1] }')).toEqual([
      'bad.yaml:8:69: field.initial.profile.waves: the box has 2 sides, so 2 integers must be given here, not 1',
    ]);
    expect(profile('{ type: step, amplitude: 0.5, axis: 2 }')).toEqual([
      'bad.yaml:8:66: field.initial.profile.axis: the box has 2 sides; axes count from 0',
    ]);
    expect(heads(mistakes(`${good}expect: [{ mode: [1], equals: 1, within: 1 }]\n`))).toEqual([
      'bad.yaml:10:18: expect[0].mode: the box has 2 sides, so 2 integers must be given here, not 1',
    ]);
  });

  test('density or species', () => {
    const neither = withLine(4, '# nothing');
    expect(heads(mistakes(neither))).toEqual([
      "bad.yaml:1:1: missing key 'density': a number (or, for a mixture, species: [{ name, density }, …])",
    ]);
    expect(heads(mistakes(withLine(4, 'densty: 80')))).toEqual([
      expect.stringMatching(/^bad.yaml:4:1: densty: unknown key 'densty'.*did you mean 'density'\?$/),
    ]);
    expect(heads(mistakes(`${good}species: [{ name: a, density: 1 }, { name: a, density: 0 }]\n`))).toEqual([
      'bad.yaml:10:1: species: density is given as well; a scenario has one of the two',
      "bad.yaml:10:44: species[1].name: there are two species 'a'",
      'bad.yaml:10:56: species[1].density: a density must be greater than 0, received 0; a field of any sign needs field.kind: order-parameter',
    ]);
  });

  test('a density is positive, an order parameter need not be', () => {
    expect(mistakes(withLine(4, 'density: -1'))).toMatchInlineSnapshot(`
      "bad.yaml:4:10: density: a density must be greater than 0, received -1; a field of any sign needs field.kind: order-parameter
          4 | density: -1
            |          ^^"
    `);
    expect(mistakes(withLine(4, 'density: 0'))).toContain('a density must be greater than 0, received 0');
    expect(mistakes(withLine(4, 'density: -1').replace('{ step: 0.01 }', '{ kind: order-parameter }'))).toBe('');
    expect(mistakes(withLine(8, 'field: { initial: { profile: { type: step, amplitude: -1.5 } } }'))).toContain(
      'bad.yaml:8:55: field.initial.profile.amplitude: an amplitude of -1.5 makes the density negative; at most 1',
    );
    expect(
      mistakes(withLine(8, 'field: { initial: { profile: { type: droplet, inside: -1, radius: 1, width: 1 } } }')),
    ).toContain('bad.yaml:8:55: field.initial.profile.inside: a density must not be negative, received -1');
  });
});
