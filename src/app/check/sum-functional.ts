import type { Functional } from '../../physics/functionals/functional.ts';
import { totalEnergy, totalPressure } from '../../physics/functionals/totals.ts';

/** All terms of a free energy as one: for audits, not in a form that the solver takes. */
export function sumFunctional(terms: readonly Functional[]): Functional {
  const full = terms.flatMap(({ fullDensity }) => fullDensity ?? []);
  return {
    name: 'sum',
    status: terms.some(({ status }) => status === 'renormalised') ? 'renormalised' : 'bare',
    curvature: (k, rho0, a, b) => terms.reduce((sum, term) => sum + term.curvature(k, rho0, a, b), 0),
    bulk: {
      f: (rho) => terms.reduce((sum, { bulk }) => sum + bulk.f(rho), 0),
      slope: (rho) => terms.reduce((sum, { bulk }) => sum + bulk.slope(rho), 0),
    },
    ...(terms.some(({ inhomogeneous }) => inhomogeneous === true) ? { inhomogeneous: true } : {}),
    ...(full.length === 0 ? {} : { fullDensity: Math.min(...full) }),
    bind(fft) {
      const bound = terms.map((term) => term.bind(fft));
      return {
        energy: (s) => totalEnergy(bound, s),
        pressure: (s) => totalPressure(bound, s),
        addPotential(s, out) {
          for (const term of bound) term.addPotential(s, out);
        },
      };
    },
  };
}
