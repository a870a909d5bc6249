import { describe, expect, test } from 'vitest';
import { good, heads, mistakes, withLine } from './mistakes.ts';

describe('a file that is no scenario', () => {
  test('nothing in it, or not the right thing', () => {
    const needs = 'a scenario needs at least name, box, density, free-energy and time';
    expect(mistakes('')).toBe(`bad.yaml:1:1: the file is empty; ${needs}\n    1 | \n      | ^`);
    expect(heads(mistakes('\n \n'))).toEqual([`bad.yaml:1:1: the file is empty; ${needs}`]);
    expect(heads(mistakes('# todo\n'))).toEqual([`bad.yaml:1:1: the file holds nothing but comments; ${needs}`]);
    expect(heads(mistakes('---\n'))).toEqual([expect.stringContaining(needs)]);
    expect(heads(mistakes('- name: a\n'))).toEqual([expect.stringContaining('the file is a list; ')]);
    expect(heads(mistakes('hello\n'))).toEqual([expect.stringContaining('the file holds a single value; ')]);
  });

  test('YAML that is none, said once and in plain words', () => {
    expect(mistakes(withLine(3, 'dynamics:\n\tkT: 1'))).toMatchInlineSnapshot(`
      "bad.yaml:4:1: a tab as indentation; indent with spaces
          4 | 	kT: 1
            | ^"
    `);
    expect(mistakes(`${good}summary: Soft particles: a test\n`)).toMatchInlineSnapshot(`
      "bad.yaml:10:10: a second 'key:' where a value is expected; begin a new line with the same indentation, or write { key: value }; text that contains ': ' needs quotes
         10 | summary: Soft particles: a test
            |          ^"
    `);
    expect(mistakes(withLine(2, 'box: { length: [8, 8], cells: [32, 32]'))).toMatchInlineSnapshot(`
      "bad.yaml:3:1: the ] or } that closes a list or block is missing, or does not stand further right than the key
          3 | dynamics: { kT: 1 }
            | ^"
    `);
    expect(heads(mistakes(`${good}---\n${good}`))).toEqual([
      "bad.yaml:10:1: a second document begins here; a scenario file has one, without '---' between",
    ]);
    expect(heads(mistakes(withLine(1, 'name: !custom a')))).toEqual([expect.stringMatching(/^bad.yaml:1:7: tags /)]);
    expect(heads(mistakes(withLine(1, 'name: @home')))).toEqual([
      expect.stringMatching(/^bad.yaml:1:7: .*; put the text in quotes$/),
    ]);
  });

  test('aliases without an anchor, within themselves, without end', () => {
    expect(heads(mistakes(withLine(4, 'density: *nope')))).toEqual([
      'bad.yaml:4:10: density: there is no anchor &nope before this alias',
    ]);
    expect(heads(mistakes(withLine(3, 'dynamics: &d { kT: *d }')))).toEqual([
      'bad.yaml:3:20: dynamics.kT: the alias *d stands inside its own anchor',
    ]);
    const ten = (name: string): string => Array.from({ length: 10 }, () => `*${name}`).join(', ');
    const bomb = `a: &a [1, 1]\nb: &b [${ten('a')}]\nc: &c [${ten('b')}]\nd: &d [${ten('c')}]\ne: &e [${ten('d')}]\n`;
    expect(heads(mistakes(bomb))).toEqual([expect.stringContaining('the aliases stand for more than 10000 values')]);
  });

  test('nesting that no parser survives', () => {
    for (const text of ['['.repeat(50_000), '{a: '.repeat(50_000), '- '.repeat(50_000), '? '.repeat(50_000)]) {
      expect(heads(mistakes(text))).toEqual(['bad.yaml:1:1: more than 100 levels of nesting']);
    }
  });

  test('JSON has lines and columns too, and a long line is cut', () => {
    expect(mistakes('{ "name": "a",\n  "box" 3 }')).toContain('bad.yaml:2:9: ');
    const rest = { 'free-energy': [{ term: 'ideal-gas' }], time: { duration: 1 } };
    const json = { name: 'a', summary: 'x'.repeat(90), box: { length: 8, cells: 7 }, density: 1, ...rest };
    expect(mistakes(JSON.stringify(json))).toMatchInlineSnapshot(`
      "bad.yaml:1:142: box.cells: expected an even integer of at least 2 or a list of 1 to 3 even integers of at least 2, received 7
          1 | …xxxxxxxxxxxx","box":{"length":8,"cells":7},"density":1,"free-energy":[{"term":"ideal-gas"}],"time":{"duration"…
            |                                          ^"
    `);
  });
});

describe('all at once', () => {
  test('in the order of the file, options of the command line at the end', () => {
    const text = withLine(3, 'dynamics: { kT: "1", muh: 1 }')
      .replace('density: 80', 'density: -80')
      .replace('duration: 200, ', '');
    expect(mistakes(text, { sets: ['field.stepp=0.01', 'time.warmup=-1'], replicas: 0 })).toMatchInlineSnapshot(`
      "bad.yaml:3:17: dynamics.kT: expected a number greater than 0, received the text '1'; write 1 without quotes
          3 | dynamics: { kT: "1", muh: 1 }
            |                 ^^^
      bad.yaml:3:22: dynamics.muh: unknown key 'muh'; allowed: kT, mu, mobility; did you mean 'mu'?
          3 | dynamics: { kT: "1", muh: 1 }
            |                      ^^^
      bad.yaml:4:10: density: a density must be greater than 0, received -80; a field of any sign needs field.kind: order-parameter
          4 | density: -80
            |          ^^^
      bad.yaml:9:1: time: missing key 'duration': a number greater than 0 (time that is measured)
          9 | time: { warmup: 5, sample: 0.1 }
            | ^^^^
      --set field.stepp=0.01: field.stepp: unknown key 'stepp'; allowed: kind, dynamics, integrator, step, dealias, accuracy, backend, noise, initial, accept-grade; did you mean 'step'?
      --set time.warmup=-1: time.warmup: expected a number of at least 0, received -1
      --replicas 0: ensemble.replicas: expected an integer of at least 1, received 0"
    `);
  });
});
