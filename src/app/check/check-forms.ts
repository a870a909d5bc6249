import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import { type Check, type Comparison, judge } from './check.ts';
import { along, potentialOf, spectrumOf } from './fields.ts';
import type { Setting, Subject } from './subject.ts';

/** What the solver takes against what the audits see: one form, the kernel against F″(k) on all modes, V against δF/δρ. */
export function checkForms(subject: Subject, bound: BoundFunctional, setting: Setting): readonly Check[] {
  const { functional, name } = subject;
  const { fft, dealias, mean } = setting;
  const { grid } = fft;
  const what = 'forms that the solver takes';
  const fail = (text: string): readonly Check[] => [
    { term: name, what, state: 'FAIL', error: null, bound: null, text },
  ];
  const quadratic = bound.local !== undefined || bound.kernel !== undefined;
  const forms = [quadratic, bound.external !== undefined, bound.nonlinear === true].filter((form) => form);
  if (forms.length !== 1) {
    return fail('bind must give exactly one of: local or kernel (or both); external; nonlinear: true');
  }
  if (bound.local !== functional.local) return fail('local of the functional and of what bind gives are not the same');
  const { kernel, external } = bound;
  if (kernel !== undefined) {
    if (kernel.length !== grid.modes) return fail(`kernel has ${kernel.length} entries, not ${grid.modes}`);
    const local = functional.local?.curvature(mean) ?? 0;
    const compared = Array.from(grid.resolved(dealias), (m): Comparison => {
      const k = Math.sqrt(grid.k2[m]);
      const whole = functional.curvature(k, [mean], 0, 0);
      // of the formula itself, and of k in it
      const ofK = 8 * Math.abs(functional.curvature(k * (1 + 4 * Number.EPSILON), [mean], 0, 0) - whole);
      const error = 64 * Number.EPSILON * (Math.abs(whole) + Math.abs(local)) + ofK;
      const n = grid.cells.map((_, a) => grid.modeNumber(m, a));
      return { label: 'kernel is', found: kernel[m], expected: whole - local, bound: error, mode: { n, k } };
    });
    return [judge(name, what, compared)];
  }
  if (external !== undefined) {
    const state = along(
      fft,
      spectrumOf(fft, new Float64Array(grid.size)),
      spectrumOf(fft, new Float64Array(grid.size).fill(1)),
    )(mean);
    const mu = potentialOf(bound, state);
    const compared = Array.from(external, (v, j): Comparison => {
      return {
        label: `external in cell ${j} is`,
        found: v,
        expected: mu[j],
        bound: 64 * Number.EPSILON * (1 + Math.abs(v)),
      };
    });
    return [judge(name, what, compared)];
  }
  return [];
}
