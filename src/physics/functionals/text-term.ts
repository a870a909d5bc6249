import { Algebra } from '../../core/expression/algebra.ts';
import { belowZero, hasTwoBranches } from '../../core/expression/at-zero.ts';
import { compileScalar } from '../../core/expression/compile.ts';
import { differentiate } from '../../core/expression/differentiate.ts';
import { formCoefficients } from '../../core/expression/form-coefficients.ts';
import type { Node } from '../../core/expression/node.ts';
import type { LocalTerm } from './local.ts';
import { polynomialTerm } from './polynomial-term.ts';
import { textFlux } from './text-flux.ts';

/**
 * The local term of a formula f(ρ), derivatives symbolic; a polynomial becomes one of polynomial-term.ts. Where f has a logarithm
 * or a fractional power of ρ, these count for ρ ≤ 0 what they are at ρ → 0, which is nothing for ρ ln ρ: f, f′ and f″ are
 * those of what remains.
 */
export function textTerm(f: Node): LocalTerm {
  const form = new Algebra().form(f);
  const coefficients = formCoefficients(form, 'rho');
  if (coefficients !== null) return polynomialTerm(coefficients);

  const below = hasTwoBranches(form, 'rho') ? belowZero(form, 'rho') : f;
  const [slope, slopeBelow] = [differentiate(f, 'rho'), differentiate(below, 'rho')];
  const [curvature, curvatureBelow] = [differentiate(slope, 'rho'), differentiate(slopeBelow, 'rho')];
  const same = below === f;
  const scalar = (above: Node, other: Node) => compileScalar(['rho'], above, same ? above : other);
  const functions = [scalar(f, below), scalar(slope, slopeBelow), scalar(curvature, curvatureBelow)] as const;
  return {
    f: (rho) => functions[0](rho),
    slope: (rho) => functions[1](rho),
    curvature: (rho) => functions[2](rho),
    flux: (mobility) => textFlux(f, mobility),
  };
}
