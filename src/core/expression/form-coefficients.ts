import type { Form } from './form.ts';

/** Highest power that is taken for a polynomial. */
const DEGREE = 64;

/** c_0, c_1, … of a form that is a polynomial of one variable and contains nothing else, else null. */
export function formCoefficients(form: Form, name: string): readonly number[] | null {
  const out: number[] = [0];
  for (const { coefficient, factors } of form) {
    const [first, ...more] = factors;
    const power = first?.power ?? 0;
    const known = first === undefined || (first.atom.kind === 'variable' && first.atom.name === name);
    if (!known || more.length > 0 || !Number.isInteger(power) || power < 0 || power > DEGREE) return null;
    while (out.length <= power) out.push(0);
    out[power] += coefficient;
  }
  return out;
}
