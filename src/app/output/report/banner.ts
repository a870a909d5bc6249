/** The verdict, first of all: the word, what it means, and what it speaks of. */
import type { Comparison } from '../../compare/comparison.ts';
import { numberText } from '../figures/number-text.ts';
import { labelOf, type Units, unitOf } from '../labels.ts';
import { type Html, html } from './html.ts';

const HEADS = {
  agree: ['=', 'Agree'],
  differ: ['≠', 'Differ'],
  inconclusive: ['?', 'Inconclusive'],
  failed: ['!', 'Failed'],
} as const;

export function banner(comparison: Comparison, units: Units): Html {
  const { code, outcome, words, tolerance, confidence, grade } = comparison;
  const kind = code === 1 ? 'failed' : outcome;
  const [sign, head] = HEADS[kind];
  const items = [
    ['tolerance', `±${numberText(100 * tolerance)} %`],
    ['confidence', `${numberText(100 * confidence)} %`],
    ...rangeOf(comparison, units),
    ...(grade === null ? [] : [['validity of the field', grade]]),
  ];
  return html`<section class="banner ${kind}" aria-label="verdict">
<p class="word"><span class="sign" aria-hidden="true">${sign}</span> ${head}</p>
<p>${words}</p>
<dl>${items.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
</section>
`;
}

function rangeOf({ range }: Comparison, units: Units): string[][] {
  const unit = (name: string) => {
    const of = unitOf('compare', name, units);
    return of === undefined ? '' : ` ${of}`;
  };
  const span = (name: string, [low, high]: readonly [number, number]) => {
    return `${numberText(low, 3)} … ${numberText(high, 3)}${unit(name)}`;
  };
  const known = (values: readonly number[] | null) => values?.every(Number.isFinite) === true;
  return [
    ...(known(range.k) ? [['wavenumbers k', span('k', range.k)]] : []),
    ...(known([range.r]) && range.r > 0 ? [['distances r', `at least ${numberText(range.r, 3)}${unit('r')}`]] : []),
    ...(range.lags !== null && known(range.lags) ? [[`lags ${labelOf('compare', 't')}`, span('t', range.lags)]] : []),
  ];
}
