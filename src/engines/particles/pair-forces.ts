import type { PairPotential } from '../../physics/potentials/potential.ts';
import type { Interaction } from './interaction.ts';
import { pairInteraction } from './pairs.ts';
import { reciprocalInteraction } from './reciprocal.ts';
import { reciprocalBand } from './reciprocal-band.ts';

/**
 * Measured costs in ns: of a pair within the range, the same on a list by compiled code (Gaussian core; power laws take 6), of a
 * look at one image of a pair, of one mode and particle (1D, 2D, 3D).
 */
const PAIR = 36;
const COMPILED = 12;
const LOOK = 7;
const MODE = [10, 4, 4.5] as const;

/**
 * The forces of a pair potential in the cheapest of three ways that give the same sums to rounding:
 *   neighbour list    boxes of at least twice the range: 12 ns (36 without a `law`) × ½N²v/V, v the volume of the range
 *   all images        shorter boxes: 7 ns × ½N² images more
 *   sum over k        potentials with a band limit: 4 ns × N × modes (10 in 1D); charges always
 * Estimated for `count` particles that are spread evenly, so that the choice depends on the scenario and not on the machine.
 * A Gaussian core of 5120 particles in a box of 8×8 σ² takes 7 ms by k and 4 s by pairs.
 */
export function pairForces(potential: PairPotential, lengths: readonly number[], count: number): Interaction {
  const dim = lengths.length;
  if (potential.longRange) return reciprocalInteraction(potential, lengths);
  const band = reciprocalBand(potential, lengths);
  if (band === null) return pairInteraction(potential, lengths);
  const { range } = potential;
  const volume = lengths.reduce((product, length) => product * length, 1);
  const ball = [2 * range, Math.PI * range * range, (4 / 3) * Math.PI * range * range * range][dim - 1];
  const pairs = 0.5 * count * count;
  // as in pairInteraction, its skin included
  const listed = Math.min(...lengths) >= 2 * (range + 0.3 * potential.sigma);
  const images = lengths.reduce((product, length) => product * (2 * Math.ceil(range / length) + 3), 1);
  const pair = listed && potential.law !== undefined ? COMPILED : PAIR;
  const real = pairs * ((pair * ball) / volume + (listed ? 0 : LOOK * images));
  const reciprocal = MODE[dim - 1] * count * band.count;
  return reciprocal < real ? reciprocalInteraction(potential, lengths) : pairInteraction(potential, lengths);
}
