import { Algebra } from '../../core/expression/algebra.ts';
import { behaviourAtZero, belowZero, hasTwoBranches } from '../../core/expression/at-zero.ts';
import { compileLoop, compileScalar } from '../../core/expression/compile.ts';
import { differentiate } from '../../core/expression/differentiate.ts';
import type { Form } from '../../core/expression/form.ts';
import { formCoefficients } from '../../core/expression/form-coefficients.ts';
import { formNode } from '../../core/expression/form-node.ts';
import { constant, difference, type Node, product, sum, variable } from '../../core/expression/node.ts';
import { powerIntegral } from '../../core/expression/power-integral.ts';
import { gaussLegendre } from '../../core/gauss-legendre.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import type { LocalFlux } from './local.ts';

const RHO = 'rho';
const rho = variable(RHO);
const rule = gaussLegendre(48);

/**
 * Q = ∫M f″dρ of a formula f(ρ), M = c0 + c1ρ + c2ρ²:
 *   M f″ a polynomial   Q is one, for the compiled loops
 *   otherwise           Q = c0 f′ + c1 (ρf′ − f) + c2 ∫s² f″ds, brought to sums of products so that logarithms cancel; powers and
 *                       logarithms are integrated in closed form, what else c2 asks for by 48 Gauss–Legendre nodes per cell
 * Null where M f″ diverges as a power of ρ at ρ → 0, or where that cannot be seen from the formula.
 * @throws RangeError where it is too long when written out
 */
export function textFlux(f: Node, [c0, c1, c2]: Coefficients): LocalFlux | null {
  const algebra = new Algebra();
  const slope = differentiate(f, RHO);
  const curvature = differentiate(slope, RHO);
  const linear = product(rho, sum(constant(c1), product(constant(c2), rho)));
  const rise = algebra.form(product(curvature, sum(constant(c0), linear)));
  const coefficients = formCoefficients(rise, RHO);
  if (coefficients !== null) return polynomialFlux(coefficients);

  const cubic = c2 === 0 ? [] : algebra.form(product(constant(c2), product(product(rho, rho), curvature)));
  const { integral, rest } = powerIntegral(cubic, RHO);
  const pressure = difference(product(rho, slope), f);
  const closed = sum(product(constant(c0), slope), product(constant(c1), pressure));
  const value = algebra.form(sum(closed, integral));
  const known = new Map<string, boolean>();
  if (![rise, rest].every((form) => regular(form, false, known)) || !regular(value, true, known)) return null;

  const add = loop(value);
  const below = scalar(rise);
  const integrand = rest.length === 0 ? null : scalar(rest);
  return {
    linear: false,
    slope: (x) => below(x),
    add(x, out) {
      add(x, out);
      if (integrand === null) return;
      for (let j = 0; j < x.length; j++) {
        const half = 0.5 * x[j];
        let total = 0;
        for (let i = 0; i < rule.nodes.length; i++) total += rule.weights[i] * integrand(half * (1 + rule.nodes[i]));
        out[j] += half * total;
      }
    },
  };
}

/** No term diverges as a power, and a `bounded` one not as a logarithm either. */
function regular(form: Form, bounded: boolean, known: Map<string, boolean>): boolean {
  return form.every((term) => {
    const behaviour = behaviourAtZero(term, RHO, known);
    if (behaviour === null || behaviour.power < 0) return false;
    return !bounded || behaviour.power > 0 || behaviour.logarithms === 0;
  });
}

function loop(form: Form) {
  const node = formNode(form);
  return compileLoop(RHO, node, hasTwoBranches(form, RHO) ? belowZero(form, RHO) : node);
}

function scalar(form: Form) {
  const node = formNode(form);
  return compileScalar([RHO], node, hasTwoBranches(form, RHO) ? belowZero(form, RHO) : node);
}

/** Q of M f″ = Σ c_n ρⁿ. */
function polynomialFlux(rise: readonly number[]): LocalFlux {
  const coefficients = [0, ...rise.map((c, n) => c / (n + 1))];
  const horner = (list: readonly number[], x: number): number => list.reduceRight((total, c) => total * x + c, 0);
  return {
    linear: coefficients.length <= 2,
    slope: (x) => horner(rise, x),
    coefficients,
    add(x, out) {
      for (let j = 0; j < x.length; j++) out[j] += horner(coefficients, x[j]);
    },
  };
}
