import type { ParticleSource } from '../../core/modes.ts';
import { images } from './images.ts';

export interface XyzOptions {
  readonly step: number;
  /** Name of every species; chemical symbols in order (H, He, Li, …) as stand-ins unless given, since ASE knows no others. */
  readonly names?: readonly string[];
  readonly ids?: ArrayLike<number> | null;
  /** False for a source that does not know how its particles crossed the borders: no image. */
  readonly followed?: boolean;
}

const STAND_INS = ['H', 'He', 'Li', 'Be', 'B', 'C', 'N', 'O', 'F', 'Ne'];
const PIECE = 4096;

/**
 * One frame as extended XYZ, in pieces: `Lattice`, `Properties=species:S:1:pos:R:3:id:I:1:image:I:3`, `pbc`, `Time`,
 * `Step`; numbers in the shortest form that reads back to the same bits. In one and two dimensions the coordinates that are
 * missing are 0 in a side of 1 without periodicity (pbc F).
 */
export function* writeExtXyz(source: ParticleSource, options: XyzOptions): Generator<string> {
  const { step, ids, names = STAND_INS } = options;
  const { positions, lengths, speciesOf, time } = source;
  const count = speciesOf.length;
  const followed = options.followed !== false;
  const flags = followed ? lengths.map((_, a) => images(source, a)) : [];
  const cell = Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? (lengths[i / 4] ?? 1) : 0)).join(' ');
  const pbc = [0, 1, 2].map((a) => (a < lengths.length ? 'T' : 'F')).join(' ');
  const properties = `species:S:1:pos:R:3:id:I:1${followed ? ':image:I:3' : ''}`;
  yield `${count}\nLattice="${cell}" Properties=${properties} pbc="${pbc}" Time=${time} Step=${step}\n`;
  for (let from = 0; from < count; from += PIECE) {
    let text = '';
    for (let i = from; i < Math.min(from + PIECE, count); i++) {
      text += names[speciesOf[i]] ?? `X${speciesOf[i] + 1}`;
      for (let a = 0; a < 3; a++) text += a < positions.length ? ` ${positions[a][i]}` : ' 0';
      text += ` ${ids?.[i] ?? i + 1}`;
      if (followed) for (let a = 0; a < 3; a++) text += a < flags.length ? ` ${flags[a][i]}` : ' 0';
      text += '\n';
    }
    yield text;
  }
}
