import { functions } from './functions.ts';
import { call, constant, difference, type Node, power, product, quotient, sum } from './node.ts';

/** ∂node/∂name. Shared parts are differentiated once, so that the number of new nodes is of the order of the old ones. */
export function differentiate(node: Node, name: string): Node {
  const known = new Map<Node, Node>();
  const of = (part: Node): Node => {
    let slope = known.get(part);
    if (slope === undefined) {
      slope = derive(part);
      known.set(part, slope);
    }
    return slope;
  };
  const derive = (part: Node): Node => {
    switch (part.kind) {
      case 'constant':
        return constant(0);
      case 'variable':
        return constant(part.name === name ? 1 : 0);
      case 'call':
        return product(functions[part.name].derivative(part.of, part), of(part.of));
      case 'sum':
        return sum(of(part.left), of(part.right));
      case 'difference':
        return difference(of(part.left), of(part.right));
      case 'product':
        return sum(product(of(part.left), part.right), product(part.left, of(part.right)));
      case 'quotient':
        // (a/b)′ = (a′ − (a/b) b′)/b
        return quotient(difference(of(part.left), product(part, of(part.right))), part.right);
      case 'power':
        return derivePower(part, part.left, part.right, of);
    }
  };
  return of(node);
}

function derivePower(self: Node, base: Node, exponent: Node, of: (part: Node) => Node): Node {
  if (exponent.kind === 'constant') {
    return product(product(exponent, power(base, constant(exponent.value - 1))), of(base));
  }
  const rise = of(exponent);
  const logarithmic = product(rise, call('log', base));
  return product(self, sum(logarithmic, quotient(product(exponent, of(base)), base)));
}
