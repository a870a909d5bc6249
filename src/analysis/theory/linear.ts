import type { Column, Curve } from '../../core/curve.ts';
import { column } from '../../core/curve.ts';
import type { LinearResponse } from '../../core/scheme.ts';
import { linearRate, linearStructureFactor, type Model } from '../../physics/model.ts';
import { schemeRatio } from './scheme.ts';

/** What linear theory is asked about. */
export interface TheoryContext {
  readonly model: Model;
  /** The integrator's response and its step, for `predicted`; null: theory alone. */
  readonly scheme: { readonly response: LinearResponse; readonly dt: number; readonly noiseScale: number } | null;
  /** S(k, 0)/S_ideal of the start: 0 flat, 1 Poisson; null: the transient is not known in closed form. */
  readonly start: number | null;
}

/** S(k) of linear theory; NaN where the uniform state is unstable or not the equilibrium one. */
export function stationary(model: Model, k: number): number {
  if (model.functionals.some((f) => f.inhomogeneous === true)) return Number.NaN;
  const s = linearStructureFactor(model, k);
  return s > 0 ? s : Number.NaN;
}

/**
 * S(k, t) = S_x + (S_0 − S_x) e^{−2Lt} with S_x = kT/(ρ0F″), which is negative where L is: linear growth
 * (Cook, Acta Metall. 18, 297 (1970)).
 */
export function transient(model: Model, k: number, t: number, start: number): number {
  if (model.functionals.some((f) => f.inhomogeneous === true)) return Number.NaN;
  const s = linearStructureFactor(model, k);
  return s + (start - s) * Math.exp(-2 * linearRate(model, k) * t);
}

/** The curve with its columns `theory` and `predicted`, where linear theory speaks of it. */
export function withTheory(curve: Curve, context: TheoryContext): Curve {
  const { model, scheme } = context;
  switch (curve.name) {
    case 'structure-factor': {
      const k = column(curve, 'k').values;
      const theory = k.map((value) => stationary(model, value));
      const predicted = k.map((value, i) => {
        if (scheme === null) return Number.NaN;
        const ratio = schemeRatio(scheme.response, linearRate(model, value) * scheme.dt);
        return scheme.noiseScale * scheme.noiseScale * ratio * theory[i];
      });
      return beside(curve, [named('theory', theory), named('predicted', predicted)]);
    }
    case 'structure-factor-transient': {
      const [t, k] = [column(curve, 't').values, column(curve, 'k').values];
      const { start } = context;
      return beside(curve, [
        named(
          'theory',
          k.map((value, i) => (start === null ? Number.NaN : transient(model, value, t[i], start))),
        ),
      ]);
    }
    case 'intermediate-scattering': {
      const [t, k] = [column(curve, 't').values, column(curve, 'k').values];
      const theory = k.map((value, i) => stationary(model, value) * Math.exp(-linearRate(model, value) * t[i]));
      return beside(curve, [named('theory', theory)]);
    }
    default:
      return curve;
  }
}

/** Curves of linear theory alone: S(k), F(k,t) and the dispersion ω(k) = −L(k), growth counted positive. */
export function theoryCurves(model: Model, k: readonly number[], scattering: ScatteringRequest | null): Curve[] {
  const wave = { name: 'k', label: 'k', values: Float64Array.from(k) };
  const curves: Curve[] = [
    {
      name: 'structure-factor',
      notes: ['linear theory: S(k) = kT/(rho0 F"(k)); for an order parameter kT/F"(k); empty where unstable'],
      keys: [wave],
      value: { name: 'theory', label: 'S(k)', values: wave.values.map((value) => stationary(model, value)) },
      beside: [],
    },
    {
      name: 'dispersion',
      notes: ['omega(k) = -M(rho0) k^2 F"(k): growth rate of a small perturbation of the uniform state'],
      keys: [wave],
      value: { name: 'omega', label: 'ω(k)', values: wave.values.map((value) => -linearRate(model, value)) },
      beside: [],
    },
  ];
  if (scattering === null) return curves;
  const rows = scattering.k.flatMap((value) => scattering.times.map((t) => [value, t] as const));
  const theory = rows.map(([value, t]) => stationary(model, value) * Math.exp(-linearRate(model, value) * t));
  curves.push({
    name: 'intermediate-scattering',
    notes: ['linear theory: F(k,t) = S(k) exp(-M(rho0) k^2 F"(k) t)'],
    keys: [
      { name: 'k', label: 'k', values: Float64Array.from(rows, ([value]) => value) },
      { name: 't', label: 't', values: Float64Array.from(rows, ([, t]) => t) },
    ],
    value: { name: 'theory', label: 'F(k,t)', values: Float64Array.from(theory) },
    beside: [],
  });
  return curves;
}

/** Wavenumbers and times at which F(k,t) is wanted. */
export interface ScatteringRequest {
  readonly k: readonly number[];
  readonly times: readonly number[];
}

function named(name: string, values: Float64Array): Column {
  return { name, label: name, values };
}

function beside(curve: Curve, more: readonly Column[]): Curve {
  return { ...curve, beside: [...curve.beside, ...more] };
}
