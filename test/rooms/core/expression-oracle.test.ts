import { all, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { compileScalar } from '../../../src/core/expression/compile.ts';
import { differentiate } from '../../../src/core/expression/differentiate.ts';
import { evaluate } from '../../../src/core/expression/evaluate.ts';
import { ExpressionError } from '../../../src/core/expression/expression-error.ts';
import { type Node, variable } from '../../../src/core/expression/node.ts';
import { parse } from '../../../src/core/expression/parse.ts';
import { scope } from '../../../src/core/expression/scope.ts';
import { Gaussians } from '../../../src/core/random.ts';

const math = create(all, { predictable: true });
const values = { a: 0.7, c: 2.3 };
const names = scope({ x: variable('x'), y: variable('y') }, values);
const points = [
  { x: 0.31, y: 1.7 },
  { x: 1.13, y: 0.6 },
  { x: 2.9, y: 2.2 },
  { x: -0.83, y: 0.4 },
];

/** Value and rounding error of a tree, to first order: 2 units in the last place per operation, 4 per function. */
function bounded(node: Node, at: Readonly<Record<string, number>>): { value: number; error: number } {
  const unit = 2.3e-16;
  const known = new Map<Node, { value: number; error: number }>();
  const of = (part: Node): { value: number; error: number } => {
    let out = known.get(part);
    if (out === undefined) {
      out = rule(part);
      known.set(part, out);
    }
    return out;
  };
  const rule = (part: Node): { value: number; error: number } => {
    if (part.kind === 'constant') return { value: part.value, error: 40 * unit * Math.abs(part.value) };
    if (part.kind === 'variable') return { value: at[part.name], error: 0 };
    const value = evaluate(part, at);
    const own = 4 * unit * Math.abs(value);
    if (part.kind === 'call') {
      const u = of(part.of);
      // |f′| at the point, by a difference as wide as the argument is uncertain
      const h = Math.max(u.error, 1e-14 * (Math.abs(u.value) + 1e-3));
      const f = (x: number) => evaluate({ kind: 'call', name: part.name, of: variable('u') }, { u: x });
      const spread = Math.abs(f(u.value + h) - f(u.value - h));
      return { value, error: own + (spread * u.error) / h };
    }
    const [l, r] = [of(part.left), of(part.right)];
    if (part.kind === 'sum' || part.kind === 'difference') return { value, error: own + l.error + r.error };
    if (part.kind === 'product') {
      return { value, error: own + Math.abs(l.value) * r.error + Math.abs(r.value) * l.error };
    }
    if (part.kind === 'quotient') {
      return { value, error: own + (l.error + Math.abs(value) * r.error) / Math.abs(r.value) };
    }
    // x^y: the error of e^{y ln x} is that of its exponent, and at most |y| products
    const exponent = Math.abs(r.value) * (1 + Math.abs(Math.log(Math.abs(l.value))));
    const relative =
      Math.abs(r.value) * (l.error / Math.abs(l.value)) + r.error * Math.abs(Math.log(Math.abs(l.value)));
    return { value, error: own * (2 + exponent) + Math.abs(value) * relative };
  };
  return of(node);
}

/** Whether the two are the same number within rounding; where mathjs is complex, ours is NaN. */
function compare(text: string, node: Node, at: (typeof points)[number], oracle: (at: object) => unknown): boolean {
  const other = oracle({ ...values, ...at, pi: Math.PI });
  const ours = evaluate(node, at);
  expect(Object.is(compileScalar(['x', 'y'], node)(at.x, at.y), ours), text).toBe(true);
  if (typeof other !== 'number' || !Number.isFinite(other) || !Number.isFinite(ours)) return false;
  const { error } = bounded(node, at);
  if (!Number.isFinite(error) || error > 1e-3 * Math.abs(ours) + 1e-3) return false;
  expect(Math.abs(ours - other), `${text} at ${at.x}, ${at.y}: ${ours}, mathjs ${other}`).toBeLessThanOrEqual(
    2 * error + 1e-300,
  );
  return true;
}

const texts = [
  'x^2',
  '-x^2 + 3*x^4 - x',
  'x^7/(1 + x^2)',
  'x^-3',
  'sqrt(1 + x^2)',
  'x^2.5 + y^1.5',
  'abs(x)^0.3',
  'x^y',
  '2^x',
  'a^(x*y)',
  'exp(-x^2/c^2)',
  'exp(-abs(x)/a)/x',
  'x*(log(x) - 1)',
  'log(1 + exp(x))',
  'log(x*y)/x',
  '(1 - a*x)^-2',
  'x*log(x/(1 - x/7))',
  'x*(4*x - 3*x^2)/(9 - x)^2',
  'sin(x)*cos(y)',
  'sin(3*x)/x',
  'tan(x/3)',
  'sinh(x) - cosh(2*x)',
  'tanh(x)^2',
  'sin(cos(sin(x)))',
  'exp(sin(x)^2)*cos(x)^3',
  'abs(sin(x)) + abs(x*y)',
  'sqrt(abs(x - y))',
  '4*((a/x)^12 - (a/x)^6)',
  '(1 - exp(-x))/x',
  'x/(x + y/(x + 1/(x + 2)))',
  '((x + 1)^2 - (x - 1)^2)^3',
  'c*cos(2*pi*x/c + y)',
  'x - -x - +y',
  '2^3^x',
];

describe('values and first derivatives, against mathjs', () => {
  test.each(texts)('%s', (text) => {
    const node = parse(text, names, 'f');
    const slope = differentiate(node, 'x');
    const [expected, expectedSlope] = [math.compile(text), math.derivative(text, 'x', { simplify: false }).compile()];
    let compared = 0;
    for (const at of points) {
      if (compare(text, node, at, (scope) => expected.evaluate(scope))) compared++;
      if (compare(`d/dx ${text}`, slope, at, (scope) => expectedSlope.evaluate(scope))) compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(6);
  });
});

test('10^4 texts, valid and damaged: refused with a place, or what mathjs computes', () => {
  const random = new Gaussians(4711, 3);
  const below = (n: number) => Math.min(n - 1, Math.floor(n * random.uniform()));
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const grow = (depth: number): string => {
    const kind = depth <= 0 ? below(3) : below(10);
    if (kind === 0) return pick(['x', 'y', 'a', 'c', 'pi']);
    if (kind <= 2) return pick(['x', 'y', '2', '0.5', '3', '1e-1', '.25', '7.']);
    if (kind === 3) return `-${grow(depth - 1)}`;
    if (kind === 4) return `(${grow(depth - 1)})`;
    if (kind === 5)
      return `${pick(['exp', 'log', 'sqrt', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'abs'])}(${grow(depth - 1)})`;
    if (kind === 6) return `${grow(depth - 1)}^${pick(['2', '3', '-1', '0.5', 'a', '(1/3)', '-x'])}`;
    return `${grow(depth - 1)}${pick(['+', '-', '*', '/', ' + ', ' * '])}${grow(depth - 1)}`;
  };
  const damage = (text: string): string => {
    const at = below(text.length + 1);
    const what = below(4);
    if (what === 0) return text.slice(0, at) + text.slice(at + 1);
    if (what === 1) return text.slice(0, at) + pick([...'()+-*/^.,xe2 ;=!%&|[]{}"\'`$\\@#σ\u200b']) + text.slice(at);
    if (what === 2) return text.slice(0, at);
    return text.slice(at) + text.slice(0, at);
  };
  let [refusals, numbers] = [0, 0];
  for (let i = 0; i < 10_000; i++) {
    const sound = grow(1 + below(4));
    const text = i % 2 === 0 ? sound : damage(sound);
    let node: Node;
    try {
      node = parse(text, names, 'f');
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const [start, end] = error.span;
      expect(start >= 0 && start <= end && end <= text.length, text).toBe(true);
      // sound texts are refused only for a constant part that is no finite number
      if (i % 2 === 0) expect(error.message, text).toMatch(/no finite number/);
      refusals++;
      continue;
    }
    const oracle = math.compile(text);
    if (compare(text, node, points[i % 3], (scope) => oracle.evaluate(scope))) numbers++;
  }
  expect(refusals).toBeGreaterThan(1500);
  expect(numbers).toBeGreaterThan(4000);
});
