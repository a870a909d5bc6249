import { type DensitySource, particlesOf } from '../../core/modes.ts';

/** Reads the unwrapped positions of a source into one array, axis after axis, [dim*particles]; the same array each time. */
export function unwrappedPositions(): (s: DensitySource) => Float64Array {
  let all = new Float64Array(0);
  return (s) => {
    const { unwrapped } = particlesOf(s);
    const count = unwrapped[0].length;
    if (all.length !== unwrapped.length * count) all = new Float64Array(unwrapped.length * count);
    unwrapped.forEach((axis, a) => {
      all.set(axis, a * count);
    });
    return all;
  };
}
