/**
 * Widths of text in DejaVu Sans, from the advance widths of the font file itself (tables cmap format 4, hhea, hmtx of
 * OpenType), so that labels, legends and titles are laid out without a browser. The oblique face has the same widths.
 */
import { readFileSync } from 'node:fs';
import { fonts } from './fonts.ts';
import { plain } from './markup.ts';

interface Metrics {
  readonly unitsPerEm: number;
  advance(code: number): number;
}
let metrics: Metrics | undefined;

/** Width of one line of text in pixels at a font size in pixels; markup of markup.ts counts as nothing. */
export function textWidth(text: string, size: number): number {
  metrics ??= readMetrics(readFileSync(fonts.upright));
  let units = 0;
  for (const letter of plain(text)) units += metrics.advance(letter.codePointAt(0) ?? 0);
  return (units * size) / metrics.unitsPerEm;
}

function readMetrics(bytes: Uint8Array): Metrics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const table = (name: string): number => {
    const at = tables.get(name);
    if (at === undefined) throw new RangeError(`${fonts.upright} has no table '${name}'`);
    return at;
  };
  const [hmtx, long] = [table('hmtx'), view.getUint16(table('hhea') + 34)];
  const glyphs = readGlyphs(view, table('cmap'));
  return {
    unitsPerEm: view.getUint16(table('head') + 18),
    advance: (code) => view.getUint16(hmtx + 4 * Math.min(glyphs.get(code) ?? 0, long - 1)),
  };
}

/** Character code → glyph, from the first subtable of format 4 (the basic plane). */
function readGlyphs(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let s = 0; s < view.getUint16(cmap + 2); s++) {
    const at = cmap + view.getUint32(cmap + 8 + 8 * s);
    if (view.getUint16(at) !== 4) continue;
    const twice = view.getUint16(at + 6);
    for (let i = 0; i < twice; i += 2) {
      const start = view.getUint16(at + 16 + twice + i);
      const delta = view.getUint16(at + 16 + 2 * twice + i);
      const slot = at + 16 + 3 * twice + i;
      const offset = view.getUint16(slot);
      for (let code = start; code <= view.getUint16(at + 14 + i) && code < 0xffff; code++) {
        const glyph = offset === 0 ? code : view.getUint16(slot + offset + 2 * (code - start));
        if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
      }
    }
    return glyphs;
  }
  return glyphs;
}
