import { Assembler } from './assemble.ts';
import { fileBytes } from './file-bytes.ts';
import type { TrajectoryFrame } from './frame.ts';
import { readTrajectory } from './read-trajectory.ts';
import { SpeciesNames } from './species-names.ts';

/**
 * The last whole frame of a trajectory, for a box of these sides; a file that tells of no box is taken to be in it.
 * @throws UsageError with the file and the line
 */
export async function lastFrame(
  file: string,
  lengths: readonly number[],
  warn: (message: string) => void,
): Promise<TrajectoryFrame> {
  const names = new SpeciesNames();
  const assembler = new Assembler(names.names, { dim: lengths.length, warn });
  let last: TrajectoryFrame | null = null;
  for await (const raw of readTrajectory(fileBytes(file), { file, names, warn })) {
    const { place } = raw;
    const own = { place, origin: lengths.map(() => 0), lengths, open: lengths.map(() => null) };
    last = assembler.assemble({ ...raw, box: raw.box ?? own });
  }
  if (last === null) throw new RangeError(`${file} holds no frame`);
  return last;
}
