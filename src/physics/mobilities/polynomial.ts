import type { Coefficients, Mobility } from './mobility.ts';

/** The diagonal mobility M = c0 + c1 ρ + c2 ρ² on the given domain: what all built-in mobilities are. */
export function polynomialMobility(coefficients: Coefficients, domain: Mobility['domain']): Mobility {
  const [c0, c1, c2] = coefficients;
  return {
    coefficients,
    domain,
    value: (rho0, a, b) => (a === b ? c0 + rho0[a] * (c1 + rho0[a] * c2) : 0),
    fill(rho, a, b, out) {
      if (a !== b) {
        out.fill(0);
        return;
      }
      const values = rho[a];
      for (let j = 0; j < out.length; j++) out[j] = c0 + values[j] * (c1 + values[j] * c2);
    },
    factor(rho, a, out) {
      const values = rho[a];
      for (let j = 0; j < out.length; j++) {
        const m = c0 + values[j] * (c1 + values[j] * c2);
        out[j] = m > 0 ? Math.sqrt(m) : 0;
      }
    },
  };
}
