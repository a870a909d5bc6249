/** A free-energy density f(ρ) as its author writes it. */
export interface LocalFormula {
  readonly f: (rho: number) => number;
  /** f′, the chemical potential. */
  readonly slope: (rho: number) => number;
  /** f″. */
  readonly curvature: (rho: number) => number;
  /** P = ρf′ − f, where a form without cancellation is known. */
  readonly pressure?: (rho: number) => number;
}

/** P(ρ) of a formula. */
export function pressureOf({ f, slope, pressure }: LocalFormula): (rho: number) => number {
  return pressure ?? ((rho) => rho * slope(rho) - f(rho));
}
