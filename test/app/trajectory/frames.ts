import { Assembler } from '../../../src/app/trajectory/assemble.ts';
import type { AssembleOptions } from '../../../src/app/trajectory/assemble-options.ts';
import type { TrajectoryFrame } from '../../../src/app/trajectory/frame.ts';
import { readTrajectory } from '../../../src/app/trajectory/read-trajectory.ts';
import { SpeciesNames } from '../../../src/app/trajectory/species-names.ts';
import { UsageError } from '../../../src/app/usage-error.ts';

export interface Read {
  readonly frames: readonly TrajectoryFrame[];
  readonly warnings: readonly string[];
}

/** The bytes in pieces of `chunk` bytes. */
export async function* pieces(text: string | Uint8Array, chunk: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
}

/** All frames of a trajectory that a test has as text, read in pieces. */
export async function framesOf(
  text: string | Uint8Array,
  options: Omit<AssembleOptions, 'warn'> & { readonly chunk?: number } = {},
): Promise<Read> {
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  const names = new SpeciesNames();
  const { chunk = 1 << 16, ...rest } = options;
  const assembler = new Assembler(names.names, { ...rest, warn });
  const frames: TrajectoryFrame[] = [];
  for await (const raw of readTrajectory(pieces(text, chunk), { file: 'f', names, warn })) {
    frames.push(assembler.assemble(raw));
  }
  return { frames, warnings };
}

/** What a user reads of a trajectory that is refused. */
export async function refusal(text: string, options: Omit<AssembleOptions, 'warn'> = {}): Promise<string> {
  try {
    await framesOf(text, options);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('this was read');
}

/** A LAMMPS dump of one frame. */
export function dump(columns: string, rows: readonly string[], given: DumpText = {}): string {
  const { step = 0, head = '', flags = 'pp pp pp', bounds = ['0 10', '0 10', '0 10'], count = rows.length } = given;
  return `${head}ITEM: TIMESTEP\n${step}\nITEM: NUMBER OF ATOMS\n${count}\nITEM: BOX BOUNDS ${flags}\n${bounds.join('\n')}\nITEM: ATOMS ${columns}\n${rows.map((row) => `${row}\n`).join('')}`;
}

interface DumpText {
  readonly step?: number;
  readonly head?: string;
  readonly flags?: string;
  readonly bounds?: readonly string[];
  readonly count?: number;
}
