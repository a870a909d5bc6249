import { functions } from './functions.ts';
import type { Node } from './node.ts';
import { PRODUCTS } from './real-power.ts';

/** One value: a constant, a variable, or an operation on values before it. */
export type Step =
  | { readonly do: 'constant'; readonly value: number }
  | { readonly do: 'variable'; readonly index: number }
  | { readonly do: '+' | '-' | '*' | '/'; readonly a: number; readonly b: number }
  | { readonly do: 'call'; readonly name: string; readonly a: number };

/** Steps in order; `results` are the values asked for. */
export interface Program {
  readonly steps: readonly Step[];
  readonly results: readonly number[];
  readonly variables: readonly string[];
}

/** Most steps of a program. */
const LONGEST = 5000;

/**
 * Trees as steps, none of which is done twice. Powers become products and square roots (real-power.ts), or e^{y ln x}.
 * @throws RangeError for more than 5000 steps, TypeError for a variable that is not listed
 */
export function program(nodes: readonly Node[], variables: readonly string[]): Program {
  const steps: Step[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<Node, number>();
  const add = (step: Step): number => {
    const key = keyOf(step);
    let number = numbers.get(key);
    if (number === undefined) {
      if (steps.length === LONGEST)
        throw new RangeError('the formula and its derivatives are too long; write it shorter');
      number = steps.length;
      steps.push(step);
      numbers.set(key, number);
    }
    return number;
  };
  const visit = (node: Node): number => {
    let number = known.get(node);
    if (number === undefined) {
      number = place(node);
      known.set(node, number);
    }
    return number;
  };
  const place = (node: Node): number => {
    switch (node.kind) {
      case 'constant':
        return add({ do: 'constant', value: node.value });
      case 'variable': {
        const index = variables.indexOf(node.name);
        if (index < 0) throw new TypeError(`the variable '${node.name}' has no value`);
        return add({ do: 'variable', index });
      }
      case 'call':
        if (!Object.hasOwn(functions, node.name)) throw new TypeError(`there is no function '${node.name}'`);
        return add({ do: 'call', name: node.name, a: visit(node.of) });
      case 'sum':
        return add({ do: '+', a: visit(node.left), b: visit(node.right) });
      case 'difference':
        return add({ do: '-', a: visit(node.left), b: visit(node.right) });
      case 'product':
        return add({ do: '*', a: visit(node.left), b: visit(node.right) });
      case 'quotient':
        return add({ do: '/', a: visit(node.left), b: visit(node.right) });
      case 'power':
        return placePower(visit(node.left), node.right);
    }
  };
  const placePower = (base: number, exponent: Node): number => {
    const y = exponent.kind === 'constant' ? exponent.value : Number.NaN;
    const size = Math.abs(y);
    if (!(size <= PRODUCTS) || !Number.isInteger(2 * y)) {
      const log = add({ do: 'call', name: 'log', a: base });
      return add({ do: 'call', name: 'exp', a: add({ do: '*', a: visit(exponent), b: log }) });
    }
    let left = Math.floor(size);
    let square = base;
    let result: number | null = left === size ? null : add({ do: 'call', name: 'sqrt', a: base });
    for (; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result = result === null ? square : add({ do: '*', a: result, b: square });
      if (left > 1) square = add({ do: '*', a: square, b: square });
    }
    const one = add({ do: 'constant', value: 1 });
    return y < 0 ? add({ do: '/', a: one, b: result ?? one }) : (result ?? one);
  };
  const results = nodes.map(visit);
  return { steps, results, variables };
}

function keyOf(step: Step): string {
  if (step.do === 'constant') return Object.is(step.value, -0) ? '-0' : String(step.value);
  if (step.do === 'variable') return `v${step.index}`;
  if (step.do === 'call') return `${step.name} ${step.a}`;
  return `${step.a}${step.do}${step.b}`;
}
