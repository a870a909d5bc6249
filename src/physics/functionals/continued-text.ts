import { Algebra } from '../../core/expression/algebra.ts';
import { hasTwoBranches } from '../../core/expression/at-zero.ts';
import { compileScalar } from '../../core/expression/compile.ts';
import { differentiate } from '../../core/expression/differentiate.ts';
import type { Term } from '../../core/expression/form.ts';
import { formNode } from '../../core/expression/form-node.ts';
import { difference, type Node, product, variable } from '../../core/expression/node.ts';
import { powerIntegral } from '../../core/expression/power-integral.ts';
import type { Functional } from './functional.ts';
import { bindLocal, type LocalTerm } from './local.ts';
import { localFunctional } from './local-functional.ts';

const rho = variable('rho');

/**
 * A formula that ends at the density `full`: f = aρ ln ρ + excess, where only the excess is continued above 0.98 `full` and below
 * 0 (continued.ts); aρ ln ρ, the entropy of the ideal gas, goes on as it is, with the pressure aρ.
 */
export function continuedText(
  f: Node,
  full: number,
  status: Functional['status'],
  refuse: (message: string) => never,
): Functional {
  const algebra = new Algebra();
  const form = algebra.form(f);
  const isEntropy = (t: Term) =>
    t.factors.length === 2 &&
    t.factors.every(({ power }) => power === 1) &&
    powerIntegral([t], 'rho').rest.length === 0;
  // exactly these: ρ times ln ρ
  const entropy = form.filter((t) => isEntropy(t) && hasTwoBranches([t], 'rho'));
  const a = entropy.reduce((total, { coefficient }) => total + coefficient, 0);
  const rest = form.filter((t) => !entropy.includes(t));
  if (hasTwoBranches(rest, 'rho')) {
    refuse('with rho-max, f may contain ρ ln ρ but no other logarithm or fractional power of ρ; leave rho-max out');
  }
  const node = formNode(rest);
  const slope = differentiate(node, 'rho');
  const [value, first, second, pressure] = [
    node,
    slope,
    differentiate(slope, 'rho'),
    formNode(algebra.form(difference(product(rho, slope), node))),
  ].map((part) => compileScalar(['rho'], part));
  for (const x of [0, 0.5 * full, 0.98 * full, 0.99 * full]) {
    const all = [value(x), first(x), second(x)];
    if (!all.every(Number.isFinite))
      refuse(`f, f′, f″ without ρ ln ρ are ${all.join(', ')} at ρ = ${x}, below rho-max`);
  }
  const excess = localFunctional({
    name: 'local',
    status,
    fullDensity: full,
    f: value,
    slope: first,
    curvature: second,
    pressure,
  });
  const { local } = excess;
  if (local === undefined || a === 0) return excess;
  const term = withEntropy(local, a);
  return {
    ...excess,
    local: term,
    bulk: term,
    curvature: (_k, rho0, i, j) => (i === j ? term.curvature(rho0[i]) : 0),
    bind: (fft) => bindLocal(term, fft),
  };
}

/** + aρ ln ρ, whose flux is a(c1ρ + c2ρ²/2) and none for c0 ≠ 0. */
function withEntropy(excess: LocalTerm, a: number): LocalTerm {
  return {
    f: (x) => excess.f(x) + (x > 0 ? a * x * Math.log(x) : 0),
    slope: (x) => excess.slope(x) + (x > 0 ? a * (Math.log(x) + 1) : 0),
    curvature: (x) => excess.curvature(x) + (x > 0 ? a / x : 0),
    flux(mobility) {
      const [c0, c1, c2] = mobility;
      const other = c0 === 0 ? excess.flux(mobility) : null;
      if (other === null) return null;
      return {
        linear: false,
        slope: (x) => other.slope(x) + a * (c1 + c2 * x),
        add(x, out) {
          other.add(x, out);
          for (let j = 0; j < x.length; j++) out[j] += a * x[j] * (c1 + 0.5 * c2 * x[j]);
        },
      };
    },
  };
}
