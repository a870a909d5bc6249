import { type Form, type Term, term } from './form.ts';
import { formNode } from './form-node.ts';
import { call, constant, difference, type Node, power, product, sum, variable } from './node.ts';

/**
 * ∫₀^x of the terms c xᵖ and c xᵖ ln x, p > −1, as a tree, and the terms that are none of these:
 * ∫xᵖ ln x = x^{p+1}(ln x − 1/(p + 1))/(p + 1).
 */
export function powerIntegral(form: Form, name: string): { readonly integral: Node; readonly rest: Form } {
  const x = variable(name);
  const rest: Term[] = [];
  let integral: Node = constant(0);
  for (const t of form) {
    const log = t.factors.filter(({ atom, power: p }) => atom.kind === 'call' && atom.name === 'log' && p === 1);
    const own = t.factors.filter(({ atom }) => atom.kind === 'variable' && atom.name === name);
    const p = own[0]?.power ?? 0;
    const plain = own.length + log.length === t.factors.length && p > -1;
    const logs = log.map((factor) => formNode([term(1, [factor])]));
    const isLog = logs.every((node) => node.kind === 'call' && node.of.kind === 'variable' && node.of.name === name);
    if (!plain || !isLog || logs.length > 1) {
      rest.push(t);
      continue;
    }
    const raised = product(constant(t.coefficient / (p + 1)), power(x, constant(p + 1)));
    const factor = logs.length === 0 ? constant(1) : difference(call('log', x), constant(1 / (p + 1)));
    integral = sum(integral, product(raised, factor));
  }
  return { integral, rest };
}
