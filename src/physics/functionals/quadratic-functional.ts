import type { Functional } from './functional.ts';
import { bindQuadratic, quadraticBulk } from './quadratic.ts';

export interface QuadraticDescription {
  readonly name: string;
  readonly status: Functional['status'];
  /** Γ(k), k ≥ 0. */
  readonly gamma: (k: number) => number;
  /** Length that the grid must resolve. */
  readonly sigma?: number;
}

/** F = ½∫∫ρ(x) Γ(|x − y|) ρ(y) = (1/2V) Σ_k Γ(k)|ρ_k|² from Γ(k), of one species; F″(k) = Γ(k). */
export function quadraticFunctional({ name, status, gamma, sigma }: QuadraticDescription): Functional {
  return {
    name,
    status,
    ...(sigma === undefined ? {} : { sigma }),
    curvature: (k, _rho0, a, b) => (a === b ? gamma(k) : 0),
    bulk: quadraticBulk(gamma(0)),
    bind: (fft) => bindQuadratic(gamma, fft),
  };
}
