/** What has been held against each other. */
import type { ComparedSide } from '../../compare/comparison.ts';
import { numberText } from '../figures/number-text.ts';
import { labelOf, type Units, unitOf } from '../labels.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export function sidesTable(sides: readonly ComparedSide[], units: Units): Html {
  const unit = unitOf('compare', 'density', units);
  const columns = [
    { title: 'side', text: true },
    { title: 'from', text: true },
    { title: 'replicas' },
    { title: html`density <i>N</i>/<i>V</i>${unit === undefined ? '' : ` (${unit})`}` },
    { title: html`independent samples of <i>S</i>(<i>k</i>)` },
  ];
  return table(
    columns,
    sides.map(({ engine, source, replicas, density, independent }) => [
      labelOf('compare', engine),
      source,
      String(replicas),
      numberText(density),
      Number.isFinite(independent) ? String(Math.round(independent)) : '–',
    ]),
  );
}
