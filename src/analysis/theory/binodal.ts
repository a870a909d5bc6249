import type { Model } from '../../physics/model.ts';
import { bracketedRoot } from './bracketed-root.ts';
import { unstableIntervals } from './phase.ts';
import { searchRange } from './search-range.ts';
import { bulkPressure, chemicalPotential, freeEnergyDensity } from './thermodynamics.ts';

/** Two phases of equal μ and P. */
export interface Coexistence {
  readonly low: number;
  readonly high: number;
  readonly mu: number;
  readonly pressure: number;
}

interface Branch {
  readonly low: number;
  readonly high: number;
}

/**
 * The binodals: common tangents of f(ρ) that lie below all of it, ascending. On every branch between spinodals μ(ρ) rises,
 * so that ρ(μ) is unique, and P(ρ_high(μ)) − P(ρ_low(μ)) rises with μ with the slope ρ_high − ρ_low > 0: two nested
 * bracketed roots, without a start. Relative error of the densities about 1e-16 μρ/Δω of the barrier: 1e-10 unless within
 * 1e-4 of a critical point.
 */
export function binodals(model: Model): readonly Coexistence[] {
  const spinodals = unstableIntervals(model);
  const points = searchRange(model);
  if (spinodals.length === 0 || points.length === 0) return [];
  const starts = [first(model, points[0]), ...spinodals.map(({ high }) => high)];
  const ends = [...spinodals.map(({ low }) => low), points[points.length - 1]];
  const branches = starts.map((low, i): Branch => ({ low, high: ends[i] })).filter(({ low, high }) => low < high);
  const out: Coexistence[] = [];
  branches.forEach((lower, i) => {
    for (const upper of branches.slice(i + 1)) {
      const found = tangent(model, lower, upper);
      if (found !== null && isBelow(model, found, points)) out.push(found);
    }
  });
  return out;
}

/** Dilute phases are looked for down to the smallest numbers. */
function first(model: Model, lowest: number): number {
  return model.kind === 'density' ? 1e-300 : lowest;
}

function tangent(model: Model, lower: Branch, upper: Branch): Coexistence | null {
  const mu = (rho: number): number => chemicalPotential(model, rho);
  const from = Math.max(mu(lower.low), mu(upper.low));
  const to = Math.min(mu(lower.high), mu(upper.high));
  if (!(from < to)) return null;
  const excess = (value: number): number => {
    return bulkPressure(model, stateOf(model, upper, value)) - bulkPressure(model, stateOf(model, lower, value));
  };
  const value = bracketedRoot(excess, from, to);
  if (Number.isNaN(value)) return null;
  const [low, high] = [stateOf(model, lower, value), stateOf(model, upper, value)];
  return { low, high, mu: value, pressure: bulkPressure(model, high) };
}

/** The state of a branch with this μ; its nearer end where μ lies beyond by rounding. */
function stateOf(model: Model, { low, high }: Branch, value: number): number {
  const over = (rho: number): number => chemicalPotential(model, rho) - value;
  if (over(low) >= 0) return low;
  if (over(high) <= 0) return high;
  if (low <= 0) return bracketedRoot(over, low, high);
  return Math.exp(bracketedRoot((x) => over(Math.exp(x)), Math.log(low), Math.log(high)));
}

/** Whether f ≥ μρ − P everywhere, within rounding: no third phase is more stable. */
function isBelow(model: Model, { mu, pressure, low, high }: Coexistence, points: readonly number[]): boolean {
  const excess = (rho: number): number => freeEnergyDensity(model, rho) - mu * rho + pressure;
  const barrier = Math.max(...points.filter((rho) => rho > low && rho < high).map(excess), 0);
  const rounding = (rho: number): number =>
    Math.abs(freeEnergyDensity(model, rho)) + Math.abs(mu * rho) + Math.abs(pressure);
  return points.every((rho) => excess(rho) > -1e-9 * barrier - 1e-13 * rounding(rho) - Number.MIN_VALUE);
}
