import { UsageError } from '../usage-error.ts';
import { type ByteLines, EndOfFile } from './byte-lines.ts';
import { fault, type Place } from './fault.ts';
import type { RawFrame, ReaderContext } from './raw-frame.ts';
import { type RowLayout, RowTable } from './row-table.ts';

/** Particles of one frame that can be addressed. */
const MOST = 2 ** 28;

/** What stands above the rows of a frame, as far as all formats have it. */
export interface FrameHead {
  readonly place: Place;
  readonly count: number;
  readonly countPlace: Place;
  readonly layout: RowLayout;
}

/** A format: how a frame begins, and what its rows mean. */
export interface FrameFormat<Head extends FrameHead> {
  /** Goes on to the line before the first row; null at the end of the file. @throws UsageError, EndOfFile within the head */
  head(lines: ByteLines, file: string): Promise<Head | null>;
  /** A line that begins like this among the rows belongs to the next frame: there are fewer rows than announced. */
  readonly begins?: string;
  frame(head: Head, table: RowTable): RawFrame;
}

/** The frames of a file, one after the other. One that is cut off at the end of the file is reported and left out. */
export async function* readFrames<Head extends FrameHead>(
  lines: ByteLines,
  format: FrameFormat<Head>,
  context: ReaderContext,
): AsyncGenerator<RawFrame> {
  const { file, names } = context;
  const tables: RowTable[] = [];
  const report = (what: string): void => context.warn(`${file}:${lines.number}: ${what}`);
  for (;;) {
    let cut = 'within its head';
    try {
      const head = await format.head(lines, file);
      if (head === null) return;
      if (head.count > MOST) throw fault(head.countPlace, `${head.count} particles are announced, more than ${MOST}`);
      if (tables[0]?.fits(head.count, head.layout) !== true) tables[0] = new RowTable(head.count, head.layout, names);
      const [table] = tables;
      table.filled = 0;
      try {
        await fill(table, lines, format.begins ?? '', head.countPlace);
      } finally {
        cut = `after ${table.filled} of ${head.count} particles`;
      }
      if (!lines.terminated) report('the last line has no line end: its last number may be cut off');
      yield format.frame(head, table);
    } catch (error) {
      // what is wrong in a line without an end is that it was cut off
      if (!(error instanceof EndOfFile || (error instanceof UsageError && !lines.terminated))) throw error;
      report(`the last frame is cut off ${cut}; it is left out`);
      return;
    }
  }
}

async function fill(table: RowTable, lines: ByteLines, begins: string, announced: Place): Promise<void> {
  const { file, line } = announced;
  const sign = begins === '' ? -1 : begins.charCodeAt(0);
  while (table.filled < table.count) {
    if (!lines.next()) {
      if (!(await lines.fetch())) throw new EndOfFile('the file ends here');
      continue;
    }
    if (lines.bytes[lines.start] === sign && lines.text().startsWith(begins)) {
      const what = `a new frame after ${table.filled} particles, but line ${line} announces ${table.count}`;
      throw fault({ file, line: lines.number }, what);
    }
    table.add(lines, file);
  }
}
