import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import { type Check, type Comparison, judge, skipped } from './check.ts';
import { roundingOf, SIGMAS, slopeOf } from './difference.ts';
import { along, potentialOf, spectrumOf } from './fields.ts';
import { amplitudeOf, reachOf, type Setting, type Subject, stepOf } from './subject.ts';

/** `bulk` against uniform states: F/V = f, δF/δρ = f′; f′ against differences of f, F″(0) against those of f′. */
export function checkBulk(subject: Subject, bound: BoundFunctional, setting: Setting): readonly Check[] {
  const { fft, mean, modes } = setting;
  const { grid } = fft;
  const { functional, name } = subject;
  const { bulk } = functional;
  if (functional.inhomogeneous === true) return [skipped(name, 'bulk', 'an external potential has no bulk')];
  const reach = reachOf(subject, setting);
  const amplitude = amplitudeOf(reach);
  const step = stepOf(reach, amplitude);
  const densities = [-1, -0.5, 0, 0.5, 1].map((part) => mean + part * amplitude);
  const line = along(
    fft,
    spectrumOf(fft, new Float64Array(grid.size)),
    spectrumOf(fft, new Float64Array(grid.size).fill(1)),
  );
  // what transforms leave in other modes, times the stiffest of them
  const stiff = modes.reduce((most, { k }) => Math.max(most, Math.abs(functional.curvature(k, [mean], 0, 0))), 0);
  const floor = 8 * Number.EPSILON * stiff * reach.scale;
  const rounding = (f: (rho: number) => number, rho: number): number => {
    return SIGMAS * roundingOf((x) => Float64Array.of(f(rho + x)), 1e-8 * reach.scale);
  };
  const values: Comparison[] = [];
  const slopes: Comparison[] = [];
  for (const rho of densities) {
    const state = line(rho);
    const energy = bound.energy(state) / grid.volume;
    const potential = potentialOf(bound, state);
    const mu = potential.reduce((worst, v) =>
      Math.abs(v - bulk.slope(rho)) > Math.abs(worst - bulk.slope(rho)) ? v : worst,
    );
    const size = Math.abs(energy) + Math.abs(rho * mu);
    const sums = (8 + grid.size / 2) * Number.EPSILON;
    const [ofF, ofSlope] = [rounding(bulk.f, rho), rounding(bulk.slope, rho)];
    const at = `at ρ = ${Number(rho.toPrecision(4))}`;
    values.push({ label: `${at} bulk.f is`, found: bulk.f(rho), expected: energy, bound: sums * size + 2 * ofF });
    const perDensity = (sums * size) / Math.max(Math.abs(rho), 0.1 * reach.scale) + 2 * ofSlope + floor;
    values.push({ label: `${at} bulk.slope is`, found: bulk.slope(rho), expected: mu, bound: perDensity });
    const first = slopeOf((x) => bulk.f(rho + x), step);
    slopes.push({
      label: `${at} bulk.slope is`,
      found: bulk.slope(rho),
      expected: first.value,
      bound: first.truncation + first.amplification * ofF + ofSlope,
    });
    // an expansion knows F″ at its own density only
    if (functional.expandedAt !== undefined && rho !== mean) continue;
    const second = slopeOf((x) => bulk.slope(rho + x), step);
    const whole = functional.curvature(0, [rho], 0, 0);
    slopes.push({
      label: `${at} curvature(0) is`,
      found: whole,
      expected: second.value,
      bound: second.truncation + second.amplification * ofSlope + 16 * Number.EPSILON * Math.abs(whole),
    });
  }
  return [judge(name, 'bulk: F/V and δF/δρ of uniform states', values), judge(name, 'bulk: f → f′ → F″(0)', slopes)];
}
