/** The numbers behind one verdict, band by band. */
import type { CurveVerdict } from '../../compare/comparison.ts';
import { numberText } from '../figures/number-text.ts';
import { type Html, html } from './html.ts';
import { difference, measured } from './measured.ts';
import { outcomeMark } from './outcome.ts';
import { table } from './table.ts';

export function bandTable({ what, curve, bands, absolute }: CurveVerdict): Html {
  const [scale, unit] = absolute ? [1, ''] : [100, ' (%)'];
  const theory = bands.some((band) => band.theory !== null);
  const columns = [
    { title: 'band', name: true },
    { title: 'field' },
    { title: 'particles' },
    ...(theory ? [{ title: 'linear theory' }] : []),
    { title: absolute ? 'field − particles' : `difference${unit}` },
    { title: `interval${unit}` },
    { title: `tolerance${unit}` },
    { title: html`<i>z</i>` },
    { title: 'outcome', text: true },
  ];
  const rows = bands.map((band) => {
    const [low, high] = band.interval.map((end) => difference(scale * end, scale * band.error));
    return [
      band.label,
      measured(band.field.value, band.field.error),
      measured(band.particles.value, band.particles.error),
      ...(theory ? [band.theory === null ? '–' : numberText(band.theory)] : []),
      difference(scale * band.difference, scale * band.error),
      `${low} … ${high}`,
      `±${numberText(scale * band.tolerance)}`,
      difference(band.z, 1),
      outcomeMark(band.outcome),
    ];
  });
  return table(columns, rows, html`${what} <small>${curve}</small>`);
}
