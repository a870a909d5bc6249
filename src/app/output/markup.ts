/**
 * Mathematical italics in the text of figures. `math('S(k)')` marks single letters with two private characters, which
 * pass through Vega untouched; `italicise` turns them into tspans of the finished SVG.
 */
const [ON, OFF] = ['\uE000', '\uE001'];

/** Marks every letter that stands alone, Latin or Greek, as a variable: S and k of `S(k)`, but no letter of `free energy`. */
export function math(text: string): string {
  return text.replace(/(?<![\p{Lu}\p{Ll}\p{N}.])[A-Za-zα-ω](?![\p{Lu}\p{Ll}'.])/gu, (letter) => `${ON}${letter}${OFF}`);
}

/** The text without marks. */
export function plain(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}

/** Marks that are no pair, since a text brought them along, go. */
export function italicise(svg: string): string {
  const unlabelled = svg.replace(/ aria-label="[^"]*"/g, plain);
  return plain(unlabelled.replace(/\uE000([^\uE000\uE001<]*)\uE001/g, '<tspan font-style="italic">$1</tspan>'));
}
