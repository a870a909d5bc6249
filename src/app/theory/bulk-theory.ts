import { binodals, type Coexistence } from '../../analysis/theory/binodal.ts';
import { type CriticalPoint, criticalTemperature, type ModelFamily } from '../../analysis/theory/critical-point.ts';
import { awayFrom, isExpansion } from '../../analysis/theory/expansion.ts';
import { type GradientCost, gradientCost } from '../../analysis/theory/gradient-cost.ts';
import { type PlanarInterface, planarInterface } from '../../analysis/theory/interface.ts';
import type { Least } from '../../analysis/theory/least-on.ts';
import { isLongRanged } from '../../analysis/theory/long-ranged.ts';
import {
  type PatternInstability,
  patternInstability,
  softestMode,
  type UnstableInterval,
  unstableIntervals,
} from '../../analysis/theory/phase.ts';
import { type UniformState, uniformState } from '../../analysis/theory/thermodynamics.ts';
import type { Model } from '../../physics/model.ts';

/** What is known of the uniform state of a model and of its phases. */
export interface BulkTheory {
  readonly state: UniformState;
  /**
   * The wavenumber of the smallest 1/S(k) up to the cut-off, and that value: negative where S(k) has no peak but a pole; NaN away
   * from the state point of an expansion.
   */
  readonly softest: Least;
  /** The largest wavenumber that was looked at. */
  readonly largest: number;
  /** F″(k → 0) is not F″(0), the value of a neutral background: a potential without range. */
  readonly longRanged: boolean;
  readonly spinodals: readonly UnstableInterval[];
  readonly binodals: readonly Coexistence[];
  readonly pattern: PatternInstability | null;
  /** In kT. */
  readonly critical: CriticalPoint | null;
  /** Of the first binodal. */
  readonly interface: PlanarInterface | null;
  /** What the interface was to be made of; null without a binodal. */
  readonly gradientCost: GradientCost | null;
}

/** All of it; `family` gives the model of another temperature, `largest` is the largest wavenumber that is looked at. */
export function bulkTheory(model: Model, family: ModelFamily, largest: number): BulkTheory {
  const phases = binodals(model);
  const density = model.species[0].density;
  const away = awayFrom(model, density).length > 0;
  return {
    state: uniformState(model, density),
    softest: away ? { at: Number.NaN, value: Number.NaN } : softestMode(model, density, largest),
    largest,
    longRanged: isLongRanged(model, density, largest),
    spinodals: unstableIntervals(model),
    binodals: phases,
    pattern: patternInstability(model, largest),
    critical: isExpansion(model) ? null : criticalTemperature(family, model.kT),
    interface: phases.length === 0 ? null : planarInterface(model, phases[0]),
    gradientCost: phases.length === 0 ? null : gradientCost(model, phases[0].low, phases[0].high),
  };
}
