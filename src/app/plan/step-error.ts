import { schemeRatio } from '../../analysis/theory/scheme.ts';
import type { Dealias } from '../../core/grid.ts';
import type { IntegratorEntry } from '../../engines/field/integrators/integrator.ts';
import { linearRate, type Model } from '../../physics/model.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { boundAt } from './bound.ts';
import * as measured from './measured.ts';
import type { Situation } from './situation.ts';

/** One scheme on one grid. */
export interface Scheme {
  readonly name: string;
  readonly entry: IntegratorEntry;
  readonly dealias: Dealias;
  /** The largest K_c of the axes. */
  readonly cutoff: number;
  readonly model: Model;
  /** |k| of all resolved modes that are looked at. */
  readonly k: readonly number[];
}

/** The expected error of the time step; null where nothing was measured that bounds it. */
export interface StepError {
  readonly value: number | null;
  /** Where the value comes from. */
  readonly basis: string;
}

const UNKNOWN: StepError = { value: null, basis: 'no measured bound: run with half the step and compare' };
const zero = (basis: string): StepError => ({ value: 0, basis });

/** The expected relative error of what is asked for, of this scheme at the scaled step y = D K_c² dt. */
export function stepError(item: ObserveSpec, situation: Situation, scheme: Scheme, y: number): StepError {
  const { drift, inhomogeneous, uniformStart, gaussian } = situation;
  if (situation.purpose === 'deterministic') return UNKNOWN;
  const still = !inhomogeneous && uniformStart;
  const evolving = item.average === 'replicas';
  switch (item.quantity) {
    case 'cumulants':
    case 'density-histogram':
      return gaussian ? linearError(scheme, situation, y) : thirdMoment(situation, scheme, y);
    case 'density-profile':
      if (!inhomogeneous && (still || drift === 'linear') && exponential(scheme.entry))
        return zero('the mean follows a linear law');
      if (drift !== 'linear') return UNKNOWN;
      if (!evolving) return zero('the discrete Boltzmann state is the fixed point of the scheme');
      return table(measured.transient.mean, situation, scheme, y, measured.STEEPNESS.transient);
    case 'structure-factor':
      if (evolving && !still && !gaussian) {
        if (drift !== 'linear') return UNKNOWN;
        return table(measured.transient.covariance, situation, scheme, y, measured.STEEPNESS.transient);
      }
      return twoPoint(situation, scheme, y);
    case 'number-fluctuations':
      return twoPoint(situation, scheme, y);
    case 'intermediate-scattering':
    case 'time-correlation':
      return sum(twoPoint(situation, scheme, y), decay(situation, scheme, y));
    default:
      return UNKNOWN;
  }
}

function twoPoint(situation: Situation, scheme: Scheme, y: number): StepError {
  const linear = linearError(scheme, situation, y);
  const { drift, inhomogeneous, coupling, gaussian, unstable } = situation;
  if (gaussian && !inhomogeneous) return linear;
  if (drift === 'local' || unstable) return UNKNOWN;
  let error = linear;
  if (drift === 'pair') {
    if (coupling.most > measured.COUPLING.most * (1 + 1e-9) || coupling.least < measured.COUPLING.least * (1 + 1e-9))
      return UNKNOWN;
    const tables =
      coupling.least < measured.COUPLING.attraction ? measured.attraction : measured.repulsion[scheme.dealias];
    // of the schemes with rational factors the linear part is all that counts
    if (exponential(scheme.entry)) error = sum(table(tables, situation, scheme, y), error);
  }
  if (inhomogeneous) error = sum(table(measured.external, situation, scheme, y, measured.STEEPNESS.stationary), error);
  return error;
}

/** max|S(k; dt)/S − 1| of the linear problem: 0 for the exponential schemes. */
function linearError({ entry, model, k, cutoff }: Scheme, { diffusion }: Situation, y: number): StepError {
  if (exponential(entry)) return zero('exact at any step');
  const dt = y / (diffusion * cutoff * cutoff);
  let worst = 0;
  for (const wave of k) {
    const ratio = schemeRatio(entry.response, linearRate(model, wave) * dt);
    if (Number.isNaN(ratio)) return { value: null, basis: 'unstable' };
    worst = Math.max(worst, Math.abs(ratio - 1));
  }
  return { value: worst, basis: 'S(k; dt) of the linear problem' };
}

/** Error of F(k,t)/S at one relaxation time of the largest k asked for, e R(x)^{1/x} − 1. */
function decay({ twoTimesK, diffusion }: Situation, { entry, model, cutoff }: Scheme, y: number): StepError {
  if (exponential(entry) || twoTimesK === 0) return zero('decay of a linear mode is exact');
  const x = linearRate(model, twoTimesK) * (y / (diffusion * cutoff * cutoff));
  const factor = entry.response.factor(x);
  if (!(factor > 0)) return { value: null, basis: 'a linear mode changes sign in every step' };
  return { value: Math.abs(Math.exp(1 + Math.log(factor) / x) - 1), basis: 'decay of a linear mode' };
}

function thirdMoment(situation: Situation, scheme: Scheme, y: number): StepError {
  const { dim, drift, coupling, inhomogeneous } = situation;
  if (scheme.dealias === 'none' || inhomogeneous || drift === 'local') return UNKNOWN;
  if (drift === 'linear') return table(measured.thirdMoment[dim === 1 ? 'line' : 'ideal'], situation, scheme, y);
  if (coupling.most > measured.COUPLING.third * (1 + 1e-9) || coupling.least < measured.COUPLING.attraction)
    return UNKNOWN;
  return table(measured.thirdMoment.pair, situation, scheme, y);
}

/** What a table says; for a potential steeper than the measured one scaled by the square of the force. */
function table(
  tables: measured.ByScheme,
  { force }: Situation,
  { name, cutoff }: Scheme,
  y: number,
  steepness = 0,
): StepError {
  if (!Object.hasOwn(tables, name)) return UNKNOWN;
  const bounds = tables[name];
  const value = boundAt(bounds, y);
  if (value === null) return UNKNOWN;
  const excess = steepness === 0 ? 1 : Math.max(1, force / cutoff / steepness);
  const below = y < bounds.pairs[0][0] * (1 - 1e-9) ? ', extrapolated to shorter steps' : '';
  const scaled = excess > 1 ? ', scaled to this steeper potential' : '';
  return { value: value * excess * excess, basis: `${bounds.source}${below}${scaled}` };
}

function sum(a: StepError, b: StepError): StepError {
  if (a.value === null || b.value === null) return a.value === null ? a : b;
  return { value: a.value + b.value, basis: a.value >= b.value ? a.basis : b.basis };
}

/** Whether a scheme has no error of the linear problem at any step. */
function exponential({ response }: IntegratorEntry): boolean {
  return Math.abs(response.factor(1) - Math.exp(-1)) < 1e-9;
}
