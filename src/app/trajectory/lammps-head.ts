import type { ByteLines } from './byte-lines.ts';
import { fault, type Place } from './fault.ts';
import type { RawBox } from './raw-frame.ts';

/** All that stands before the rows of a frame in a LAMMPS dump. */
export interface LammpsHead {
  readonly place: Place;
  readonly step: number;
  readonly time: number | null;
  readonly count: number;
  readonly countPlace: Place;
  readonly box: RawBox;
  readonly columns: readonly string[];
  readonly columnsPlace: Place;
}

const ITEM = 'ITEM:';

/**
 * Reads the sections of a frame up to `ITEM: ATOMS`; null where the file ends before one begins. UNITS and TIME may stand
 * among them. @throws UsageError, EndOfFile within the head
 */
export async function lammpsHead(lines: ByteLines, file: string): Promise<LammpsHead | null> {
  do if (!(await lines.read())) return null;
  while (lines.blank);
  const here = (): Place => ({ file, line: lines.number });
  const place = here();
  let step: number | undefined;
  let time: number | null = null;
  let count: number | undefined;
  let countPlace = place;
  let box: RawBox | undefined;
  for (;;) {
    const line = lines.text().trim();
    if (!line.startsWith(ITEM)) throw fault(here(), `'${shown(line)}' where a section (ITEM: …) is expected`);
    const title = line.slice(ITEM.length).trim();
    const sectionPlace = here();
    if (title === 'ATOMS' || title.startsWith('ATOMS ')) {
      if (step === undefined) throw fault(sectionPlace, 'the frame has no ITEM: TIMESTEP');
      if (count === undefined) throw fault(sectionPlace, 'the frame has no ITEM: NUMBER OF ATOMS');
      if (box === undefined) throw fault(sectionPlace, 'the frame has no ITEM: BOX BOUNDS');
      const columns = title.split(/\s+/).slice(1);
      return { place, step, time, count, countPlace, box, columns, columnsPlace: sectionPlace };
    }
    await lines.expect();
    if (title === 'TIMESTEP') step = whole(lines.text(), here(), 'the step');
    else if (title === 'TIME') time = finite(lines.text(), here(), 'the time');
    else if (title === 'NUMBER OF ATOMS') {
      count = whole(lines.text(), here(), 'the number of atoms');
      countPlace = here();
      if (count < 1) throw fault(countPlace, `the number of atoms is ${count}: there is nothing to analyze`);
    } else if (title.startsWith('BOX BOUNDS')) {
      box = await bounds(lines, file, title.slice('BOX BOUNDS'.length), sectionPlace);
      continue;
    } else if (title !== 'UNITS') {
      throw fault(sectionPlace, `a dump of atoms has no section 'ITEM: ${shown(title)}'`);
    }
    await lines.expect();
  }
}

/** The bounds of the box; ends with the current line behind them. */
async function bounds(lines: ByteLines, file: string, title: string, place: Place): Promise<RawBox> {
  const words = title.split(/\s+/).filter((word) => word !== '');
  if (words.includes('abc') || words.includes('origin')) throw tilted(place, 'the box is given by its edge vectors');
  const flags = words.filter((word) => !['xy', 'xz', 'yz'].includes(word));
  const odd = flags.find((flag) => !/^[pfsm]{2}$/.test(flag));
  if (odd !== undefined) throw fault(place, `'${shown(odd)}' is no boundary; there are pp, ff, fs, sf, ss, mm, …`);
  const origin: number[] = [];
  const lengths: number[] = [];
  for (; !lines.text().startsWith(ITEM); await lines.expect()) {
    const here = { file, line: lines.number };
    const numbers = lines.text().trim().split(/\s+/);
    const axis = 'xyz'[origin.length];
    if (axis === undefined) throw fault(here, 'the box has more than three lines of bounds');
    if (numbers.length < 2) throw fault(here, `the ${axis} bounds of the box need two numbers`);
    const [low, high, tilt] = numbers.map((text) => finite(text, here, `a bound of the box along ${axis}`));
    if (tilt !== undefined && tilt !== 0) throw tilted(here, `the box is tilted, ${words[origin.length]} = ${tilt}`);
    origin.push(low);
    lengths.push(high - low);
  }
  const open = origin.map((_, a) => (flags[a] === undefined || flags[a] === 'pp' ? null : flags[a]));
  return { place, origin, lengths, open };
}

function tilted(place: Place, what: string): Error {
  return fault(
    place,
    `${what}: triclinic boxes are not read, since wavevectors and nearest images here are those of a rectangular box; simulate in a rectangular box (LAMMPS: region block instead of prism), or map the trajectory onto a rectangular supercell (with OVITO or ASE) before`,
  );
}

function whole(text: string, place: Place, what: string): number {
  const value = finite(text, place, what);
  if (!Number.isInteger(value)) throw fault(place, `${what} is '${shown(text.trim())}', not a whole number`);
  return value;
}

function finite(text: string, place: Place, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw fault(place, `${what} is '${shown(text.trim())}', not a finite number`);
  return value;
}

/** Text of a file as a message shows it. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
