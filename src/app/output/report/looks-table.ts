/** The looks of the sequential rule: after each, a run that is not decided goes on. */
import type { ComparedLook } from '../../compare/comparison.ts';
import { numberText } from '../figures/number-text.ts';
import { type Html, html } from './html.ts';
import { outcomeMark } from './outcome.ts';
import { table } from './table.ts';

export function looksTable(looks: readonly ComparedLook[]): Html {
  const columns = [
    { title: 'look' },
    { title: 'replicas on either side' },
    { title: html`error probability spent <i>α</i>` },
    { title: 'outcome', text: true },
  ];
  const rows = looks.map(({ number, replicas, alpha, outcome }) => {
    return [String(number), String(replicas), numberText(alpha, 3), outcomeMark(outcome)];
  });
  return table(columns, rows);
}
