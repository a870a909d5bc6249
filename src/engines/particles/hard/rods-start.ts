import type { Gaussians } from '../../../core/random.ts';
import { checkPacking } from './packing.ts';

/**
 * Positions of hard rods in equilibrium, [1][count]: uniform points of the ring of length L − Nσ in order, rod after rod
 * put between them, and the whole turned by a uniform angle, since rods lie across the boundary as often as elsewhere.
 * @throws RangeError when the rods do not fit.
 */
export function hardRodStart(
  length: number,
  count: number,
  diameter: number,
  gaussians: Gaussians,
): readonly Float64Array[] {
  checkPacking([length], count, diameter);
  const room = length - count * diameter;
  const points = Float64Array.from({ length: count }, () => room * gaussians.uniform()).sort();
  const turn = length * gaussians.uniform();
  return [
    points.map((z, i) => {
      const x = z + i * diameter + turn;
      return x < length ? x : x - length;
    }),
  ];
}
