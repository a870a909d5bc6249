import { linearRate, meanDensities, totalCurvature } from '../../physics/model.ts';
import type { FieldPlan } from '../scenario/build.ts';
import { resolvedModes } from '../scenario/build.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { COUPLING } from './measured.ts';

/** What decides which scheme is right. */
export type Purpose = 'stationary' | 'evolving' | 'three-point' | 'strong' | 'deterministic';

/** What of a scenario the choice depends on; none of it depends on scheme and step. */
export interface Situation {
  readonly purpose: Purpose;
  readonly dim: number;
  /** How the drift depends on ρ, external potentials aside: linear (as in the ideal gas), by pairs, or by a local function. */
  readonly drift: 'linear' | 'pair' | 'local';
  /** The noise is additive and the drift linear: every moment is that of linear theory. */
  readonly gaussian: boolean;
  readonly inhomogeneous: boolean;
  readonly uniformStart: boolean;
  /** D = kT M(ρ0)/ρ0, of an order parameter kT M; the unit of the scaled step y = D K_c² dt. */
  readonly diffusion: number;
  /** Smallest and largest v(k) = ρ0F″(k)/kT − 1 of the resolved modes; NaN for an order parameter. */
  readonly coupling: { readonly least: number; readonly most: number };
  readonly unstable: boolean;
  /** max|∂_aV|/kT. */
  readonly force: number;
  /** The shortest length that the grid must resolve; NaN without one. */
  readonly sigma: number;
  /** The largest k that observables and expectations name; 0 when none does. */
  readonly largestK: number;
  /** The largest k at which a function of two times is asked for; 0 when none is. */
  readonly twoTimesK: number;
}

export function situationOf(plan: FieldPlan): Situation {
  const { model, scenario, problem, fft } = plan;
  const { field, observe, expect, box } = scenario;
  const { sde } = problem;
  const rho0 = meanDensities(model)[0];
  const density = model.kind === 'density';
  const shells = resolvedModes(plan).shells.map(({ k }) => k);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const k of density ? shells : []) {
    const v = (rho0 * totalCurvature(model, k)) / model.kT - 1;
    [least, most] = [Math.min(least, v), Math.max(most, v)];
  }
  const full = field.dynamics === 'full';
  const fluxes = model.functionals.flatMap((f) => f.local?.flux(model.mobility.coefficients) ?? []);
  const movable = model.mobility.coefficients[1] !== 0 || model.mobility.coefficients[2] !== 0;
  const pairs = model.functionals.some((f) => f.local === undefined && f.inhomogeneous !== true);
  const local = full && fluxes.some((flux) => !flux.linear);
  const drift = local ? 'local' : full && movable && pairs ? 'pair' : 'linear';
  const inhomogeneous = model.functionals.some((f) => f.inhomogeneous === true);
  const unstable = shells.some((k) => linearRate(model, k) < 0);
  const third = observe.some((item) => isThreePoint(item)) || field.accuracy === 'three-point';
  const strong =
    drift !== 'linear' && (local || unstable || most > COUPLING.most * (1 + 1e-9) || least < COUPLING.attraction);
  const evolving = inhomogeneous || observe.some((item) => item.average === 'replicas');
  const deterministic = sde.noiseKind === 'none';
  const sigmas = model.functionals.flatMap((f) => f.sigma ?? []);
  const waves = observe.flatMap((item) => (Array.isArray(item.k) ? item.k.map(Number) : []));
  const steps = box.length.map((length) => (2 * Math.PI) / length);
  const modes = observe.flatMap((item) => vectors(item, steps));
  const ranges = expect.flatMap((item) => ('curve' in item && item.k !== undefined ? finite(item.k[1], shells) : []));
  const mobility = model.mobility.value([rho0], 0, 0);
  return {
    purpose: deterministic
      ? 'deterministic'
      : third
        ? 'three-point'
        : strong
          ? 'strong'
          : evolving
            ? 'evolving'
            : 'stationary',
    dim: model.dim,
    drift,
    gaussian: drift === 'linear' && sde.noiseKind !== 'multiplicative',
    inhomogeneous,
    uniformStart: field.initial.profile.type === 'uniform',
    diffusion: density ? (model.kT * mobility) / rho0 : model.kT * mobility,
    coupling: density ? { least, most } : { least: Number.NaN, most: Number.NaN },
    unstable,
    force: steepest(plan) / model.kT,
    sigma: sigmas.length === 0 ? Number.NaN : Math.min(...sigmas),
    largestK: Math.max(0, ...waves, ...modes, ...ranges),
    twoTimesK: Math.max(0, ...waves, ...modes),
  };

  /** max|∂_aV| by central differences. */
  function steepest({ model: { functionals } }: FieldPlan): number {
    const { grid } = fft;
    let best = 0;
    for (const functional of functionals.filter((f) => f.inhomogeneous === true)) {
      const { external } = functional.bind(fft);
      if (external === undefined) continue;
      let stride = 1;
      for (let a = grid.dim - 1; a >= 0; a--) {
        const n = grid.cells[a];
        for (let j = 0; j < grid.size; j++) {
          const right = Math.floor(j / stride) % n === n - 1 ? j - (n - 1) * stride : j + stride;
          best = Math.max(best, Math.abs(external[right] - external[j]) / grid.spacing[a]);
        }
        stride *= n;
      }
    }
    return best;
  }
}

/** Cumulants and histograms live on third moments. */
export function isThreePoint({ quantity }: ObserveSpec): boolean {
  return quantity === 'cumulants' || quantity === 'density-histogram';
}

/** |k| of the modes that an observable names. */
function vectors({ modes }: ObserveSpec, steps: readonly number[]): readonly number[] {
  if (!Array.isArray(modes)) return [];
  const dim = steps.length;
  const count = Math.floor(modes.length / dim);
  return Array.from({ length: count }, (_, i) =>
    Math.hypot(...steps.map((step, a) => step * Number(modes[i * dim + a]))),
  );
}

/** The end of a range, or the last mode below it: a range may end beyond all modes, which means all of them. */
function finite(end: number, shells: readonly number[]): readonly number[] {
  return Number.isFinite(end) && end <= (shells.at(-1) ?? 0) ? [end] : [];
}
