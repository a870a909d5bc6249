import { realPower } from './real-power.ts';

/**
 * The tree of a formula. Parts may be shared: a derivative points at the parts of its integrand, and whoever walks a tree
 * remembers what it has seen.
 */
export type Node =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'sum' | 'difference' | 'product' | 'quotient' | 'power';
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'call'; readonly name: string; readonly of: Node };

export function constant(value: number): Node {
  return { kind: 'constant', value };
}

export function variable(name: string): Node {
  return { kind: 'variable', name };
}

export function call(name: string, of: Node): Node {
  return { kind: 'call', name, of };
}

// The makers below simplify what is constant, 0 or 1. 0·x is 0 even where x is not finite.

export function sum(left: Node, right: Node): Node {
  if (is(left, 0)) return right;
  if (is(right, 0)) return left;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(left.value + right.value);
  return { kind: 'sum', left, right };
}

export function difference(left: Node, right: Node): Node {
  if (is(left, 0)) return negative(right);
  if (is(right, 0)) return left;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(left.value - right.value);
  return { kind: 'difference', left, right };
}

export function negative(of: Node): Node {
  if (of.kind === 'product' && of.left.kind === 'constant') return product(constant(-of.left.value), of.right);
  return product(constant(-1), of);
}

export function product(left: Node, right: Node): Node {
  if (is(left, 0) || is(right, 0)) return constant(0);
  if (is(left, 1)) return right;
  if (is(right, 1)) return left;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(left.value * right.value);
  return { kind: 'product', left, right };
}

export function quotient(left: Node, right: Node): Node {
  if (is(right, 1)) return left;
  if (is(left, 0) && !is(right, 0)) return left;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(left.value / right.value);
  return { kind: 'quotient', left, right };
}

export function power(left: Node, right: Node): Node {
  if (is(right, 0)) return constant(1);
  if (is(right, 1)) return left;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(realPower(left.value, right.value));
  return { kind: 'power', left, right };
}

function is(node: Node, value: number): boolean {
  return node.kind === 'constant' && node.value === value;
}
