import type { ByteLines } from './byte-lines.ts';
import { type XyzComment, xyzComment } from './ext-xyz-comment.ts';
import { fault, type Place } from './fault.ts';
import { type FrameHead, readFrames } from './frame-reader.ts';
import type { RawFrame, ReaderContext } from './raw-frame.ts';
import type { RowLayout, RowTable } from './row-table.ts';

/**
 * Frames of an extended XYZ file, or of a plain one: number of particles, comment line, rows. In `Properties` the positions
 * are `pos:R:d`, the species `species:S:1` (or element, type), and `id:I:1` and `image:I:d` are used where they stand; a
 * plain row is a name and up to three coordinates. Positions outside of the box are wrapped into it.
 */
export function extXyz(lines: ByteLines, context: ReaderContext): AsyncGenerator<RawFrame> {
  return readFrames(lines, { head: headOf, frame: frameOf }, context);
}

interface Head extends FrameHead {
  readonly comment: XyzComment;
  readonly dim: number;
}

/** The two lines above the rows; a plain file shows in its first row how many coordinates there are. */
async function headOf(lines: ByteLines, file: string): Promise<Head | null> {
  do if (!(await lines.read())) return null;
  while (lines.blank);
  const place = { file, line: lines.number };
  const text = lines.text().trim();
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(count)) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw fault(place, `'${shown}' where the number of particles of the next frame is expected`);
  }
  if (count < 1) throw fault(place, 'the number of particles is 0: there is nothing to analyze');
  await lines.expect();
  const comment = xyzComment(lines.text(), { file, line: lines.number });
  if (comment.properties !== null) {
    const layout = extendedLayout(comment.properties, { file, line: lines.number });
    return {
      place,
      count,
      countPlace: place,
      comment,
      layout,
      dim: layout.columns.filter((name) => name?.startsWith('pos')).length,
    };
  }
  await lines.expect();
  const fields = lines.text().trim().split(/\s+/).length;
  const here = { file, line: lines.number };
  lines.again();
  const dim = Math.min(3, fields - 1);
  if (dim < 1) throw fault(here, 'a row needs a name and its coordinates');
  const columns = ['species', 'pos0', 'pos1', 'pos2'].slice(0, dim + 1);
  const layout = { columns, titles: ['name', 'x', 'y', 'z'].slice(0, dim + 1), open: true };
  return { place, count, countPlace: place, comment, layout, dim };
}

function extendedLayout(properties: NonNullable<XyzComment['properties']>, place: Place): RowLayout {
  const columns: (string | null)[] = [];
  const titles: string[] = [];
  const species = ['species', 'element', 'type', 'z'].find((name) =>
    properties.some((p) => p.name.toLowerCase() === name && p.columns === 1),
  );
  for (const { name, columns: count } of properties) {
    const lower = name.toLowerCase();
    for (let c = 0; c < count; c++) {
      titles.push(count === 1 ? name : `${name}[${c}]`);
      if (lower === species) columns.push('species');
      else if (lower === 'id') columns.push('id');
      else columns.push(lower === 'pos' || lower === 'image' ? `${lower}${c}` : null);
    }
  }
  const dim = columns.filter((name) => name?.startsWith('pos')).length;
  if (dim < 1 || dim > 3) throw fault(place, 'Properties has no positions pos:R:3 (or pos:R:2)');
  return { columns, titles, open: false };
}

function frameOf({ place, count, comment, dim }: Head, table: RowTable): RawFrame {
  return {
    place,
    step: comment.step,
    time: comment.time,
    count,
    box: comment.box,
    axes: Array.from({ length: dim }, (_, a) => {
      const values = table.column(`pos${a}`) ?? new Float64Array(count);
      return { wrapped: { values, scaled: false }, unwrapped: null, images: table.column(`image${a}`) };
    }),
    ids: table.column('id'),
    species: table.species,
  };
}
