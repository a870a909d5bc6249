/** An outcome in words, with a sign and a colour of its own. */
import type { Outcome } from '../../../analysis/compare/equivalence.ts';
import { type Html, html } from './html.ts';

const SIGNS = { agree: '=', differ: '≠', inconclusive: '?' } as const;

export function outcomeMark(outcome: Outcome): Html {
  return html`<span class="outcome ${outcome}"><b aria-hidden="true">${SIGNS[outcome]}</b> ${outcome}</span>`;
}
