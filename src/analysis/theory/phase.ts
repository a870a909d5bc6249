import type { Model } from '../../physics/model.ts';
import { bracketedRoot } from './bracketed-root.ts';
import { type Least, leastOn } from './least-on.ts';
import { searchRange } from './search-range.ts';
import { inverseStructureFactor } from './thermodynamics.ts';

/** States between `low` and `high` are unstable at k = 0: F″(0) < 0. ±∞ where that lasts to the end of the search. */
export interface UnstableInterval {
  readonly low: number;
  readonly high: number;
}

/** Where the uniform state is unstable at a wavenumber other than 0: patterns or crystals form. */
export interface PatternInstability {
  /** The lowest density at which min_k F″(k) = 0 with k* > 0 while F″(0) > 0. */
  readonly density: number;
  readonly k: number;
}

/** Densities of the scan for patterns, wavenumbers of one scan. */
const [DENSITIES, WAVES] = [64, 128];

/**
 * The spinodals: roots of F″(k = 0; ρ), as the intervals between them, ascending. None for a term that is an expansion about
 * one density (`expandedAt`), which says nothing of others.
 */
export function unstableIntervals(model: Model): readonly UnstableInterval[] {
  if (model.functionals.some((term) => term.expandedAt !== undefined)) return [];
  const h = (rho: number): number => inverseStructureFactor(model, 0, rho);
  const points = withMinima(h, searchRange(model));
  const out: { low: number; high: number }[] = [];
  points.forEach((rho, i) => {
    if (!(h(rho) < 0)) return;
    const open = i > 0 && h(points[i - 1]) < 0 ? out.at(-1) : undefined;
    const high = i + 1 < points.length ? edge(h, rho, points[i + 1]) : Number.POSITIVE_INFINITY;
    if (open !== undefined) open.high = high;
    else out.push({ low: i === 0 ? Number.NEGATIVE_INFINITY : edge(h, points[i - 1], rho), high });
  });
  return out;
}

/** The smallest 1/S(0) of all states, with its density: below 0 there is a spinodal, at 0 the critical point. */
export function leastStable(model: Model): Least {
  return leastOn((rho) => inverseStructureFactor(model, 0, rho), searchRange(model));
}

/** The smallest 1/S(k) of one state with its wavenumber k* in [0, largest]: 1/value is the peak of S(k). */
export function softestMode(model: Model, rho: number, largest: number): Least {
  return leastOn((k) => inverseStructureFactor(model, k, rho), wavenumbers(largest));
}

/** The first density, from below, at which a mode 0 < k ≤ `largest` becomes unstable while k = 0 is stable; null: none. */
export function patternInstability(model: Model, largest: number): PatternInstability | null {
  if (model.kind !== 'density' || model.functionals.some((term) => term.expandedAt !== undefined)) return null;
  const mean = model.species[0].density;
  const all = searchRange(model).filter((rho) => rho > 1e-4 * mean);
  const stride = Math.max(1, Math.floor(all.length / DENSITIES));
  const states = all.filter((_, i) => i % stride === 0 || i === all.length - 1);
  const first = states.findIndex((rho) => coarsest(model, rho, largest) < 0);
  if (first < 1 || inverseStructureFactor(model, 0, states[first]) < 0) return null;
  const density = bracketedRoot((rho) => softestMode(model, rho, largest).value, states[first - 1], states[first]);
  if (Number.isNaN(density)) return null;
  const { at: k } = softestMode(model, density, largest);
  return k > wavenumbers(largest)[1] ? { density, k } : null;
}

function coarsest(model: Model, rho: number, largest: number): number {
  return Math.min(...wavenumbers(largest).map((k) => inverseStructureFactor(model, k, rho)));
}

function wavenumbers(largest: number): readonly number[] {
  return Array.from({ length: WAVES + 1 }, (_, i) => (largest * i) / WAVES);
}

/** The points, and between them the minima that they straddle: a narrow dip below zero is not missed. */
function withMinima(h: (x: number) => number, points: readonly number[]): readonly number[] {
  const values = points.map(h);
  const out: number[] = [];
  points.forEach((x, i) => {
    out.push(x);
    if (i === 0 || i + 1 === points.length || values[i] < 0) return;
    if (!(values[i] <= values[i - 1] && values[i] <= values[i + 1])) return;
    const least = leastOn(h, [points[i - 1], x, points[i + 1]]);
    if (least.value < 0) out.push(least.at);
  });
  return out.sort((a, b) => a - b);
}

function edge(h: (x: number) => number, from: number, to: number): number {
  return h(to) < 0 === h(from) < 0 ? to : bracketedRoot(h, from, to);
}
