import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import { type Check, type Comparison, judge, type Mode } from './check.ts';
import { roundingOf, SIGMAS, slopeOf } from './difference.ts';
import { along, potentialOf, smoothField, spectrumOf, wave } from './fields.ts';
import { amplitudeOf, reachOf, type Setting, type Subject, stepOf } from './subject.ts';

/** Random directions on each of two random fields. */
const DIRECTIONS = 3;

/**
 * F against δF/δρ: dF/dε of F[ρ + εd] by differences against ∫δF/δρ d dx, on random smooth fields ρ in random directions d,
 * then in directions that are single plane waves, so that a wrong derivative has a k.
 */
export function checkPotential(subject: Subject, bound: BoundFunctional, setting: Setting): readonly Check[] {
  const { fft, mean, dealias, seed, modes } = setting;
  const { grid } = fft;
  const reach = reachOf(subject, setting);
  const amplitude = amplitudeOf(reach);
  const step = stepOf(reach, amplitude);
  const on = (base: Float64Array) => {
    const hat = spectrumOf(
      fft,
      base.map((v) => mean + amplitude * v),
    );
    const still = along(fft, hat, hat)(0);
    const mu = potentialOf(bound, still);
    const energy = bound.energy(still);
    const noise = SIGMAS * roundingOf((x) => Float64Array.of(bound.energy(along(fft, hat, hat)(x))), 1e-8);
    // a sum of N cells, one after the other
    const floor = (grid.size / 2) * Number.EPSILON * Math.abs(energy);
    return (direction: Float64Array, label: string, mode?: Mode): Comparison => {
      const line = along(fft, hat, spectrumOf(fft, direction));
      const { value, truncation, amplification } = slopeOf((x) => bound.energy(line(x)), step);
      let expected = 0;
      let [mu2, d2] = [0, 0];
      for (let j = 0; j < mu.length; j++) {
        expected += mu[j] * direction[j] * grid.cellVolume;
        mu2 += mu[j] * mu[j];
        d2 += direction[j] * direction[j];
      }
      // transforms: relative error ε log₂N of the norm, whatever the mode
      const sum = 8 * Number.EPSILON * Math.log2(grid.size) * Math.sqrt(mu2 * d2) * grid.cellVolume;
      const error = truncation + amplification * (noise + floor) + sum;
      return { label, found: expected, expected: value, bound: error, ...(mode === undefined ? {} : { mode }) };
    };
  };
  const first = on(smoothField(fft, dealias, seed));
  const second = on(smoothField(fft, dealias, seed + 1));
  const label = 'δF/δρ gives';
  const random = Array.from({ length: 2 * DIRECTIONS }, (_, i) => {
    return (i % 2 === 0 ? first : second)(smoothField(fft, dealias, seed + 2 + i), label);
  });
  const single = modes.map((mode, i) => first(wave(grid, mode.n, 0.7 + i), label, mode));
  const uniform = first(new Float64Array(grid.size).fill(1), label, { n: grid.cells.map(() => 0), k: 0 });
  return [
    judge(subject.name, 'F → δF/δρ, random directions', random),
    judge(subject.name, 'F → δF/δρ, mode by mode', [uniform, ...single]),
  ];
}
