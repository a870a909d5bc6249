import { define } from '../../core/define.ts';
import { ExpressionError } from '../../core/expression/expression-error.ts';
import { constant, variable } from '../../core/expression/node.ts';
import { parse } from '../../core/expression/parse.ts';
import { scope } from '../../core/expression/scope.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import { continuedText } from './continued-text.ts';
import type { Bulk, Functional, FunctionalContext } from './functional.ts';
import { bindLocal } from './local.ts';
import { textTerm } from './text-term.ts';

const parameters = {
  f: { type: 'text', doc: 'f(ρ), e.g. b*rho^2 + c*rho^4; names: rho (or phi), kT, pi and those of parameters' },
  parameters: { type: 'map', default: {}, doc: 'values of the names in f, e.g. { b: 1, c: 2 }' },
  'rho-max': {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'density',
    doc: 'density where f diverges: beyond 0.98 of it P is continued; 0: none',
  },
  status: {
    type: 'text',
    choices: ['bare', 'renormalised'],
    default: 'bare',
    doc: 'renormalised: an equation of state, which contains the fluctuations below its scale',
  },
} as const;

/** Mobilities ρ − ρ², ρ and 1: a formula that is too long for their fluxes is refused where it is read. */
const MOBILITIES: readonly Coefficients[] = [
  [0, 1, -1],
  [0, 1, 0],
  [1, 0, 0],
];

/**
 * F = ∫f(ρ)dx from the text of f. Its derivatives are symbolic; a polynomial runs in the compiled loops. The entropy
 * kT ρ (ln ρ − 1) may be part of f: its pressure kT ρ is recognised, so that it diffuses exactly as ideal-gas does. Logarithms
 * and fractional powers of ρ count nothing for ρ ≤ 0 (text-term.ts). Where M f″ diverges at ρ → 0 there is no flux.
 * @throws ExpressionError (a RangeError) with the place in the text: what cannot be read, is too long when written out, or is not
 * finite at the mean density
 */
export const localText = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = ∫f(ρ): any formula, e.g. f: b*rho^2 + c*rho^4',
  parameters,
  create: (values, { kT, density }) => {
    const text = values.f;
    const full = values['rho-max'];
    const rho = variable('rho');
    const names = scope({ rho, phi: rho, kT: constant(kT) }, values.parameters);
    const f = parse(text, names, 'f');
    const status = values.status === 'renormalised' ? 'renormalised' : 'bare';
    const refuse = (message: string): never => {
      throw new ExpressionError(message, text, [0, text.length], 'f');
    };
    const functional = orRefused(refuse, () => {
      if (full > 0) return continuedText(f, full, status, refuse);
      const term = textTerm(f);
      for (const mobility of MOBILITIES) term.flux(mobility);
      return plain(term, status);
    });
    if (Number.isFinite(density))
      demandFinite(functional.bulk, functional.curvature(0, [density], 0, 0), density, refuse);
    return functional;
  },
});

function orRefused<T>(refuse: (message: string) => never, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError && !(error instanceof ExpressionError)) return refuse(error.message);
    throw error;
  }
}

function demandFinite(
  { f, slope }: Bulk,
  curvature: number,
  density: number,
  refuse: (message: string) => never,
): void {
  const values = { f: f(density), 'f′': slope(density), 'f″': curvature };
  const wrong = Object.entries(values).filter(([, value]) => !Number.isFinite(value));
  if (wrong.length === 0) return;
  const list = wrong.map(([name, value]) => `${name} is ${value}`).join(', ');
  refuse(
    `${list} at the mean density ${density}; f must be smooth there: choose another density, or, where f ends at a density above the mean one, give it as rho-max`,
  );
}

function plain(term: ReturnType<typeof textTerm>, status: Functional['status']): Functional {
  return {
    name: 'local',
    status,
    local: term,
    bulk: term,
    curvature: (_k, rho0, a, b) => (a === b ? term.curvature(rho0[a]) : 0),
    bind: (fft) => bindLocal(term, fft),
  };
}
