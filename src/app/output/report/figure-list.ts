/** Figures with numbers and captions. */
import { type Html, html } from './html.ts';
import { inlineSvg } from './inline-svg.ts';
import type { ReportFigure } from './report-data.ts';

export function figureList(figures: readonly ReportFigure[]): readonly Html[] {
  return figures.map(({ caption, svg }, i) => {
    const id = `figure-${i + 1}`;
    return html`<figure id="${id}">
${inlineSvg(svg, id, caption)}
<figcaption><b>Figure ${i + 1}.</b> ${caption}</figcaption>
</figure>
`;
  });
}
