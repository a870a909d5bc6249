import type { Model } from '../../physics/model.ts';
import { awayFrom, isExpansion } from './expansion.ts';

/** The uniform state of one density ρ (or order parameter φ), at the temperature of the model. */
export interface UniformState {
  readonly density: number;
  /** Free energy per volume f = F/V. */
  readonly f: number;
  /** Chemical potential μ = f′. */
  readonly mu: number;
  /** P = ρμ − f. */
  readonly pressure: number;
  /** F″(k = 0): f″ of the bulk. */
  readonly curvature: number;
  /** dP/dρ = ρF″(0). */
  readonly pressureSlope: number;
  /** Z = P/(ρkT); of a density alone. */
  readonly compressibilityFactor: number;
  /** κ_T = 1/(ρ dP/dρ), isothermal; of a density alone. Negative where the state is unstable. */
  readonly compressibility: number;
  /** S(0) = kT/(ρF″(0)); of an order parameter kT/F″(0). Negative where the state is unstable. */
  readonly structureFactor: number;
}

/** μ(ρ) = Σf′ of all terms. External potentials count nothing. */
export function chemicalPotential(model: Model, rho: number): number {
  return model.functionals.reduce((sum, term) => sum + term.bulk.slope(rho), 0);
}

/** f(ρ) of all terms. */
export function freeEnergyDensity(model: Model, rho: number): number {
  return model.functionals.reduce((sum, term) => sum + term.bulk.f(rho), 0);
}

/** P(ρ) = ρμ − f. */
export function bulkPressure(model: Model, rho: number): number {
  return rho * chemicalPotential(model, rho) - freeEnergyDensity(model, rho);
}

/** F″(k) of the uniform state of any density. */
export function curvatureAt(model: Model, k: number, rho: number): number {
  const state = [rho];
  return model.functionals.reduce((sum, term) => sum + term.curvature(k, state, 0, 0), 0);
}

/** 1/S(k) = ρF″(k)/kT; F″(k)/kT of an order parameter. Negative where the uniform state is unstable. */
export function inverseStructureFactor(model: Model, k: number, rho: number): number {
  return ((model.kind === 'density' ? rho : 1) * curvatureAt(model, k, rho)) / model.kT;
}

/**
 * Thermodynamics of the uniform state of one density, without any external potential. Of a model with an expansion about a
 * state point f, μ, P and Z are NaN, since its constant and linear parts are not known; more than 1 % away from that point
 * all is NaN.
 */
export function uniformState(model: Model, rho: number): UniformState {
  const unknown = isExpansion(model);
  const away = awayFrom(model, rho).length > 0;
  const f = unknown ? Number.NaN : freeEnergyDensity(model, rho);
  const mu = unknown ? Number.NaN : chemicalPotential(model, rho);
  const pressure = rho * mu - f;
  const curvature = away ? Number.NaN : curvatureAt(model, 0, rho);
  const pressureSlope = rho * curvature;
  const particles = model.kind === 'density';
  return {
    density: rho,
    f,
    mu,
    pressure,
    curvature,
    pressureSlope,
    compressibilityFactor: particles ? pressure / (rho * model.kT) : Number.NaN,
    compressibility: particles ? 1 / (rho * pressureSlope) : Number.NaN,
    structureFactor: away ? Number.NaN : 1 / inverseStructureFactor(model, 0, rho),
  };
}
