import type { Model } from '../../physics/model.ts';

/** Parts of the mean density at which the entropy is looked for, and how far from one ideal gas is too far. */
const [DILUTE, FAR] = [1e-9, 1e-3];

/**
 * A density of Brownian particles has ρF″ → kT at ρ → 0, once: from `ideal-gas`, or from a term that holds it. Says so where it
 * is missing or counted twice; null where all is well or where there is no such rule (order parameters, other mobilities).
 */
export function entropyWarning(model: Model): string | null {
  const [c0, c1] = model.mobility.coefficients;
  if (model.kind !== 'density' || c0 !== 0 || c1 === 0) return null;
  const rho = DILUTE * model.species[0].density;
  const entropy = model.functionals.reduce((sum, f) => sum + rho * f.curvature(0, [rho], 0, 0), 0) / model.kT;
  if (!(Math.abs(entropy - 1) > FAR)) return null;
  const count = Math.round(entropy);
  if (Math.abs(entropy) <= FAR) {
    return 'there is no ideal gas in the free energy: single particles do not diffuse; add { term: ideal-gas }';
  }
  if (Math.abs(entropy - count) <= FAR && count > 1) {
    return `the entropy of the ideal gas is counted ${count} times: keep one of ideal-gas and the terms that hold it (lattice-gas)`;
  }
  return `at low density ρF″/kT is ${entropy.toPrecision(4)}, not 1 as for single particles: is the entropy scaled?`;
}
