import { describe, expect, test } from 'vitest';
import { good, heads, mistakes, withLine } from './mistakes.ts';

describe('a value', () => {
  test('a number in quotes, or written for another program', () => {
    expect(mistakes(withLine(8, 'field: { step: "1e-3" }'))).toMatchInlineSnapshot(`
      "bad.yaml:8:16: field.step: expected 'auto' or a number greater than 0, received the text '1e-3'; write 1e-3 without quotes
          8 | field: { step: "1e-3" }
            |                ^^^^^^"
    `);
    const hint = (text: string): string | undefined =>
      /; write (.*)$/m.exec(mistakes(withLine(4, `density: ${text}`)))?.[1];
    expect(['1_000', '0,5', '1d-3', '1/4', '2*pi', 'π', '"80"', 'many'].map(hint)).toEqual([
      ...['1000', '0.5', '1e-3', '0.25', '6.283185307179586', '3.141592653589793', '80 without quotes', undefined],
    ]);
  });

  test('out of bounds, not finite, not even, not an integer', () => {
    expect(
      heads(mistakes(withLine(3, 'dynamics: { kT: 0, mu: .inf, mobility: { type: crowded, rho-max: .nan } }'))),
    ).toEqual([
      'bad.yaml:3:17: dynamics.kT: expected a number greater than 0, received 0',
      'bad.yaml:3:24: dynamics.mu: expected a number greater than 0, received .inf, which is not finite',
      'bad.yaml:3:66: dynamics.mobility.rho-max: expected a number greater than 0, received .nan, which is no finite number',
    ]);
    expect(heads(mistakes(withLine(2, 'box: { length: [8, -1e999], cells: [31, 0] }')))).toEqual([
      'bad.yaml:2:20: box.length[1]: expected a number greater than 0, received -.inf, which is not finite',
      'bad.yaml:2:37: box.cells[0]: expected an even integer of at least 2, received 31',
      'bad.yaml:2:41: box.cells[1]: expected an even integer of at least 2, received 0',
    ]);
    expect(heads(mistakes(`${good}ensemble: { replicas: 1.5, seed: -1 }\ncompare: { confidence: 1 }\n`))).toEqual([
      'bad.yaml:10:23: ensemble.replicas: expected an integer of at least 1, received 1.5',
      'bad.yaml:10:34: ensemble.seed: expected an integer of at least 0, received -1',
      'bad.yaml:11:24: compare.confidence: expected a number greater than 0 and less than 1, received 1',
    ]);
  });

  test('parameters of entries keep to their own bounds', () => {
    const potential = (text: string): string[] =>
      heads(mistakes(withLine(7, `  - { term: pair, potential: ${text} }`)));
    expect(potential('{ type: scaled, order: 9, rule: produkt, label: 3, of: { type: wca, cutoff: 4 } }')).toEqual([
      'bad.yaml:7:53: free-energy[1].potential.order: expected an integer of at least 1 and less than 9, received 9',
      "bad.yaml:7:62: free-energy[1].potential.rule: 'produkt' is not one of sum, product; did you mean 'product'?",
      'bad.yaml:7:78: free-energy[1].potential.label: expected text, received 3; write "3", in quotes',
      'bad.yaml:7:106: free-energy[1].potential.of.cutoff: expected a number of at least 1 and of at most 3, received 4',
    ]);
    expect(potential('{ type: gaussian-core, sigma: 0 }')).toEqual([
      "bad.yaml:7:19: free-energy[1].potential: missing key 'epsilon': a number (u(0))",
      'bad.yaml:7:60: free-energy[1].potential.sigma: expected a number greater than 0, received 0',
    ]);
  });

  test('no value', () => {
    expect(mistakes(withLine(4, 'density:'))).toMatchInlineSnapshot(`
      "bad.yaml:4:1: density: the key has no value; expected a number
          4 | density:
            | ^^^^^^^"
    `);
  });

  test('a name where a block is expected', () => {
    expect(mistakes(withLine(3, 'dynamics: { mobility: brownian }'))).toMatchInlineSnapshot(`
      "bad.yaml:3:23: dynamics.mobility: expected { type: brownian | crowded, … }, received the text 'brownian'; write { type: brownian }
          3 | dynamics: { mobility: brownian }
            |                       ^^^^^^^^"
    `);
    expect(mistakes(withLine(6, '  - ideal-gas'))).toContain('write { term: ideal-gas }');
    expect(mistakes(`${good}observe: structure-factor\n`)).toContain('write [{ quantity: structure-factor }]');
    expect(mistakes(withLine(3, 'dynamics:\n  kT:1'))).toContain("received the text 'kT:1'; put a space after the ':'");
  });

  test('a block where a list is expected, a number where a list is expected, a list where a number is expected', () => {
    const block = good.replace(/free-energy:\n.*\n.*\n/, 'free-energy:\n  term: ideal-gas\n');
    expect(mistakes(block)).toMatchInlineSnapshot(`
      "bad.yaml:5:1: free-energy: expected a non-empty list of { term: ideal-gas | pair | external | polynomial, … }, received { term }; write a list: '- ' before every item, or [ ] around them
          5 | free-energy:
            | ^^^^^^^^^^^"
    `);
    expect(mistakes(withLine(6, '  - { term: polynomial, coefficients: 1 }'))).toContain(
      'bad.yaml:6:39: free-energy[0].coefficients: expected a list of numbers, received 1; write [1]',
    );
    expect(mistakes(withLine(4, 'density: [1, 2]'))).toContain(
      'bad.yaml:4:10: density: expected a number, received a list of 2',
    );
  });

  test('one of several forms', () => {
    expect(heads(mistakes(withLine(8, 'field: { step: atuo, initial: { profile: start.dat } }')))).toEqual([
      "bad.yaml:8:16: field.step: expected 'auto' or a number greater than 0, received the text 'atuo'; did you mean 'auto'?",
      expect.stringContaining(
        "expected text (a file name that ends in .npy) or { type: uniform | cosine | step | droplet | file, … }, received the text 'start.dat'",
      ),
    ]);
    expect(heads(mistakes(withLine(8, 'field: { step: -1, initial: { profile: { amplitude: 1 } } }')))).toEqual([
      "bad.yaml:8:16: field.step: expected 'auto' or a number greater than 0, received -1",
      "bad.yaml:8:31: field.initial.profile: missing key 'type': one of uniform, cosine, step, droplet, file",
    ]);
  });

  test('names that make a folder', () => {
    for (const name of ['../escape', '.hidden', 'two words', '"a/b"', '""']) {
      expect(mistakes(withLine(1, `name: ${name}`))).toContain(
        'bad.yaml:1:7: name: expected text (names the run folder:',
      );
    }
    expect(mistakes(withLine(1, 'name: 2026'))).toContain('write "2026", in quotes');
  });
});
