import type { ParticleSource } from '../../core/modes.ts';
import { images } from './images.ts';

/** What a frame says beside the positions. */
export interface DumpOptions {
  readonly step: number;
  /** Type of every species, from 1 unless given. */
  readonly types?: readonly number[];
  /** Number of every particle; 1 … N unless given. */
  readonly ids?: ArrayLike<number> | null;
  /** False for a source that does not know how its particles crossed the borders: no columns ix iy iz. */
  readonly followed?: boolean;
}

/** Rows that are joined to one piece of text. */
const PIECE = 4096;

/**
 * One frame as LAMMPS dump text, in pieces: columns `id type x y z ix iy iz`, the box from 0, numbers in the shortest form
 * that reads back to the same bits. In one and two dimensions the coordinates that are missing are 0 in a box of side 1, so
 * that OVITO and other readers of 3D files open it. No ITEM: TIME, which some readers do not know: time is step × dt.
 */
export function* writeLammpsDump(source: ParticleSource, options: DumpOptions): Generator<string> {
  const { step, types, ids } = options;
  const { positions, lengths, speciesOf } = source;
  const count = speciesOf.length;
  const followed = options.followed !== false;
  const flags = followed ? lengths.map((_, a) => images(source, a)) : [];
  const sides = ['0 1', '0 1', '0 1'].map((thin, a) => (a < lengths.length ? `0 ${lengths[a]}` : thin));
  const columns = `id type x y z${followed ? ' ix iy iz' : ''}`;
  yield `ITEM: TIMESTEP\n${step}\nITEM: NUMBER OF ATOMS\n${count}\nITEM: BOX BOUNDS pp pp pp\n${sides.join('\n')}\nITEM: ATOMS ${columns}\n`;
  for (let from = 0; from < count; from += PIECE) {
    let text = '';
    for (let i = from; i < Math.min(from + PIECE, count); i++) {
      text += `${ids?.[i] ?? i + 1} ${types?.[speciesOf[i]] ?? speciesOf[i] + 1}`;
      for (let a = 0; a < 3; a++) text += a < positions.length ? ` ${positions[a][i]}` : ' 0';
      if (followed) for (let a = 0; a < 3; a++) text += a < flags.length ? ` ${flags[a][i]}` : ' 0';
      text += '\n';
    }
    yield text;
  }
}
