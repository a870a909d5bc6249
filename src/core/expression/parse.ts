import { nearest } from '../nearest.ts';
import { ExpressionError } from './expression-error.ts';
import { callable, functions } from './functions.ts';
import { call, constant, difference, type Node, negative, power, product, quotient, sum } from './node.ts';
import { type Token, tokens } from './tokens.ts';

/** How strongly an operator binds; a unary minus more weakly than ^, so that −x^2 = −(x^2). */
const BINDING: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
const UNARY = 3;
/** Brackets, signs and towers of powers inside each other. */
const DEPTH = 64;

/**
 * The tree of a formula: numbers, names, + - * / ^, brackets and calls of the functions of functions.ts; ^ binds to the right.
 * Products are written out: 2*x. What is constant is computed at once, and must be finite.
 *
 * @param scope what every name stands for: a variable, or the value of a parameter
 * @param key the parameter that holds the text, for the error
 * @throws ExpressionError with the place, for everything else
 */
export function parse(text: string, scope: ReadonlyMap<string, Node>, key: string): Node {
  const list = tokens(text, key);
  let at = 0;
  let depth = 0;
  const fail = (message: string, { start, end }: { start: number; end: number }): ExpressionError =>
    new ExpressionError(message, text, [start, Math.max(end, Math.min(start + 1, text.length))], key);
  const expect = (sign: string, opened: Token): void => {
    const token = list[at];
    if (token.text === sign && token.kind === 'sign') at++;
    else if (token.kind === 'end') throw fail(`the bracket '(' is never closed: a '${sign}' is missing`, opened);
    else throw fail(juxtaposed(token) ?? `expected '${sign}', found '${token.text}'`, token);
  };
  const juxtaposed = (token: Token): string | null =>
    token.kind === 'number' || token.kind === 'name' || token.text === '('
      ? `an operator is missing before '${token.text}'; a product is written with *: 2*x, not 2x or 2 x`
      : null;
  /** A constant part that is not finite is refused where it stands. */
  const finite = (node: Node, start: number): Node => {
    if (node.kind !== 'constant' || Number.isFinite(node.value)) return node;
    const span = { start, end: list[at - 1].end };
    throw fail(`'${text.slice(start, span.end)}' is ${node.value}, no finite number`, span);
  };

  const expression = (binding: number): Node => {
    if (++depth > DEPTH) throw fail(`the formula is nested more than ${DEPTH} levels deep`, list[at]);
    const { start } = list[at];
    let left = prefix();
    for (;;) {
      const token = list[at];
      const own = token.kind === 'sign' && Object.hasOwn(BINDING, token.text) ? BINDING[token.text] : 0;
      if (own <= binding) break;
      at++;
      const right = expression(token.text === '^' ? UNARY : own);
      if (token.text === '/' && left.kind !== 'constant' && right.kind === 'constant' && right.value === 0) {
        throw fail('division by zero', { start, end: list[at - 1].end });
      }
      left = finite(combine(token.text, left, right), start);
    }
    depth--;
    return left;
  };

  const prefix = (): Node => {
    const token = list[at++];
    if (token.kind === 'number') {
      return finite(constant(Number(token.text)), token.start);
    }
    if (token.kind === 'name') return named(token);
    if (token.text === '-') return finite(negative(expression(UNARY)), token.start);
    if (token.text === '+') return expression(UNARY);
    if (token.text === '(') {
      const inner = expression(0);
      expect(')', token);
      return inner;
    }
    if (token.kind === 'end')
      throw fail(text.trim() === '' ? 'the formula is empty' : 'the formula ends too early', token);
    throw fail(`a number, a name or '(' is expected here, not '${token.text}'`, token);
  };

  const named = (token: Token): Node => {
    const opening = list[at];
    const isFunction = callable.includes(token.text);
    if (isFunction) {
      if (opening.text !== '(') throw fail(`'${token.text}' is a function: write ${token.text}(…)`, token);
      at++;
      const of = expression(0);
      if (list[at].text === ',') throw fail(`${token.text} takes one argument`, list[at]);
      expect(')', opening);
      const value = of.kind === 'constant' ? constant(functions[token.text].evaluate(of.value)) : call(token.text, of);
      return finite(value, token.start);
    }
    const meaning = scope.get(token.text);
    if (meaning !== undefined) {
      if (opening.text === '(') {
        const message = `'${token.text}' is no function; for a product write ${token.text}*(…)`;
        throw fail(message, { start: token.start, end: opening.end });
      }
      return meaning;
    }
    const names = [...scope.keys()];
    const meant = /^(ln|lg)$/i.test(token.text) ? 'log' : nearest(token.text, [...names, ...callable]);
    const hint = meant === undefined ? '; allowed' : `; did you mean '${meant}'? Allowed`;
    const what = `unknown ${opening.text === '(' ? 'function' : 'name'} '${token.text.slice(0, 40)}'`;
    throw fail(`${what}${hint} are the names ${names.join(', ')} and the functions ${callable.join(', ')}`, token);
  };

  const root = expression(0);
  const rest = list[at];
  if (rest.kind !== 'end') {
    throw fail(
      juxtaposed(rest) ?? (rest.text === ')' ? "this ')' closes nothing" : `'${rest.text}' has no place here`),
      rest,
    );
  }
  return root;
}

function combine(sign: string, left: Node, right: Node): Node {
  if (sign === '+') return sum(left, right);
  if (sign === '-') return difference(left, right);
  if (sign === '*') return product(left, right);
  if (sign === '/') return quotient(left, right);
  return power(left, right);
}
