import { call, constant, difference, type Node, product, quotient, sum } from './node.ts';

export interface FunctionRule {
  readonly evaluate: (x: number) => number;
  /** Its derivative at u, by the function itself: `self` is f(u). */
  derivative(u: Node, self: Node): Node;
}

const one = constant(1);
const square = (node: Node): Node => product(node, node);

/**
 * The functions that a formula may call, and sign, which only derivatives contain. All are ports of fdlibm in the engine, the
 * same bits in every version of Node (unlike Math.pow). abs and sign have the derivative 0 at 0.
 */
export const functions: Readonly<Record<string, FunctionRule>> = {
  exp: { evaluate: Math.exp, derivative: (_u, self) => self },
  log: { evaluate: Math.log, derivative: (u) => quotient(one, u) },
  sqrt: { evaluate: Math.sqrt, derivative: (_u, self) => quotient(constant(0.5), self) },
  sin: { evaluate: Math.sin, derivative: (u) => call('cos', u) },
  cos: { evaluate: Math.cos, derivative: (u) => product(constant(-1), call('sin', u)) },
  tan: { evaluate: Math.tan, derivative: (_u, self) => sum(one, square(self)) },
  sinh: { evaluate: Math.sinh, derivative: (u) => call('cosh', u) },
  cosh: { evaluate: Math.cosh, derivative: (u) => call('sinh', u) },
  tanh: { evaluate: Math.tanh, derivative: (_u, self) => difference(one, square(self)) },
  abs: { evaluate: Math.abs, derivative: (u) => call('sign', u) },
  sign: { evaluate: Math.sign, derivative: () => constant(0) },
};

/** The names that a text may use. */
export const callable: readonly string[] = Object.keys(functions).filter((name) => name !== 'sign');
