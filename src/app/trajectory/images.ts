import type { ParticleSource } from '../../core/modes.ts';

/** How often every particle has crossed the border along an axis: (unwrapped − position)/L, rounded, [particles]. */
export function images(source: ParticleSource, axis: number): Int32Array {
  const [x, path, length] = [source.positions[axis], source.unwrapped[axis], source.lengths[axis]];
  return Int32Array.from(x, (value, i) => Math.round((path[i] - value) / length));
}
