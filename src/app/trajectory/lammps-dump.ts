import type { ByteLines } from './byte-lines.ts';
import { fault, type Place } from './fault.ts';
import { type FrameHead, readFrames } from './frame-reader.ts';
import { type LammpsHead, lammpsHead } from './lammps-head.ts';
import type { RawAxis, RawFrame, ReaderContext } from './raw-frame.ts';
import type { RowLayout, RowTable } from './row-table.ts';

/**
 * Frames of a LAMMPS text dump (`dump atom`, `dump custom` and what other tools write like them). The columns are told by
 * their names, axis by axis: x in the box, xs the same as a fraction of it, xu followed across its borders, xsu that as a
 * fraction; ix counts the crossings. Format: docs.lammps.org/dump.html
 */
export function lammpsDump(lines: ByteLines, context: ReaderContext): AsyncGenerator<RawFrame> {
  return readFrames(lines, { head: headOf, begins: 'ITEM:', frame: frameOf }, context);
}

interface Head extends FrameHead, LammpsHead {}

async function headOf(lines: ByteLines, file: string): Promise<Head | null> {
  const head = await lammpsHead(lines, file);
  if (head === null) return null;
  check(head.columns, head.columnsPlace);
  return { ...head, layout: layoutOf(head.columns) };
}

/** Which of the columns are read, under which names. */
function layoutOf(titles: readonly string[]): RowLayout {
  const species = ['type', 'element'].find((name) => titles.includes(name));
  const columns = titles.map((title) => {
    if (title === species) return 'species';
    return title === 'id' || /^[xyz](s|u|su)?$|^i[xyz]$/.test(title) ? title : null;
  });
  return { columns, titles, open: false };
}

function check(columns: readonly string[], place: Place): void {
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw fault(place, `the column ${twice} stands twice`);
  const missing = ['x', 'y', 'z'].filter((axis) => !forms(axis).some((name) => columns.includes(name)));
  const found = columns.length === 0 ? 'no columns' : `columns ${columns.join(' ')}`;
  if (missing[0] === 'x') throw fault(place, `${found}: one of x, xs, xu, xsu is needed`);
  if (missing[0] === 'y' && missing.length === 1) throw fault(place, `${found}: one of y, ys, yu, ysu is needed`);
}

function forms(axis: string): readonly string[] {
  return [axis, `${axis}s`, `${axis}u`, `${axis}su`];
}

function frameOf(head: Head, table: RowTable): RawFrame {
  const axes = ['x', 'y', 'z'].filter((axis) => forms(axis).some((name) => head.columns.includes(name)));
  return {
    place: head.place,
    step: head.step,
    time: head.time,
    count: head.count,
    box: head.box,
    axes: axes.map((axis): RawAxis => {
      const [plain, scaled, unwrapped, both] = forms(axis).map((name) => table.column(name));
      const pick = (values: Float64Array | null, fractions: Float64Array | null) => {
        if (values !== null) return { values, scaled: false };
        return fractions === null ? null : { values: fractions, scaled: true };
      };
      return { wrapped: pick(plain, scaled), unwrapped: pick(unwrapped, both), images: table.column(`i${axis}`) };
    }),
    ids: table.column('id'),
    species: table.species,
  };
}
