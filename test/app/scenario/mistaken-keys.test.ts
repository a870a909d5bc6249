import { describe, expect, test } from 'vitest';
import { good, heads, mistakes, withLine } from './mistakes.ts';

describe('a key or a name', () => {
  test('a name that is not registered', () => {
    expect(
      mistakes(withLine(7, '  - { term: pair, potential: { type: gaussain, epsilon: 2 } }')),
    ).toMatchInlineSnapshot(`
      "bad.yaml:7:38: free-energy[1].potential.type: 'gaussain' is not one of gaussian-core, wca, scaled; did you mean 'gaussian-core'?
          7 |   - { term: pair, potential: { type: gaussain, epsilon: 2 } }
            |                                      ^^^^^^^^"
    `);
  });

  test('an unknown key', () => {
    expect(mistakes(withLine(2, 'box: { lenght: [8, 8], cells: [32, 32] }'))).toMatchInlineSnapshot(`
      "bad.yaml:2:8: box.lenght: unknown key 'lenght'; allowed: length, cells; did you mean 'length'?
          2 | box: { lenght: [8, 8], cells: [32, 32] }
            |        ^^^^^^"
    `);
  });

  test('a key of another block, or of the block below', () => {
    expect(mistakes(`${good}seed: 3\nkT: 1\n`)).toMatchInlineSnapshot(`
      "bad.yaml:10:1: seed: unknown key 'seed'; allowed: name, summary, units, box, dynamics, density, species, free-energy, field, particles, time, ensemble, observe, compare, expect, output, plugins; did you mean ensemble.seed?
         10 | seed: 3
            | ^^^^
      bad.yaml:11:1: kT: unknown key 'kT'; allowed: name, summary, units, box, dynamics, density, species, free-energy, field, particles, time, ensemble, observe, compare, expect, output, plugins; did you mean dynamics.kT?
         11 | kT: 1
            | ^^"
    `);
    expect(mistakes(withLine(7, '  - { term: pair, epsilon: 2 }'))).toMatchInlineSnapshot(`
      "bad.yaml:7:5: free-energy[1]: missing key 'potential': { type: gaussian-core | wca | scaled, … } (the pair potential)
          7 |   - { term: pair, epsilon: 2 }
            |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
      bad.yaml:7:19: free-energy[1].epsilon: unknown key 'epsilon'; allowed: term, potential; did you mean free-energy[1].potential.epsilon?
          7 |   - { term: pair, epsilon: 2 }
            |                   ^^^^^^^"
    `);
  });

  test('other spellings of a key', () => {
    expect(heads(mistakes(`${good}freeEnergy: []\nparticles: { noise_scale: 1 }\n`))).toEqual([
      expect.stringMatching(/^bad.yaml:10:1: freeEnergy: .*did you mean 'free-energy'\?$/),
      expect.stringMatching(/^bad.yaml:11:14: particles.noise_scale: .*did you mean 'noise-scale'\?$/),
    ]);
  });

  test('a missing key is shown at its parent', () => {
    expect(mistakes(withLine(9, 'time:\n  warmup: 5'))).toMatchInlineSnapshot(`
      "bad.yaml:9:1: time: missing key 'duration': a number greater than 0 (time that is measured)
          9 | time:
            | ^^^^"
    `);
    expect(mistakes(withLine(6, '  - potential: { type: wca }'))).toMatchInlineSnapshot(`
      "bad.yaml:6:5: free-energy[0]: missing key 'term': one of ideal-gas, pair, external, polynomial
          6 |   - potential: { type: wca }
            |     ^^^^^^^^^^^^^^^^^^^^^^^^"
    `);
    expect(mistakes(withLine(1, '# a good scenario'))).toMatchInlineSnapshot(`
      "bad.yaml:1:1: missing key 'name': text (names the run folder: letters, digits, dots, underscores and hyphens, first a letter or digit)
          1 | # a good scenario
            | ^"
    `);
    expect(heads(mistakes('name: a\n'))).toEqual([
      expect.stringMatching(/^bad.yaml:1:1: missing key 'box': \{ length, cells \}/),
      expect.stringMatching(/^bad.yaml:1:1: missing key 'free-energy': a non-empty list of \{ term: ideal-gas \|/),
      expect.stringMatching(/^bad.yaml:1:1: missing key 'time': \{ warmup, duration, sample \}/),
      expect.stringMatching(/^bad.yaml:1:1: missing key 'density': a number/),
    ]);
  });

  test('a key given twice', () => {
    expect(mistakes(`${good}density: 3\n`)).toMatchInlineSnapshot(`
      "bad.yaml:10:1: density: the key 'density' is given twice; keep one
         10 | density: 3
            | ^^^^^^^"
    `);
  });

  test('a key that is no word', () => {
    expect(mistakes(`${good}? [1, 2]\n: 3\n`)).toContain('bad.yaml:10:3: a key must be a word');
  });
});
