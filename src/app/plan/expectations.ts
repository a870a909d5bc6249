import { short } from '../output/format.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { percent } from './candidate.ts';
import type { RunPlan } from './plan.ts';
import { profileError, type StatisticalError, statisticalError, thirdMomentError } from './statistical.ts';

/** What is to be expected of one observable. */
export interface Expected {
  readonly quantity: string;
  /** Bound of the relative error of the step; null: none was measured. */
  readonly systematic: number | null;
  readonly basis: string;
  /** σ_S/S for what is made of S(k); null for others. */
  readonly shells: StatisticalError | null;
  /** One number for what is not a function of k: relative for the third cumulant, of Re ρ_k/N for a profile. */
  readonly statistical: number | null;
}

/** Systematic and statistical error of every observable of the scenario. */
export function expectedOf(run: RunPlan): readonly Expected[] {
  const { plan, chosen, options, situation } = run;
  const noisy = plan.problem.sde.noiseKind !== 'none';
  return plan.scenario.observe.map((item, i) => {
    const { value, basis } = chosen.errors[i];
    const spectral = ['structure-factor', 'intermediate-scattering', 'time-correlation'].includes(item.quantity);
    return {
      quantity: item.quantity,
      systematic: value,
      basis,
      shells: noisy && spectral ? statisticalError(plan, item, options.error) : null,
      statistical: noisy ? single(run, item, situation.diffusion) : null,
    };
  });
}

function single({ plan, situation }: RunPlan, item: ObserveSpec, diffusion: number): number | null {
  if (item.quantity === 'density-profile' && plan.model.kind === 'density' && !situation.unstable)
    return profileError(plan, item);
  if (item.quantity === 'cumulants' && plan.model.kind === 'density') return thirdMomentError(plan, item, diffusion);
  return null;
}

/** The statistical error in words. */
export function statisticalText({ quantity, shells, statistical }: Expected, wanted: number): string {
  if (quantity === 'density-profile' && statistical !== null)
    return `±${short(statistical, 2)} in Re ρ_k/N of the longest wave`;
  if (quantity === 'cumulants' && statistical !== null) return `about ${percent(statistical)} of κ3`;
  if (shells === null) return '–';
  const last = shells.shells[shells.shells.length - 1];
  const reached =
    shells.reachedFrom === null
      ? `${percent(wanted)} nowhere`
      : shells.worst.relative <= wanted
        ? `${percent(wanted)} at every k`
        : `${percent(wanted)} for k ≥ ${short(shells.reachedFrom)}`;
  const end = last.k === shells.worst.k ? '' : `, ${percent(last.relative)} at ${short(last.k)}`;
  return `${percent(shells.worst.relative)} at k = ${short(shells.worst.k)}${end}; ${reached}`;
}
