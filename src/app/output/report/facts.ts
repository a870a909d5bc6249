/** Labels and values, one a line. */
import { type Html, html } from './html.ts';
import type { Fact } from './report-data.ts';

export function facts(lines: readonly Fact[]): Html {
  const rows = lines.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`);
  return html`<div class="scroll"><table class="facts whole"><tbody>
${rows}</tbody></table></div>
`;
}
