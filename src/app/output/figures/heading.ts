/** Title and subtitle of a figure, wrapped to its width. */
import type { ChartSpec } from '../chart.ts';
import { textWidth } from '../text-width.ts';

export function heading(
  title: string,
  notes: readonly (string | undefined)[],
  width: number,
): NonNullable<ChartSpec['title']> {
  const text = wrap(title, 14, width);
  const subtitle = notes
    .filter((note) => note !== undefined && note !== '')
    .flatMap((note) => wrap(`${note}`, 11.5, width));
  return { text, ...(subtitle.length > 0 ? { subtitle } : {}), anchor: 'start', frame: 'group', offset: 12 };
}

function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
