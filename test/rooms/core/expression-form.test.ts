import { describe, expect, test } from 'vitest';
import { Algebra } from '../../../src/core/expression/algebra.ts';
import { behaviourAtZero, belowZero, hasTwoBranches } from '../../../src/core/expression/at-zero.ts';
import { differentiate } from '../../../src/core/expression/differentiate.ts';
import { evaluate } from '../../../src/core/expression/evaluate.ts';
import { formCoefficients } from '../../../src/core/expression/form-coefficients.ts';
import { formNode } from '../../../src/core/expression/form-node.ts';
import { constant, difference, type Node, product, sum, variable } from '../../../src/core/expression/node.ts';
import { parse } from '../../../src/core/expression/parse.ts';
import { powerIntegral } from '../../../src/core/expression/power-integral.ts';
import { scope } from '../../../src/core/expression/scope.ts';

const x = variable('x');
const names = scope({ x }, { b: 0.3, kT: 0.4 });
const read = (text: string) => parse(text, names, 'f');
const form = (text: string) => new Algebra().form(read(text));
const coefficients = (node: Node) => formCoefficients(new Algebra().form(node), 'x');

test.each([
  'x^3 - 2*x + 1',
  '(1 - b*x)^-2*(x + x^2)^3',
  'x*log(x/(1 - b*x))',
  '(x - x^2)/(x^3 + x^4)^0.5',
  'log(3*x^2*exp(-x)/(1 + x))',
  'sqrt(4*x^2*(1 + x))',
  'exp(2 - x + x^2)*exp(x)/exp(x^2/3)',
  'tanh(x/2)^3/cosh(x)',
  '(1 + x)^20 - (1 - x)^13',
  'x^x + 2^(x^2)',
  'abs(-2*x)^1.5',
  '(1 + x + x^2 + x^3 + x^4)^12*(1 + x + x^2 + x^3 + exp(x))^7',
  '1/((1 - b*x)^2*(1 + x))',
])('%s keeps its value', (text) => {
  const tree = formNode(form(text));
  for (const at of [0.07, 0.4, 0.9, 1.6]) {
    const [value, expected] = [evaluate(tree, { x: at }), evaluate(read(text), { x: at })];
    // terms of powers up to 20 of order e^10 cancel at most
    expect(Math.abs(value - expected), `x = ${at}`).toBeLessThan(1e-12 * (1 + Math.abs(expected)));
  }
});

test.each([
  ['exp(x)*exp(-x)', [1]],
  ['log(exp(x^2))', [0, 0, 1]],
  ['x*(log(x) - 1) - x*log(2*x)', [0, -1 - Math.LN2]],
  ['log(x^3) - 3*log(x)', [0]],
  ['(1 - x)/(1 - x)', [1]],
  ['(x - x^2)/x', [1, -1]],
  ['sqrt(x)^2', [0, 1]],
  ['x^0.1*x^0.2*x^0.7', [0, 1]],
  ['(x^2 - 1)^2', [1, 0, -2, 0, 1]],
  ['0.1*x + 0.2*x - 0.3*x', [0]],
  ['sin(x)^2 - sin(x)*sin(x)', [0]],
])('%s is a polynomial', (text, expected) => {
  const got = coefficients(read(text));
  expect(got?.length).toBe(expected.length);
  got?.forEach((c, n) => {
    expect(c).toBeCloseTo(expected[n], 13);
  });
});

test.each(['1/x', 'x^1.5', 'log(x)', 'abs(x)^2*x', 'exp(x)', 'x^65', 'sqrt(x^2)'])('%s is none', (text) => {
  expect(coefficients(read(text))).toBeNull();
});

describe('pressure ρf′ − f', () => {
  test.each([
    ['kT*x*(log(x) - 1) + b*x^2', [0, 0.4, 0.3]],
    ['kT*x*log(x/7) + x', [0, 0.4]],
    ['x*(1 + x)^3', [0, 0, 3, 6, 3]],
  ])('of %s is a polynomial', (text, expected) => {
    const f = read(text);
    const got = coefficients(difference(product(x, differentiate(f, 'x')), f));
    expect(got?.map((c) => Number(c.toFixed(12)))).toEqual(expected);
  });

  test('of the hard rods has no logarithm: kT ρ/(1 − bρ)', () => {
    const f = read('kT*x*(log(x/(1 - b*x)) - 1)');
    const pressure = new Algebra().form(difference(product(x, differentiate(f, 'x')), f));
    expect(hasTwoBranches(pressure, 'x')).toBe(false);
    for (const at of [-0.2, 0, 1e-12, 0.5, 3]) {
      expect(evaluate(formNode(pressure), { x: at })).toBeCloseTo((0.4 * at) / (1 - 0.3 * at), 13);
    }
  });

  test('the lattice gas with its own mobility is exactly linear', () => {
    const f = read('kT*(x*log(x*b) + (1/b - x)*log(1 - b*x))');
    const curvature = differentiate(differentiate(f, 'x'), 'x');
    const mobility = product(x, sum(constant(1.7), product(constant(-1.7 * 0.3), x)));
    expect(coefficients(product(curvature, mobility))).toEqual([expect.closeTo(0.68, 13)]);
  });
});

test.each([
  ['x^2', 2, 0],
  ['x^1.5*log(x)', 1.5, 1],
  ['exp(x)/x', -1, 0],
  ['x*(1 + x)^-3', 1, 0],
  ['abs(x)^0.5', 0.5, 0],
  ['log(x)^2', 0, 2],
])('%s behaves like x^%d ln^%d x', (text, power, logarithms) => {
  expect(behaviourAtZero(form(text)[0], 'x')).toEqual({ power, logarithms });
});

test('what has no visible limit has no behaviour', () => {
  for (const text of ['1/sin(x)', '1/log(x)', '1/(exp(x) - 1)', 'log(sin(x))']) {
    expect(behaviourAtZero(form(text)[0], 'x'), text).toBeNull();
  }
});

test.each([
  ['x*log(x) + x^2', 0.04, 0],
  ['x^2.5 + 3', 3, 3],
  ['exp(-sqrt(x))', 1, 1],
  ['log(x) + x', -0.2, 0],
  ['exp(x)', Math.exp(-0.2), 1],
])('%s below zero', (text, at, zero) => {
  const below = belowZero(form(text), 'x');
  expect(evaluate(below, { x: -0.2 })).toBeCloseTo(at, 15);
  expect(evaluate(below, { x: 0 })).toBeCloseTo(zero, 15);
});

test('powers and logarithms are integrated, the rest is left', () => {
  const { integral, rest } = powerIntegral(form('3*x^2 - x^0.5 + 2*x*log(x) + x*exp(x)'), 'x');
  expect(rest.length).toBe(1);
  const at = 1.7;
  const expected = at ** 3 - at ** 1.5 / 1.5 + at * at * (Math.log(at) - 0.5);
  expect(evaluate(integral, { x: at })).toBeCloseTo(expected, 13);
});

test('a formula that explodes is refused, soon', () => {
  const before = performance.now();
  const nested = `${'exp((1+x+x^2+sin(x))^9*'.repeat(12)}x${')'.repeat(12)}`;
  try {
    program(nested);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
  }
  expect(performance.now() - before).toBeLessThan(5000);
});

test('functions of functions of functions are looked at once each', () => {
  const f = read(`${'sin('.repeat(40)}x${')'.repeat(40)}`);
  const curvature = new Algebra().form(differentiate(differentiate(f, 'x'), 'x'));
  expect(hasTwoBranches(curvature, 'x')).toBe(false);
  const known = new Map<string, boolean>();
  expect(curvature.every((term) => behaviourAtZero(term, 'x', known) !== null)).toBe(true);
  // sin and cos of every level, and squares of cos
  expect(known.size).toBeLessThanOrEqual(120);
});

function program(text: string): void {
  const f = read(text);
  const slope = differentiate(f, 'x');
  formNode(new Algebra().form(differentiate(slope, 'x')));
}
