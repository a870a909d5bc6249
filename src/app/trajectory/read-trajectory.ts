import { UsageError } from '../usage-error.ts';
import { ByteLines } from './byte-lines.ts';
import { extXyz } from './ext-xyz.ts';
import { fault } from './fault.ts';
import { lammpsDump } from './lammps-dump.ts';
import type { RawFrame, ReaderContext } from './raw-frame.ts';

/** What a trajectory can be: its name, the sign by which its first line is known, and its reader. A format is one line. */
const FORMATS: readonly {
  readonly name: string;
  begins(line: string): boolean;
  readonly read: (lines: ByteLines, context: ReaderContext) => AsyncGenerator<RawFrame>;
}[] = [
  { name: 'LAMMPS dump', begins: (line) => line.startsWith('ITEM:'), read: lammpsDump },
  { name: 'XYZ', begins: (line) => /^\s*\d+\s*$/.test(line), read: extXyz },
];

/** What other files begin with that are mistaken for text trajectories. */
const OTHERS: readonly (readonly [begin: RegExp, remedy: string])[] = [
  [/^.?HDF/, 'an HDF5 file (H5MD, NetCDF 4): write a LAMMPS text dump or an extended XYZ from it'],
  [/^CDF/, 'a NetCDF file: write a LAMMPS text dump or an extended XYZ from it'],
  [/^.{0,24}DUMP(ATOM|CUSTOM)/, 'a binary LAMMPS dump: turn it into text with LAMMPS binary2txt'],
  [/NUMPY/, 'a NumPy array: stored fields are read from files that end in .npy, together with --box'],
];

/**
 * The frames of a trajectory, one after the other, its format told from its content. @throws UsageError for a file that is
 * none or that holds no whole frame
 */
export async function* readTrajectory(
  bytes: AsyncIterable<Uint8Array>,
  context: ReaderContext,
): AsyncGenerator<RawFrame> {
  const { file } = context;
  const lines = new ByteLines(bytes);
  let frames = 0;
  let last = '';
  const warn = (message: string): void => {
    last = ` (${message})`;
    context.warn(message);
  };
  try {
    do if (!(await lines.read())) throw new UsageError(`${file}: the file is empty`);
    while (lines.blank);
    const first = lines.text().replace(/^\uFEFF/, '');
    lines.again();
    const format = FORMATS.find((candidate) => candidate.begins(first));
    if (format === undefined) throw unknown(first, { file, line: lines.number });
    for await (const frame of format.read(lines, { ...context, warn })) {
      frames++;
      yield frame;
    }
    if (frames === 0) throw new UsageError(`${file}: the file holds no whole frame${last}`);
  } catch (error) {
    if (error instanceof RangeError) throw fault({ file, line: lines.number + 1 }, error.message);
    throw error;
  } finally {
    await lines.close();
  }
}

function unknown(first: string, place: { readonly file: string; readonly line: number }): Error {
  const other = OTHERS.find(([begin]) => begin.test(first.slice(0, 64)));
  if (other !== undefined) return fault(place, `this is ${other[1]}`);
  const shown = first.slice(0, 40).replace(/[^\x20-\x7e]/g, '?');
  return fault(
    place,
    `'${shown}' begins neither a LAMMPS dump (ITEM: TIMESTEP) nor an XYZ file (a number of particles): dk analyze reads LAMMPS text dumps, extended XYZ, and .npy fields`,
  );
}
