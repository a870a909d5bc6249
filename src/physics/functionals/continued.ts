import { type LocalFormula, pressureOf } from './local-formula.ts';

/** Part of the full density, or of a full packing, beyond which formulas that end there are continued. */
export const CONTINUED = 0.98;

/** Step of the difference formula for P″, as a part of the distance to the density where the formula ends. */
const STEP = 1 / 64;

/**
 * A formula that holds for 0 ≤ ρ ≤ m, for every ρ. Above m its pressure P = ρf′ − f is continued by its second-order
 * Taylor polynomial A + Bρ + Cρ², two continuous derivatives, rising; below 0 the chemical potential stays f′(0), so that
 * P is constant: an excess term then leaves the diffusion of the ideal gas alone where noise makes ρ negative. f, f′ and f″
 * belong to each other everywhere: f = ρ[f(m)/m + ∫_m^ρ P/s² ds], f′ = (P + f)/ρ, f″ = P′/ρ.
 *
 * @param above m; the formula must hold up to `end` > m
 */
export function continued(formula: LocalFormula, above: number, end: number): LocalFormula {
  const m = above;
  const pressure = pressureOf(formula);
  const rise = (rho: number): number => rho * formula.curvature(rho);
  const h = STEP * (end - m);
  const value = pressure(m);
  const first = rise(m);
  // eighth order: relative error of P″ below 1e-9 for poles and logarithms at `end`
  const second =
    ((4 / 5) * (rise(m + h) - rise(m - h)) -
      (1 / 5) * (rise(m + 2 * h) - rise(m - 2 * h)) +
      (4 / 105) * (rise(m + 3 * h) - rise(m - 3 * h)) -
      (1 / 280) * (rise(m + 4 * h) - rise(m - 4 * h))) /
    h;
  const c = 0.5 * second;
  const b = first - 2 * c * m;
  const a = value - m * (b + c * m);
  const perParticle = formula.f(m) / m;
  const [f0, slope0] = [formula.f(0), formula.slope(0)];

  const beyond = (rho: number): number => a + rho * (b + c * rho);
  const energy = (rho: number): number => {
    return rho * (perParticle + a * (1 / m - 1 / rho) + b * Math.log(rho / m) + c * (rho - m));
  };
  return {
    f: (rho) => (rho > m ? energy(rho) : rho < 0 ? f0 + slope0 * rho : formula.f(rho)),
    slope: (rho) => (rho > m ? (beyond(rho) + energy(rho)) / rho : rho < 0 ? slope0 : formula.slope(rho)),
    curvature: (rho) => (rho > m ? (b + 2 * c * rho) / rho : rho < 0 ? 0 : formula.curvature(rho)),
    pressure: (rho) => (rho > m ? beyond(rho) : rho < 0 ? -f0 : pressure(rho)),
  };
}
