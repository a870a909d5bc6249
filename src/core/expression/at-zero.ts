import { evaluate } from './evaluate.ts';
import type { Atom, Factor, Form, Term } from './form.ts';
import { formNode } from './form-node.ts';
import { constant, type Node, sum } from './node.ts';

/** How a term behaves for x → 0: as xᵖ lnᵠ x. */
export interface Behaviour {
  readonly power: number;
  readonly logarithms: number;
}

/**
 * Null where the other factors have no finite limit, or one that is not known to be different from 0 below a fraction. `known`
 * holds what has been found of the factors of one algebra, by key: terms share them.
 */
export function behaviourAtZero({ factors }: Term, name: string, known = new Map<string, boolean>()): Behaviour | null {
  let [power, logarithms] = [0, 0];
  for (const factor of factors) {
    const { atom, power: p } = factor;
    if (isVariable(factor, name) || (atom.kind === 'call' && atom.name === 'abs' && isMonomial(atom.of, name)))
      power += p;
    else if (atom.kind === 'call' && atom.name === 'log' && isMonomial(atom.of, name)) {
      if (p < 0) return null;
      logarithms += p;
    } else {
      const key = `${atom.id}^${p}`;
      const limit = known.get(key) ?? hasLimit(factor, name);
      known.set(key, limit);
      if (!limit) return null;
    }
  }
  return { power, logarithms };
}

/**
 * The form that takes over for x ≤ 0: what does not exist there (logarithms and fractional powers of x) keeps the value that it
 * has for x → 0, and counts nothing where it diverges.
 */
export function belowZero(form: Form, name: string): Node {
  const known = new Map<Atom, boolean>();
  const defined = form.filter((t) => !t.factors.some((f) => needsPositive(f, name, known)));
  let limit = 0;
  for (const t of form) {
    if (defined.includes(t)) continue;
    const behaviour = behaviourAtZero(t, name);
    if (behaviour === null || behaviour.power !== 0 || behaviour.logarithms !== 0) continue;
    limit += evaluate(formNode([t]), { [name]: 0 });
  }
  return sum(formNode(defined), constant(limit));
}

/** Whether a formula has two branches, x > 0 and x ≤ 0. */
export function hasTwoBranches(form: Form, name: string): boolean {
  const known = new Map<Atom, boolean>();
  return form.some((t) => t.factors.some((f) => needsPositive(f, name, known)));
}

/** `known` holds what has been found of atoms inside each other. */
function needsPositive({ atom, power }: Factor, name: string, known: Map<Atom, boolean>): boolean {
  if (atom.kind === 'variable') return atom.name === name && !Number.isInteger(power);
  let needs = known.get(atom);
  if (needs === undefined) {
    const isLog = atom.kind === 'call' && atom.name === 'log' && isMonomial(atom.of, name);
    needs = isLog || atom.of.some(({ factors }) => factors.some((f) => needsPositive(f, name, known)));
    known.set(atom, needs);
  }
  return needs;
}

function isVariable({ atom }: Factor, name: string): boolean {
  return atom.kind === 'variable' && atom.name === name;
}

/** x, or |x|. */
function isMonomial(form: Form, name: string): boolean {
  if (form.length !== 1 || form[0].factors.length !== 1) return false;
  const [factor] = form[0].factors;
  if (factor.power !== 1 || form[0].coefficient !== 1) return false;
  const { atom } = factor;
  return isVariable(factor, name) || (atom.kind === 'call' && atom.name === 'abs' && isMonomial(atom.of, name));
}

function hasLimit({ atom, power }: Factor, name: string): boolean {
  const whole = atom.kind === 'call' && atom.name === 'exp' ? power : 1;
  const one: Form = [{ coefficient: 1, size: 1, key: '', factors: [{ atom, power: whole }] }];
  const value = evaluate(formNode(one), { [name]: 0 });
  if (!Number.isFinite(value)) return false;
  // an exponential may vanish; of others only positive powers may be taken of 0, and whole ones of negative values
  return (
    whole !== 1 ||
    power === 1 ||
    value > 0 ||
    (Number.isInteger(power) ? value !== 0 || power > 0 : value === 0 && power > 0)
  );
}
