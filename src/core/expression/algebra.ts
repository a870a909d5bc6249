import {
  type Atom,
  collect,
  constantForm,
  type Factor,
  type Form,
  keyOf,
  multiplyTerms,
  numberOf,
  scaled,
  type Term,
  term,
} from './form.ts';
import { parts } from './form-parts.ts';
import { functions } from './functions.ts';
import type { Node } from './node.ts';
import { realPower } from './real-power.ts';

/** Highest power of a sum, and most terms, that are written out; products of terms in all before a formula is refused. */
const [HIGHEST, LARGEST, BUDGET] = [12, 256, 50_000];

/**
 * Brings formulas to sums of products (form.ts). ln(c xⁿ g) is taken apart into ln c + n ln x + ln g, which holds for x > 0 and
 * for those x < 0 where ln x counts as nothing. @throws RangeError for a formula of too many products
 */
export class Algebra {
  readonly #atoms = new Map<string, Atom>();
  #spent = 0;

  form(node: Node): Form {
    const known = new Map<Node, Form>();
    const of = (part: Node): Form => {
      let form = known.get(part);
      if (form === undefined) {
        form = this.#form(part, of);
        known.set(part, form);
      }
      return form;
    };
    return of(node);
  }

  #form(node: Node, of: (part: Node) => Form): Form {
    switch (node.kind) {
      case 'constant':
        return constantForm(node.value);
      case 'variable':
        return [term(1, [{ atom: this.#atom(node.name, { kind: 'variable', name: node.name }), power: 1 }])];
      case 'sum':
        return collect([...of(node.left), ...of(node.right)]);
      case 'difference':
        return collect([...of(node.left), ...scaled(of(node.right), -1)]);
      case 'product':
        return this.#multiply(of(node.left), of(node.right));
      case 'quotient':
        return this.#multiply(of(node.left), this.#inverse(node.right, of));
      case 'power': {
        const exponent = numberOf(of(node.right));
        if (exponent === -1) return this.#inverse(node.left, of);
        if (exponent !== null) return this.#power(of(node.left), exponent);
        return this.#exponential(this.#multiply(of(node.right), this.#logarithm(of(node.left))));
      }
      case 'call':
        return this.#call(node.name, of(node.of));
    }
  }

  /** 1/node, of powers and products one by one: a denominator stays as it is written, which is exact near its zeros. */
  #inverse(node: Node, of: (part: Node) => Form): Form {
    if (node.kind === 'product') return this.#multiply(this.#inverse(node.left, of), this.#inverse(node.right, of));
    if (node.kind === 'power') {
      const exponent = numberOf(of(node.right));
      if (exponent !== null) return this.#power(of(node.left), -exponent);
    }
    return this.#power(of(node), -1);
  }

  #atom(
    key: string,
    made: { kind: 'variable'; name: string } | { kind: 'call'; name: string; of: Form } | { kind: 'sum'; of: Form },
  ): Atom {
    let atom = this.#atoms.get(key);
    if (atom === undefined) {
      atom = { id: this.#atoms.size, ...made };
      this.#atoms.set(key, atom);
    }
    return atom;
  }

  #sumAtom(of: Form): Atom {
    return this.#atom(`(${keyOf(of)})`, { kind: 'sum', of });
  }

  #callAtom(name: string, of: Form): Atom {
    return this.#atom(`${name}(${keyOf(of)})`, { kind: 'call', name, of });
  }

  #single(atom: Atom, power: number, coefficient = 1): Term {
    return term(coefficient, [{ atom, power }]);
  }

  #times(a: Term, b: Term): Term {
    if (++this.#spent > BUDGET)
      throw new RangeError('the formula has too many terms when it is written out; write it shorter');
    return multiplyTerms(a, b);
  }

  #multiply(a: Form, b: Form): Form {
    if (b.length === 1) return this.#multiplyInto(b, a);
    return this.#multiplyInto(a, b);
  }

  /** Each term of a times b as a whole: where the term has 1/b, they cancel. */
  #multiplyInto(a: Form, b: Form): Form {
    const { content, rest } = parts(b);
    const atom = b.length > 1 ? this.#sumAtom(rest) : null;
    if (atom !== null && a.length * b.length > LARGEST) {
      const factor = this.#times(content, this.#single(atom, 1));
      const [few, whole] = a.length <= b.length ? [a, factor] : [b, this.#whole(a)];
      return collect(few.map((t) => this.#times(t, whole)));
    }
    return collect(
      a.flatMap((t) => {
        const cancels = atom !== null && t.factors.some((f) => f.atom === atom && f.power <= -1);
        if (cancels) return [this.#times(this.#times(t, content), this.#single(atom, 1))];
        return b.map((u) => this.#times(t, u));
      }),
    );
  }

  /** A form as one term, whatever it is. */
  #whole(form: Form): Term {
    if (form.length === 1) return form[0];
    const { content, rest } = parts(form);
    return this.#times(content, this.#single(this.#sumAtom(rest), 1));
  }

  #power(form: Form, p: number): Form {
    if (p === 0) return constantForm(1);
    if (p === 1) return form;
    const value = numberOf(form);
    if (value !== null) return constantForm(realPower(value, p));
    if (!Number.isInteger(p)) return this.#realPower(form, p);
    if (form.length === 1) return [this.#raised(form[0], p)];
    if (p > 0 && p <= HIGHEST && choose(form.length + p - 1, p) <= LARGEST) {
      let out = form;
      for (let i = 1; i < p; i++) out = this.#multiplyInto(out, form);
      return out;
    }
    const { content, rest } = parts(form);
    return [this.#times(this.#raised(content, p), this.#single(this.#sumAtom(rest), p))];
  }

  #raised({ coefficient, factors }: Term, p: number): Term {
    return term(
      realPower(coefficient, p),
      factors.map(({ atom, power }) => ({ atom, power: power * p })),
    );
  }

  /** (c xᵏ g)^p = c^p x^{kp} g^p where that is so. */
  #realPower(form: Form, p: number): Form {
    const { content, rest } = parts(form, true);
    if (content.coefficient < 0) return [this.#single(this.#sumAtom(form), p)];
    const { apart, left } = this.#apart(content, rest);
    const outer = [
      term(
        realPower(content.coefficient, p),
        apart.map(({ atom, power }) => ({ atom, power: power * p })),
      ),
    ];
    if (numberOf(left) === 1) return collect(outer);
    return this.#multiply(outer, [this.#single(this.#sumAtom(left), p)]);
  }

  /** The factors that a logarithm or a root may be taken of one by one, and the product of all others. */
  #apart({ factors }: Term, rest: Form): { apart: readonly Factor[]; left: Form } {
    const apart: Factor[] = [];
    const others: Factor[] = [];
    for (const factor of factors) {
      const { atom, power } = factor;
      const neverNegative = atom.kind === 'call' && (atom.name === 'exp' || atom.name === 'abs');
      if (neverNegative) apart.push(factor);
      else if (atom.kind !== 'variable') others.push(factor);
      else if (power % 2 !== 0) apart.push(factor);
      else apart.push({ atom: this.#callAtom('abs', [this.#single(atom, 1)]), power });
    }
    apart.sort((a, b) => a.atom.id - b.atom.id);
    return { apart, left: others.length === 0 ? rest : this.#multiply([term(1, others)], rest) };
  }

  #logarithm(form: Form): Form {
    const { content, rest } = parts(form, true);
    const value = numberOf(form);
    if (value !== null || content.coefficient <= 0) return this.#plain('log', form);
    const { apart, left } = this.#apart(content, rest);
    const logs = apart.flatMap(({ atom, power }) =>
      atom.kind === 'call' && atom.name === 'exp'
        ? scaled(atom.of, power)
        : [this.#single(this.#callAtom('log', [this.#single(atom, 1)]), 1, power)],
    );
    const one =
      left.length === 1 && left[0].factors.length === 1 && left[0].coefficient === 1 ? left[0].factors[0] : null;
    // ln g^p = p ln g for odd p
    const last =
      one !== null && one.atom.kind === 'sum' && one.power % 2 !== 0 && Number.isInteger(one.power)
        ? scaled(this.#plain('log', one.atom.of), one.power)
        : this.#plain('log', left);
    return collect([...constantForm(Math.log(content.coefficient)), ...logs, ...last]);
  }

  /** e^{c + a g} = e^c (e^g)^a, so that e^g e^{−g} = 1. */
  #exponential(form: Form): Form {
    const shift = form.find(({ factors }) => factors.length === 0)?.coefficient ?? 0;
    const others = form.filter(({ factors }) => factors.length > 0);
    if (others.length === 0) return constantForm(Math.exp(shift));
    const lead = others[0].coefficient;
    const of = others.map((t) => ({ ...t, coefficient: t.coefficient / lead, size: t.size / Math.abs(lead) }));
    return [this.#single(this.#callAtom('exp', of), lead, Math.exp(shift))];
  }

  #call(name: string, form: Form): Form {
    if (name === 'exp') return this.#exponential(form);
    if (name === 'log') return this.#logarithm(form);
    if (name === 'sqrt') return this.#power(form, 0.5);
    return this.#plain(name, form);
  }

  #plain(name: string, form: Form): Form {
    const value = numberOf(form);
    if (value !== null) return constantForm(functions[name].evaluate(value));
    return [this.#single(this.#callAtom(name, form), 1)];
  }
}

function choose(n: number, k: number): number {
  let out = 1;
  for (let i = 1; i <= k; i++) out = (out * (n - k + i)) / i;
  return out;
}
