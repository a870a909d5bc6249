import { functions } from './functions.ts';
import type { Node } from './node.ts';
import { program, type Step } from './program.ts';

/** The value of a tree at one point, step by step: for checks, not for loops. */
export function evaluate(node: Node, values: Readonly<Record<string, number>>): number {
  const names = Object.keys(values);
  const { steps, results } = program([node], names);
  const out = new Float64Array(steps.length);
  steps.forEach((step, i) => {
    out[i] = step.do === 'variable' ? values[names[step.index]] : apply(step, out);
  });
  return out[results[0]];
}

function apply(step: Exclude<Step, { do: 'variable' }>, values: Float64Array): number {
  switch (step.do) {
    case 'constant':
      return step.value;
    case 'call':
      return functions[step.name].evaluate(values[step.a]);
    case '+':
      return values[step.a] + values[step.b];
    case '-':
      return values[step.a] - values[step.b];
    case '*':
      return values[step.a] * values[step.b];
    case '/':
      return values[step.a] / values[step.b];
  }
}
