import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileLoop, compileScalar, loopSource, scalarSource } from '../../../src/core/expression/compile.ts';
import { differentiate } from '../../../src/core/expression/differentiate.ts';
import { evaluate } from '../../../src/core/expression/evaluate.ts';
import { constant, type Node, power, quotient, sum, variable } from '../../../src/core/expression/node.ts';
import { parse } from '../../../src/core/expression/parse.ts';
import { program } from '../../../src/core/expression/program.ts';
import { scope } from '../../../src/core/expression/scope.ts';

const names = scope({ x: variable('x') }, { b: 0.37, constructor: -2.25e-7 });
const texts = [
  'x',
  '3',
  '-b*x^4 + constructor',
  'x*log(abs(x)) - 1e21*x + 1e-21',
  'exp(-x^2/2)*cos(7*x) + sqrt(abs(x))/(1 + x^2)^3',
  'tanh(x)*tan(x) - sinh(x)/cosh(x/3)',
  'x^2.5 + x^-1.5 + abs(x)^0.3 + 2^x',
];
const trees: readonly (readonly [string, Node])[] = texts.flatMap((text) => {
  const node = parse(text, names, 'f');
  const slope = differentiate(node, 'x');
  return [
    [text, node],
    [`d/dx ${text}`, slope],
    [`d²/dx² ${text}`, differentiate(slope, 'x')],
  ] as const;
});
// one more than two blocks of the interpreter
const xs = Float64Array.from({ length: 513 }, (_, j) => (j === 7 ? 0 : -2.1 + j * 0.0137));

/** A constructor that fails, in place of Function. */
function failing(error: Error): new () => object {
  return class {
    constructor() {
      throw error;
    }
  };
}

function forbidCode(): void {
  vi.stubGlobal('Function', failing(new EvalError('code generation from strings disallowed for this context')));
}
afterEach(() => vi.unstubAllGlobals());

describe.each(['generated', 'interpreted'])('%s', (how) => {
  test.each(trees)('%s: loop and function have the bits of evaluate, and add', (_text, node) => {
    if (how === 'interpreted') forbidCode();
    const below = parse('x - 1', names, 'f');
    const [loop, branched] = [compileLoop('x', node), compileLoop('x', node, below)];
    const [scalar, two] = [compileScalar(['x'], node), compileScalar(['x'], node, below)];
    const one = new Float64Array(xs.length).fill(0.3);
    const other = new Float64Array(xs.length).fill(-0.2);
    loop(xs, one);
    branched(xs, other);
    xs.forEach((x, j) => {
      const value = evaluate(node, { x });
      const part = x > 0 ? value : x - 1;
      const same = Object.is(one[j], 0.3 + value) && Object.is(other[j], -0.2 + part);
      expect(same && Object.is(scalar(x), value) && Object.is(two(x), part), `x = ${x}`).toBe(true);
    });
  });

  test('several variables', () => {
    if (how === 'interpreted') forbidCode();
    const own = scope({ x: variable('x'), y: variable('y'), z: variable('z') }, {});
    const f = compileScalar(['x', 'y', 'z'], parse('x - y^2*z', own, 'v'));
    expect(f(3, 2, 0.5)).toBe(1);
    expect(f(-3, 2, 0.5)).toBe(-5);
  });
});

test('any other failure of generated code is not swallowed', () => {
  vi.stubGlobal('Function', failing(new SyntaxError('no')));
  expect(() => compileLoop('x', variable('x'))).toThrow(SyntaxError);
});

test('generated source consists of words made here, operators and numbers, whatever the names in the text', () => {
  const words = /^(?:return|for|let|const|if|else|length|out|x|j|[vtsf]\d+)$/;
  const number = /^\d+(?:\.\d+)?(?:e[+-]\d+)?$/;
  const sign = /^(?:=>|\+\+|\+=|[-+*/=<>(){}[\];,.])$/;
  const token = /\d+(?:\.\d+)?(?:e[+-]\d+)?|[A-Za-z_$][\w$]*|=>|\+\+|\+=|\S| /g;
  const hostile = ['constructor*__proto__', 'evil + process', 'toString^arguments'].map((text) =>
    parse(
      text,
      scope(
        { process: variable('x') },
        { constructor: 1e300, ['__proto__']: -0, evil: 5e-324, toString: 3, arguments: 2 },
      ),
      'f',
    ),
  );
  const odd = [
    quotient(variable('x'), constant(0)),
    constant(Number.NaN),
    constant(-1 / 0),
    power(variable('x'), constant(-7.5)),
  ];
  for (const node of [...trees.map(([, tree]) => tree), ...hostile, ...odd]) {
    const steps = program([node], ['x']);
    for (const { body } of [
      loopSource(steps, steps, true),
      loopSource(steps, steps, false),
      scalarSource(steps, steps, false),
    ]) {
      for (const [word] of body.matchAll(token)) {
        expect(words.test(word) || number.test(word) || sign.test(word) || word === ' ', `${word} in ${body}`).toBe(
          true,
        );
      }
    }
  }
});

test('a program of more than 5000 steps is refused', () => {
  const long = (terms: number): Node => {
    let tree: Node = variable('x');
    for (let i = 2; i < terms; i++) tree = sum(tree, power(variable('x'), constant(i + 0.25)));
    return tree;
  };
  expect(program([long(900)], ['x']).steps.length).toBeLessThan(5000);
  expect(() => program([long(1500)], ['x'])).toThrow(/too long; write it shorter/);
});
