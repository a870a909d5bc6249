import { type Atom, collect, constantForm, type Factor, type Form, multiplyTerms, type Term, term } from './form.ts';

/** c · factors · rest, where rest has no factor in common and begins with the coefficient 1 (or ±1). */
interface Parts {
  readonly content: Term;
  readonly rest: Form;
}

/** Takes out the lowest power of every atom and the first coefficient; with `positive` only its absolute value. */
export function parts(form: Form, positive = false): Parts {
  if (form.length === 0) return { content: term(0, []), rest: constantForm(1) };
  const lowest = new Map<Atom, number>();
  for (const { factors } of form)
    for (const { atom, power } of factors) lowest.set(atom, Math.min(power, lowest.get(atom) ?? power));
  const common: Factor[] = [];
  for (const [atom, power] of lowest) {
    const everywhere = form.every(({ factors }) => factors.some((f) => f.atom === atom));
    const least = everywhere ? power : Math.min(power, 0);
    if (least !== 0) common.push({ atom, power: least });
  }
  common.sort((a, b) => a.atom.id - b.atom.id);
  const inverse = term(
    1,
    common.map(({ atom, power }) => ({ atom, power: -power })),
  );
  const monic = collect(form.map((t) => multiplyTerms(t, inverse)));
  const lead = positive ? Math.abs(monic[0].coefficient) : monic[0].coefficient;
  const rest = monic.map((t) => ({ ...t, coefficient: t.coefficient / lead, size: t.size / Math.abs(lead) }));
  return { content: term(lead, common), rest };
}
