import { DirectModes, type SpeciesPick } from './direct-modes.ts';
import { FastParticleModes } from './fast-particle-modes.ts';
import type { ModeSet } from './modes.ts';

/** Products of modes and particles up to which the plain sum is always taken: it is exact to the last bit. */
const PLAIN = 3e7;
/** Nanoseconds of the plain sum per mode and particle. */
const DIRECT = 1.3;

/** What was prepared for a set of modes, as long as the set lives. */
const directOf = new WeakMap<ModeSet, DirectModes>();
const fastOf = new WeakMap<ModeSet, FastParticleModes>();

/**
 * Density modes of particles, ρ_k = Σ_i e^{−ik·x_i} on k = 2πn/L, [2*modes.count]; `pick` selects a species. By the plain sum, in
 * which a mode does not depend on the others in the set, or, where that would take twice as long (and modes × particles
 * exceeds 3·10⁷), by a non-uniform fast Fourier transform, right to 10⁻¹² N.
 */
export function particleModes(
  positions: readonly Float64Array[],
  modes: ModeSet,
  out: Float64Array,
  pick?: SpeciesPick,
): void {
  const count = pick === undefined ? positions[0].length : countOf(pick);
  const product = count * modes.count;
  if (product > PLAIN && 2 * FastParticleModes.cost(modes, count) < DIRECT * product) {
    prepared(fastOf, modes, () => new FastParticleModes(modes)).sum(positions, out, pick);
  } else {
    prepared(directOf, modes, () => new DirectModes(modes)).sum(positions, out, pick);
  }
}

function prepared<T>(known: WeakMap<ModeSet, T>, modes: ModeSet, make: () => T): T {
  let one = known.get(modes);
  if (one === undefined) {
    one = make();
    known.set(modes, one);
  }
  return one;
}

function countOf({ speciesOf, species }: SpeciesPick): number {
  let count = 0;
  for (const s of speciesOf) if (s === species) count++;
  return count;
}
