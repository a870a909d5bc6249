import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import { type Check, type Comparison, judge, type Mode } from './check.ts';
import { derivative, roundingOf, SIGMAS } from './difference.ts';
import { along, potentialOf, spectrumOf, wave } from './fields.ts';
import { reachOf, type Setting, type Subject, stepOf } from './subject.ts';

/**
 * δF/δρ against F″(k): the linear response of δF/δρ to cos(k·x) at the uniform state, by differences in every cell, is
 * F″(k) cos(k·x): its projection is held to `curvature`, and nothing may be left beside it.
 */
export function checkCurvature(subject: Subject, bound: BoundFunctional, setting: Setting): readonly Check[] {
  const { fft, mean, modes } = setting;
  const { grid } = fft;
  const { functional, name } = subject;
  const reach = reachOf(subject, setting);
  const step = stepOf(reach, 0);
  const base = spectrumOf(fft, new Float64Array(grid.size).fill(mean));
  const response = (mode: Mode) => {
    const direction = wave(grid, mode.n);
    const line = along(fft, base, spectrumOf(fft, direction));
    return { direction, at: (x: number) => potentialOf(bound, line(x)) };
  };
  const steepest = response(modes[modes.length - 1]);
  const noise = SIGMAS * roundingOf(steepest.at, 1e-8 * reach.scale);
  // what the transform of a uniform state leaves in other modes, times the stiffest of them
  const stiff = modes.reduce((most, { k }) => Math.max(most, Math.abs(functional.curvature(k, [mean], 0, 0))), 0);
  const floor = 8 * Number.EPSILON * (stiff * reach.scale);
  const along0: Mode = { n: grid.cells.map(() => 0), k: 0 };
  const values: Comparison[] = [];
  const rests: Comparison[] = [];
  for (const mode of [along0, ...modes]) {
    const { direction, at } = response(mode);
    const { value, truncation, amplification } = derivative(at, step);
    const norm = direction.reduce((sum, v) => sum + v * v, 0);
    const found = value.reduce((sum, v, j) => sum + v * direction[j], 0) / norm;
    const rest = value.reduce((most, v, j) => Math.max(most, Math.abs(v - found * direction[j])), 0);
    const expected = functional.curvature(mode.k, [mean], 0, 0);
    const error = 2 * (truncation + amplification * (noise + floor)) + 16 * Number.EPSILON * Math.abs(expected);
    values.push({ label: 'curvature(k) is', found: expected, expected: found, bound: error, mode });
    rests.push({ label: 'beside it is', found: rest, expected: 0, bound: error, scale: stiff, mode });
  }
  return [judge(name, 'δF/δρ → F″(k)', values), judgeRest(name, rests)];
}

/** Of a rest that should be 0 its bound is no size to compare with. */
function judgeRest(name: string, rests: readonly Comparison[]): Check {
  const worst = rests.reduce((a, b) => (b.found / b.bound > a.found / a.bound ? b : a));
  const unit = worst.scale !== undefined && worst.scale > 0 ? worst.scale : 1;
  const bad = !(worst.found <= worst.bound);
  return {
    term: name,
    what: 'response is diagonal in k',
    state: bad ? 'FAIL' : 'ok',
    error: worst.found / unit,
    bound: worst.bound / unit,
    ...(worst.mode === undefined ? {} : { mode: worst.mode }),
    text: bad
      ? 'the response to one mode has other modes: the term is not translation invariant, but not declared inhomogeneous'
      : '',
  };
}
