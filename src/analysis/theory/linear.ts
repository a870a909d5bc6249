import type { Column, Curve } from '../../core/curve.ts';
import { column } from '../../core/curve.ts';
import type { ModeSet } from '../../core/modes.ts';
import type { LinearResponse } from '../../core/scheme.ts';
import { linearRate, linearStructureFactor, type Model, meanDensities } from '../../physics/model.ts';
import { subVolume } from '../observables/sub-volume.ts';
import { schemeRatio } from './scheme.ts';

/** What linear theory is asked about. */
export interface TheoryContext {
  /** Null where there is no linear theory (a pair potential without a transform): its columns are empty. */
  readonly model: Model | null;
  /** The integrator's response and its step, for `predicted`; null: theory alone. */
  readonly scheme: { readonly response: LinearResponse; readonly dt: number; readonly noiseScale: number } | null;
  /** S(k, 0)/S_ideal of the start: 0 flat, 1 Poisson; null: the transient is not known in closed form. */
  readonly start: number | null;
  /** The modes that are measured: what is a sum over them has no theory without. */
  readonly modes?: ModeSet;
}

/** S(k) of linear theory; NaN where the uniform state is unstable or not the equilibrium one. */
export function stationary(model: Model | null, k: number): number {
  if (model === null || model.functionals.some((f) => f.inhomogeneous === true)) return Number.NaN;
  const s = linearStructureFactor(model, k);
  return s > 0 ? s : Number.NaN;
}

/**
 * S(k, t) = S_x + (S_0 − S_x) e^{−2Lt} with S_x = kT/(ρ0F″), which is negative where L is: linear growth
 * (Cook, Acta Metall. 18, 297 (1970)).
 */
export function transient(model: Model | null, k: number, t: number, start: number): number {
  if (model === null || model.functionals.some((f) => f.inhomogeneous === true)) return Number.NaN;
  const s = linearStructureFactor(model, k);
  return s + (start - s) * Math.exp(-2 * linearRate(model, k) * t);
}

/** Var N/⟨N⟩ in a cube of this edge, 2/(Vℓ^d) Σ|W_k|² S(k) over the modes, one of each ±k. */
function subVolumeVariance(model: Model | null, modes: ModeSet, edge: number): number {
  const shells = modes.shells.map(({ k }) => stationary(model, k));
  const size = modes.lengths.reduce((product, length) => product * length * edge, 1);
  return subVolume(modes, edge).reduce((sum, square, m) => sum + (2 * square * shells[modes.shellOf[m]]) / size, 0);
}

/** Standard error of S(k) from those of measured terms, ρS²/kT · δF″ (S²/kT for an order parameter); null where none is measured. */
export function stationaryError(model: Model | null, k: number): number | null {
  if (model === null || model.functionals.every((f) => f.curvatureError === undefined)) return null;
  const rho0 = meanDensities(model);
  const variance = model.functionals.reduce((sum, f) => {
    const error = f.curvatureError?.(k, rho0) ?? 0;
    return sum + error * error;
  }, 0);
  const s = stationary(model, k);
  return (((model.kind === 'density' ? rho0[0] : 1) * s * s) / model.kT) * Math.sqrt(variance);
}

/** The column `theory-stderr`, where a term of the free energy was measured. */
function band(model: Model | null, k: Float64Array): readonly Column[] {
  if (k.length === 0 || stationaryError(model, k[0]) === null) return [];
  return [
    named(
      'theory-stderr',
      k.map((value) => stationaryError(model, value) ?? Number.NaN),
    ),
  ];
}

/** The curve with its columns `theory` and `predicted`, where linear theory speaks of it. */
export function withTheory(curve: Curve, context: TheoryContext): Curve {
  const { model, scheme } = context;
  switch (curve.name) {
    case 'structure-factor': {
      const k = column(curve, 'k').values;
      const theory = k.map((value) => stationary(model, value));
      const predicted = k.map((value, i) => {
        if (scheme === null || model === null) return Number.NaN;
        const ratio = schemeRatio(scheme.response, linearRate(model, value) * scheme.dt);
        return scheme.noiseScale * scheme.noiseScale * ratio * theory[i];
      });
      return beside(curve, [named('theory', theory), named('predicted', predicted), ...band(model, k)]);
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
      const theory = k.map((value, i) => {
        return model === null ? Number.NaN : stationary(model, value) * Math.exp(-linearRate(model, value) * t[i]);
      });
      return beside(curve, [named('theory', theory)]);
    }
    case 'number-fluctuations': {
      const { modes } = context;
      const theory = column(curve, 'l').values.map((edge) => {
        return modes === undefined ? Number.NaN : subVolumeVariance(model, modes, edge);
      });
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
      beside: band(model, wave.values),
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
