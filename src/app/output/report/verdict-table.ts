/** What every curve has come to. */
import type { CurveVerdict } from '../../compare/comparison.ts';
import { type Html, html } from './html.ts';
import { difference } from './measured.ts';
import { outcomeMark } from './outcome.ts';
import { probability } from './probability.ts';
import { table } from './table.ts';

export function verdictTable(verdicts: readonly CurveVerdict[]): Html {
  const columns = [
    { title: 'compared', text: true },
    { title: 'outcome', text: true },
    { title: 'where and by how much', text: true },
    { title: html`<i>χ</i>² (degrees of freedom)` },
    { title: html`largest |<i>z</i>|` },
  ];
  const rows = verdicts.map(({ curve, what, outcome, words, chi2, worst }) => [
    html`${what}<br><small>${curve}</small>`,
    outcomeMark(outcome),
    words,
    chi2 === null ? '–' : html`${chi2.value.toFixed(1)} (${chi2.freedom})<br><small>${probability(chi2.p)}</small>`,
    worst === null ? '–' : html`${difference(worst.z, 1)}<br><small>${probability(worst.p)}</small>`,
  ]);
  return table(columns, rows);
}
