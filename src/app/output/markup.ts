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

export function italicise(svg: string): string {
  return svg
    .replace(/ aria-label="[^"]*"/g, plain)
    .replaceAll(ON, '<tspan font-style="italic">')
    .replaceAll(OFF, '</tspan>');
}
