/**
 * A formula as Σ c Π a^p: coefficients, atoms a (variables, functions of forms, sums that cannot be expanded) and real powers p.
 * Equal products are added, so that what cancels is gone.
 */
export type Form = readonly Term[];

export interface Term {
  readonly coefficient: number;
  /** Sum of the absolute values that went into the coefficient: what is left of it after cancelling is rounding. */
  readonly size: number;
  /** The same for equal products. */
  readonly key: string;
  /** By the number of the atom, no power 0. */
  readonly factors: readonly Factor[];
}

export interface Factor {
  readonly atom: Atom;
  readonly power: number;
}

export type Atom =
  | { readonly id: number; readonly kind: 'variable'; readonly name: string }
  | { readonly id: number; readonly kind: 'call'; readonly name: string; readonly of: Form }
  | { readonly id: number; readonly kind: 'sum'; readonly of: Form };

/** What cancels to this part of its size is 0. */
const ROUNDING = 1e-14;

export function term(coefficient: number, factors: readonly Factor[], size = Math.abs(coefficient)): Term {
  return { coefficient, size, factors, key: factors.map(({ atom, power }) => `${atom.id}^${power}`).join(' ') };
}

export function constantForm(value: number): Form {
  return value === 0 ? [] : [term(value, [])];
}

/** Equal products added, sorted by key. */
export function collect(terms: readonly Term[]): Form {
  const sums = new Map<string, Term>();
  for (const t of terms) {
    const before = sums.get(t.key);
    sums.set(
      t.key,
      before === undefined ? t : { ...t, coefficient: before.coefficient + t.coefficient, size: before.size + t.size },
    );
  }
  return [...sums.values()]
    .filter(({ coefficient, size }) => !(Math.abs(coefficient) <= ROUNDING * size))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function scaled(form: Form, by: number): Form {
  return by === 0 ? [] : form.map((t) => ({ ...t, coefficient: t.coefficient * by, size: t.size * Math.abs(by) }));
}

export function multiplyTerms(a: Term, b: Term): Term {
  const factors: Factor[] = [];
  for (let i = 0, j = 0; i < a.factors.length || j < b.factors.length; ) {
    const left = a.factors[i];
    const right = b.factors[j];
    if (right === undefined || (left !== undefined && left.atom.id < right.atom.id)) {
      factors.push(left);
      i++;
    } else if (left === undefined || right.atom.id < left.atom.id) {
      factors.push(right);
      j++;
    } else {
      const power = addPowers(left.power, right.power);
      if (power !== 0) factors.push({ atom: left.atom, power });
      i++;
      j++;
    }
  }
  return term(a.coefficient * b.coefficient, factors, a.size * b.size);
}

/** The sum, exact where it ought to be a multiple of ½. */
function addPowers(a: number, b: number): number {
  const near = Math.round(2 * (a + b)) / 2;
  return Math.abs(a + b - near) <= 1e-13 * (Math.abs(a) + Math.abs(b)) ? near : a + b;
}

/** Equal for equal forms, to 14 digits. */
export function keyOf(form: Form): string {
  return form.map(({ coefficient, key }) => `${coefficient.toPrecision(14)}*${key}`).join('+');
}

/** Whether the form is a number, and which. */
export function numberOf(form: Form): number | null {
  if (form.length === 0) return 0;
  return form.length === 1 && form[0].factors.length === 0 ? form[0].coefficient : null;
}
