import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/expression/evaluate.ts';
import { ExpressionError } from '../../../src/core/expression/expression-error.ts';
import { constant, variable } from '../../../src/core/expression/node.ts';
import { parse } from '../../../src/core/expression/parse.ts';
import { scope } from '../../../src/core/expression/scope.ts';

const names = scope({ x: variable('x'), rho: variable('rho'), kT: constant(0.4) }, { b: 1.7, e: -0.3 });
const value = (text: string, at = { x: 1.3, rho: 0.6 }) => evaluate(parse(text, names, 'f'), at);

function refused(text: string): ExpressionError {
  try {
    parse(text, names, 'f');
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    expect(error).toBeInstanceOf(RangeError);
    expect(error.text).toBe(text);
    expect(error.key).toBe('f');
    const [start, end] = error.span;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
    return error;
  }
  throw new TypeError(`'${text}' was not refused`);
}

test.each([
  ['-x^2', -1.69],
  ['2^3^2', 512],
  ['2^-x^2', Math.exp(-1.69 * Math.LN2)],
  ['-2^2', -4],
  ['1 - 2 - 3', -4],
  ['8/4/2', 1],
  ['2/4*2', 1],
  ['--x', 1.3],
  ['+x', 1.3],
  ['2*-x', -2.6],
  ['x - -x', 2.6],
  ['.5 + 1e-3 + 2.E1', 20.501],
  ['(x)', 1.3],
  ['b*e', -0.51],
  ['2*pi', 2 * Math.PI],
  ['kT*log(rho)', 0.4 * Math.log(0.6)],
  ['x^0', 1],
  ['0*x', 0],
  ['sqrt(x^4)', 1.69],
  ['x^-2', 1 / 1.69],
  ['x^1.5', 1.3 * Math.sqrt(1.3)],
  ['x^(1/3)', Math.cbrt(1.3)],
  ['(0-x)^3', -2.197],
  ['tan(x)/tanh(x)', Math.tan(1.3) / Math.tanh(1.3)],
  ['\tabs(-x)\n * 2', 2.6],
])('%s', (text, expected) => {
  expect(Math.abs(value(text) - expected)).toBeLessThan(8e-16 * Math.abs(expected) + 1e-300);
});

test.each([
  ['2x', [1, 2], /'x'.*2\*x/],
  ['2 x', [2, 3], /2\*x/],
  ['(x)(b)', [3, 4], /operator is missing before '\('/],
  ['x b', [2, 3], /operator is missing/],
  ['x**2', [1, 3], /'\^'/],
  ['x(2)', [0, 2], /no function.*x\*\(/],
  ['rh^2', [0, 2], /did you mean 'rho'\? Allowed are the names x, rho, kT, pi, b, e and the functions exp/],
  ['1 + sinn(x)', [4, 8], /unknown function 'sinn'; did you mean 'sin'/],
  ['zzzzz', [0, 5], /unknown name 'zzzzz'; allowed/],
  ['sin', [0, 3], /sin\(…\)/],
  ['sin x', [0, 3], /sin\(…\)/],
  ['exp()', [4, 5], /expected here/],
  ['exp(x, b)', [5, 6], /one argument/],
  ['(x + (b', [5, 6], /'\(' is never closed/],
  ['x + 1)', [5, 6], /closes nothing/],
  ['x +', [3, 3], /ends too early/],
  ['', [0, 0], /empty/],
  ['  ', [2, 2], /empty/],
  ['x * / 2', [4, 5], /'\/'/],
  ['x + 1/0', [4, 7], /1\/0.*no finite number/],
  ['log(0)*x', [0, 6], /log\(0\)/],
  ['sqrt(-1)', [0, 8], /NaN/],
  ['(-8)^(1/3)', [0, 10], /NaN/],
  ['1e999', [0, 5], /Infinity/],
  ['β*x', [0, 1], /'β'.*Greek/],
  ['x·b', [1, 2], /write '\*'/],
  ['x − 1', [2, 3], /write '-'/],
  ['min(x, 1)', [0, 3], /unknown function 'min'/],
] as const)("'%s' is refused at %j", (text, span, message) => {
  const error = refused(text);
  expect(error.span).toEqual(span);
  expect(error.message).toMatch(message);
});

describe('hostile texts', () => {
  const bomb = Object.assign(globalThis, { expressionBomb: 0 });
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty(x)',
    'constructor.constructor("return process")()',
    'x.constructor',
    'x["constructor"]',
    'this',
    'globalThis',
    'process.exit(1)',
    'import("node:fs")',
    'require("fs")',
    '`$\u007bexpressionBomb = 1}`',
    'expressionBomb = 1',
    'x; expressionBomb = 1',
    'x, expressionBomb++',
    '(() => { expressionBomb = 1 })()',
    'x /* comment */',
    'x // comment',
    'x # comment',
    'x = 2',
    'x ? 1 : 2',
    'x % 2',
    'x & 1',
    'x!',
    "'x'",
    '"x"',
    '\\u0078',
    'ｘ',
    'х',
    'x\u200b',
    'x\u202e+1',
    'x\u0000',
    'x\u2028+1',
    '\u{1F600}',
    '\ud800',
    'x\u00a0+1',
    '0x10',
    '0b1',
    '1_000',
    '10n',
    '1e',
    '1..2',
    'NaN',
    'Infinity',
    'undefined',
    'sign(x)',
    'f0(x)',
    'v0',
    't0',
    'exp.constructor',
    'exp(exp)',
  ])('%j', (text) => {
    const before = performance.now();
    refused(text);
    expect(performance.now() - before).toBeLessThan(100);
    expect(bomb.expressionBomb).toBe(0);
  });

  test.each([
    ['a million characters', 'x+'.repeat(500_000)],
    ['a million letters', 'x'.repeat(1_000_000)],
    ['10^5 brackets', `${'('.repeat(100_000)}x${')'.repeat(100_000)}`],
    ['2000 brackets', '('.repeat(2000)],
    ['999 closed brackets', `${'('.repeat(999)}x${')'.repeat(999)}`],
    ['2000 signs', '-'.repeat(2000)],
    ['a tower of powers', 'x^'.repeat(999)],
    ['nested calls', `${'sin('.repeat(300)}x${')'.repeat(300)}`],
    ['letters up to the limit', 'q'.repeat(2000)],
    ['digits up to the limit', '9'.repeat(2000)],
  ])('%s', (_what, text) => {
    const before = performance.now();
    expect(refused(text).message.length).toBeLessThan(2500);
    expect(performance.now() - before).toBeLessThan(100);
  });

  test('64 levels are read, 2000 characters too', () => {
    expect(value(`${'('.repeat(63)}x${')'.repeat(63)}`)).toBe(1.3);
    expect(value(`${'x+'.repeat(999)}x`)).toBeCloseTo(1300, 9);
    expect(refused(`${'('.repeat(64)}x${')'.repeat(64)}`).message).toMatch(/64 levels/);
  });
});

test('parameters may have any name that is free, and must be finite', () => {
  expect(evaluate(parse('constructor*toString', scope({}, { constructor: 3, toString: 2 }), 'f'), {})).toBe(6);
  expect(() => scope({ x: variable('x') }, { x: 1 })).toThrow(/'x' has a meaning already/);
  expect(() => scope({}, { pi: 3 })).toThrow(/'pi' has a meaning/);
  expect(() => scope({}, { exp: 3 })).toThrow(/'exp' has a meaning/);
  expect(() => scope({}, { 'a-b': 3 })).toThrow(/'a-b' cannot be read/);
  expect(() => scope({}, { a: Number.NaN })).toThrow(/a = NaN/);
});
