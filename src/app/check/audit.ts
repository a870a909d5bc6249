import { blame } from '../plugins/blame.ts';
import { PluginError } from '../plugins/plugin-error.ts';
import type { Check } from './check.ts';
import { checkBulk } from './check-bulk.ts';
import { checkCurvature } from './check-curvature.ts';
import { checkForms } from './check-forms.ts';
import { checkLocal } from './check-local.ts';
import { checkPotential } from './check-potential.ts';
import { checkPressure } from './check-pressure.ts';
import type { Setting, Subject } from './subject.ts';

/** All checks of one functional. Errors in the code of a plug-in are failures of the check that met them. */
export function audit(subject: Subject, setting: Setting): readonly Check[] {
  const bound = subject.functional.bind(setting.fft);
  const { name } = subject;
  return [
    ...guard(name, 'F → δF/δρ', () => checkPotential(subject, bound, setting)),
    ...guard(name, 'δF/δρ → F″(k)', () => checkCurvature(subject, bound, setting)),
    ...(subject.whole === true ? [] : guard(name, 'forms', () => checkForms(subject, bound, setting))),
    ...guard(name, 'bulk', () => checkBulk(subject, bound, setting)),
    ...guard(name, 'local', () => checkLocal(subject, setting)),
    ...guard(name, 'pressure', () => checkPressure(subject, bound, setting)),
  ];
}

/** What a check finds; a failure where the code of a plug-in throws. */
export function guard(term: string, what: string, act: () => readonly Check[]): readonly Check[] {
  try {
    return act();
  } catch (error) {
    const text = error instanceof PluginError ? error.message : blame(error);
    if (text === null) throw error;
    return [{ term, what, state: 'FAIL', error: null, bound: null, text }];
  }
}
