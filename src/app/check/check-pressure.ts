import { createFft } from '../../core/fft/backends.ts';
import { FieldState } from '../../core/field.ts';
import { Grid } from '../../core/grid.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import { type Check, judge, skipped } from './check.ts';
import { roundingOf, SIGMAS, slopeOf } from './difference.ts';
import { along, smoothField, spectrumOf } from './fields.ts';
import { amplitudeOf, reachOf, type Setting, type Subject } from './subject.ts';

/** Relative change of the volume, and the steps of the formula: a box has to be made for each. */
const STEP = 0.02;
const LEVELS = 3;
/** Error of Γ′, which terms in k take by central differences of step 1e-4 k: relative 1e-8 and its powers of kΓ′/Γ. */
const OF_GAMMA = 1e-7;

/** −∂F/∂V at fixed ρ_k by scaling the box, against `pressure`, on a random field. */
export function checkPressure(subject: Subject, bound: BoundFunctional, setting: Setting): readonly Check[] {
  const { fft, dealias, mean, seed } = setting;
  const { grid } = fft;
  const { functional, name } = subject;
  if (functional.inhomogeneous === true) {
    return [skipped(name, 'pressure', 'an external potential does not scale with the box')];
  }
  const amplitude = amplitudeOf(reachOf(subject, setting));
  const hat = spectrumOf(
    fft,
    smoothField(fft, dealias, seed).map((v) => mean + amplitude * v),
  );
  const line = along(fft, hat, hat);
  const pressure = bound.pressure(line(0));
  const energyAt = (h: number): number => {
    const scale = Math.exp(Math.log(1 + h) / grid.dim);
    const lengths = grid.lengths.map((length) => scale * length);
    const scaled = createFft(new Grid(lengths, grid.cells), 'reference');
    const state = new FieldState(scaled);
    for (let i = 0; i < hat.length; i++) state.hat[0][i] = hat[i] / (1 + h);
    state.touch();
    const energy = subject.remake(lengths).bind(scaled).energy(state);
    scaled.dispose();
    return energy;
  };
  const { value, truncation, amplification } = slopeOf(energyAt, STEP, LEVELS);
  const size = Math.abs(bound.energy(line(0)));
  const noise = SIGMAS * roundingOf((x) => Float64Array.of(bound.energy(line(x))), 1e-8);
  const rounding = amplification * (noise + (grid.size / 2) * Number.EPSILON * size);
  const ofGamma =
    functional.local !== undefined && bound.kernel === undefined ? 0 : OF_GAMMA * (size + Math.abs(value));
  const error = (truncation + rounding + ofGamma) / grid.volume;
  const expected = -value / grid.volume;
  const scale = Math.abs(expected) + size / grid.volume;
  return [judge(name, 'pressure: −∂F/∂V', [{ label: 'pressure is', found: pressure, expected, bound: error, scale }])];
}
