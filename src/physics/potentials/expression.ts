import { define } from '../../core/define.ts';
import { Algebra } from '../../core/expression/algebra.ts';
import { compileScalar } from '../../core/expression/compile.ts';
import { differentiate } from '../../core/expression/differentiate.ts';
import { ExpressionError } from '../../core/expression/expression-error.ts';
import { formNode } from '../../core/expression/form-node.ts';
import { constant, difference, product, quotient, variable } from '../../core/expression/node.ts';
import { parse } from '../../core/expression/parse.ts';
import { scope } from '../../core/expression/scope.ts';
import type { Dimension } from '../../core/grid.ts';
import { radialTransform } from '../../core/radial.ts';
import { atContact } from './at-contact.ts';
import { extent } from './extent.ts';
import type { PairPotential } from './potential.ts';

const parameters = {
  u: { type: 'text', doc: 'u(r), e.g. eps*exp(-r^2/s^2); names: r, pi and those of parameters' },
  parameters: { type: 'map', default: {}, doc: 'values of the names in u, e.g. { eps: 2, s: 1 }' },
  cutoff: {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'length',
    doc: 'u − u(cutoff) inside, 0 from there on; 0: none, u must decay by itself',
  },
  sigma: {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'length',
    doc: 'length that the grid resolves; 0: the last r with |u| at 1/e of its maximum',
  },
} as const;

/**
 * u(r) from a text; the force is its symbolic derivative, −u′/r as a sum of products, so that its limit at r → 0 is right where u
 * is even. With a cutoff u is shifted to 0 there and the force jumps. Without, the range is where |u| has fallen to 5e-13 of its
 * maximum (of |u(σ/4)| if it diverges at 0), within 100 σ. û by quadrature, to 1e-12 of ∫|u|, each k once; none where r^d u
 * does not vanish for r → 0. Where terms of u cancel at r → 0, as in (1 − e^{−r})/r, rounding grows like 1e-16/r.
 * @throws ExpressionError (a RangeError) with the place in the text
 */
export const expression = define<typeof parameters, PairPotential, undefined>({
  summary: 'u(r): any formula, e.g. u: eps*exp(-r^2/s^2)',
  parameters,
  create: (values) => {
    const { u: text, cutoff } = values;
    const r = variable('r');
    const whole = parse(text, scope({ r }, values.parameters), 'u');
    const refuse = (message: string): never => {
      throw new ExpressionError(message, text, [0, text.length], 'u');
    };
    const inside = compileScalar(['r'], whole);
    const shift = cutoff > 0 ? inside(cutoff) : 0;
    if (!Number.isFinite(shift)) refuse(`u is ${shift} at the cutoff ${cutoff}`);
    const energy = compileScalar(['r'], difference(whole, constant(shift)));
    const { sigma, range, end, steepness } = extent(energy, cutoff, values.sigma, refuse);
    const slopeOverR = quotient(product(constant(-1), differentiate(whole, 'r')), r);
    const force = atContact(compileScalar(['r'], formNode(new Algebra().form(slopeOverR))), sigma);
    // twice as far as u is negligible there is rounding, overflow and 0
    const cut = cutoff > 0 ? cutoff : 2 * end;

    const transforms: Record<Dimension, Map<number, number>> = { 1: new Map(), 2: new Map(), 3: new Map() };
    return {
      sigma,
      range,
      energy: (distance) => (distance < cut ? energy(distance) : 0),
      forceOverR: (distance) => (distance < cut ? force(distance) : 0),
      transform(k, dim) {
        if (steepness > dim - 1e-3) return null;
        let value = transforms[dim].get(k);
        if (value === undefined) {
          value = radialTransform(energy, end, k, dim);
          transforms[dim].set(k, value);
        }
        return value;
      },
      ...(steepness > 0 ? { noTransform: `∫u dᵈr diverges at r → 0, where u ∝ r^−${steepness.toPrecision(3)}` } : {}),
    };
  },
});
