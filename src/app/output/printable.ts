/** The text with � for every character that neither XML nor HTML can hold: control characters, halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}
