import type { Atom, Form, Term } from './form.ts';
import { call, constant, type Node, power, product, sum, variable } from './node.ts';

/** A form as a tree again; atoms are shared. */
export function formNode(form: Form): Node {
  const known = new Map<Atom, Node>();
  const ofForm = (terms: Form): Node => terms.reduce<Node>((total, t) => sum(total, ofTerm(t)), constant(0));
  const ofTerm = ({ coefficient, factors }: Term): Node => {
    const all = factors.map(({ atom, power: p }) =>
      // (e^g)^p at once
      atom.kind === 'call' && atom.name === 'exp'
        ? call('exp', product(constant(p), inner(atom)))
        : power(inner(atom), constant(p)),
    );
    return product(constant(coefficient), all.reduce<Node>(product, constant(1)));
  };
  /** The atom; of an exponential its exponent. */
  const inner = (atom: Atom): Node => {
    let node = known.get(atom);
    if (node === undefined) {
      if (atom.kind === 'variable') node = variable(atom.name);
      else if (atom.kind === 'sum' || atom.name === 'exp') node = ofForm(atom.of);
      else node = call(atom.name, ofForm(atom.of));
      known.set(atom, node);
    }
    return node;
  };
  return ofForm(form);
}
