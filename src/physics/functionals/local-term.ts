import { gaussLegendre } from '../../core/gauss-legendre.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import type { LocalFlux, LocalTerm } from './local.ts';
import { type LocalFormula, pressureOf } from './local-formula.ts';

/** Nodes of the integral of f, which only mobilities with a ρ² need. */
const rule = gaussLegendre(48);
/** Two densities near 0, as parts of the scale, between which M f″ must not grow. */
const [NEAR, NEARER] = [1e-6, 1e-9];

/**
 * The local term of a formula, for every mobility M = c0 + c1ρ + c2ρ²:
 *   Q = ∫M f″ dρ = c0 f′ + c1 (ρf′ − f) + c2 (ρ²f′ − 2ρf + 2∫₀^ρ f).
 * None where M f″ has no limit at ρ = 0. The integral is a Gauss–Legendre sum of 48 nodes: slow, and exact to rounding as
 * long as f is analytic from 0 to ρ.
 *
 * @param scale a density that is typical of the formula
 * @param edge where f is not analytic: it is continued there
 */
export function localTerm(formula: LocalFormula, scale: number, edge = Number.POSITIVE_INFINITY): LocalTerm {
  const { f, slope, curvature } = formula;
  return { f, slope, curvature, flux: (mobility) => localFlux(formula, { scale, edge }, mobility) };
}

/** ∫f from a to b. */
function between(f: (rho: number) => number, a: number, b: number): number {
  const half = 0.5 * (b - a);
  let sum = 0;
  for (let i = 0; i < rule.nodes.length; i++) sum += rule.weights[i] * f(a + half * (1 + rule.nodes[i]));
  return half * sum;
}

interface Range {
  readonly scale: number;
  readonly edge: number;
}

function localFlux(formula: LocalFormula, { scale, edge }: Range, [c0, c1, c2]: Coefficients): LocalFlux | null {
  const slope = (rho: number): number => (c0 + rho * (c1 + c2 * rho)) * formula.curvature(rho);
  const [near, nearer] = [slope(NEAR * scale), slope(NEARER * scale)];
  if (!Number.isFinite(nearer) || Math.abs(nearer) > 10 * Math.abs(near) + 1e-9 * Math.abs(slope(scale))) return null;
  const pressure = pressureOf(formula);
  const integral = (rho: number): number => {
    const middle = Math.min(rho, edge);
    return between(formula.f, 0, middle) + (rho > edge ? between(formula.f, edge, rho) : 0);
  };
  const value = (rho: number): number => {
    let sum = 0;
    if (c0 !== 0) sum += c0 * formula.slope(rho);
    if (c1 !== 0) sum += c1 * pressure(rho);
    if (c2 !== 0) sum += c2 * (rho * (rho * formula.slope(rho) - 2 * formula.f(rho)) + 2 * integral(rho));
    return sum;
  };
  return {
    linear: false,
    slope,
    add(rho, out) {
      if (c0 === 0 && c2 === 0) for (let j = 0; j < rho.length; j++) out[j] += c1 * pressure(rho[j]);
      else for (let j = 0; j < rho.length; j++) out[j] += value(rho[j]);
    },
  };
}
