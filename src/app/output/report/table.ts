/** A table with a caption; numbers to the right. It scrolls where the page is too narrow for it. */
import { type Html, html } from './html.ts';

interface Column {
  readonly title: string | Html;
  /** Text to the left; numbers, to the right, unless given. */
  readonly text?: boolean;
  /** Never broken into lines. */
  readonly name?: boolean;
}
type Cell = string | Html;

/** A table of more rows than this may break between pages. */
const ONE_PAGE = 25;

export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  caption: string | Html = '',
): Html {
  const kind = (i: number) => (columns[i].name ? 'name' : columns[i].text ? 'text' : 'number');
  const head = columns.map(({ title }, i) => html`<th scope="col" class="${kind(i)}">${title}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class="${kind(i)}">${cell}</td>`)}</tr>\n`);
  const above = caption === '' ? '' : html`<caption>${caption}</caption>\n`;
  return html`<div class="scroll"><table class="${rows.length > ONE_PAGE ? 'long' : 'whole'}">
${above}<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table></div>
`;
}
