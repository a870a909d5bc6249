import type { Model } from '../../physics/model.ts';
import { freeEnergyDensity, inverseStructureFactor } from './thermodynamics.ts';

/** Samples per factor of ten. */
const PER_DECADE = 24;

/**
 * The states among which phases are looked for, ascending: eight decades below and three above the mean density, up to the
 * density where a term diverges or is continued by something else; of an order parameter six decades below and three above
 * the larger of |φ0| and 1, of both signs.
 */
export function searchRange(model: Model): readonly number[] {
  const mean = model.species[0].density;
  if (model.kind === 'order-parameter') {
    const positive = decades(Math.max(Math.abs(mean), 1), -6, 3);
    return [...positive.map((x) => -x).reverse(), 0, ...positive];
  }
  const end = rangeEnd(model);
  const samples = decades(mean, -8, 3).filter((rho) => rho < end);
  const odd = samples.findIndex((rho) => !defined(model, rho));
  const usable = odd < 0 ? samples : samples.slice(0, odd);
  const last = usable.at(-1);
  if (last === undefined) return [];
  const limit = odd < 0 ? end : lastDefined(model, last, samples[odd]);
  if (!Number.isFinite(limit)) return usable;
  // up to the end in ever smaller steps
  const closing = Array.from(
    { length: 6 * PER_DECADE },
    (_, i) => limit - (limit - last) * 10 ** (-(i + 1) / PER_DECADE),
  );
  return [...usable, ...closing.filter((rho, i) => rho > (closing[i - 1] ?? last) && defined(model, rho))];
}

/** Density beyond which the model says nothing: the least of `fullDensity` and `continuedAbove` of its terms. */
export function rangeEnd(model: Model): number {
  return model.functionals.reduce(
    (end, term) => Math.min(end, term.fullDensity ?? Infinity, term.continuedAbove ?? Infinity),
    Number.POSITIVE_INFINITY,
  );
}

function defined(model: Model, rho: number): boolean {
  return Number.isFinite(inverseStructureFactor(model, 0, rho)) && Number.isFinite(freeEnergyDensity(model, rho));
}

/** A term that ends without saying where (a logarithm): its end, by halving. */
function lastDefined(model: Model, good: number, bad: number): number {
  let [low, high] = [good, bad];
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high);
    if (defined(model, middle)) low = middle;
    else high = middle;
  }
  return low;
}

function decades(scale: number, from: number, to: number): number[] {
  return Array.from({ length: (to - from) * PER_DECADE + 1 }, (_, i) => scale * 10 ** (from + i / PER_DECADE));
}
