import { short } from '../output/format.ts';
import type { Audited } from './audit-plugin.ts';
import type { Check } from './check.ts';

/** The table of an audit, term by term, and the verdict as its last line. */
export function checkLines(groups: readonly Audited[]): readonly string[] {
  const out: string[] = [];
  for (const { title, checks } of groups) {
    out.push(title);
    let term = '';
    for (const check of checks) {
      if (check.term !== term) out.push(`  ${check.term}`);
      term = check.term;
      out.push(line(check));
    }
  }
  return [...out, verdict(groups)];
}

export function verdict(groups: readonly Audited[]): string {
  const checks = groups.flatMap((group) => group.checks);
  const count = (state: Check['state']): number => checks.filter((check) => check.state === state).length;
  const rest = count('skipped') === 0 ? '' : `, ${count('skipped')} skipped`;
  const bad = checks.filter(({ state }) => state === 'FAIL');
  if (bad.length === 0) return `ok: ${count('ok')} checks passed${rest}`;
  const terms = [...new Set(bad.map(({ term }) => term))].filter((term, _i, all) => term !== 'sum' || all.length === 1);
  return `FAIL: ${bad.length} of ${count('ok') + bad.length} checks failed, of ${terms.join(', ')}${rest}`;
}

function line({ what, state, error, bound, mode, text }: Check): string {
  const shown = state === 'note' ? '' : state;
  const numbers = error === null || bound === null ? '' : `${short(error, 2)} (bound ${short(bound, 2)})`;
  const at =
    mode === undefined || state === 'ok'
      ? ''
      : `${mode.n.length === 0 ? '' : `n = (${mode.n.join(', ')}), `}k = ${short(mode.k, 4)}`;
  const said = [at, text].filter((part) => part !== '').join(': ');
  return `    ${what.padEnd(42)} ${shown.padEnd(8)} ${[numbers, said].filter((part) => part !== '').join('  ')}`.trimEnd();
}
