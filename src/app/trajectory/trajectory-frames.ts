import { Assembler } from './assemble.ts';
import type { AssembleOptions } from './assemble-options.ts';
import { fileBytes } from './file-bytes.ts';
import type { TrajectoryFrame } from './frame.ts';
import { readTrajectory } from './read-trajectory.ts';
import { SpeciesNames } from './species-names.ts';

/** The frames of one trajectory, one after the other. @throws UsageError with the file and the line */
export async function* trajectoryFrames(file: string, options: AssembleOptions): AsyncGenerator<TrajectoryFrame> {
  const names = new SpeciesNames();
  const assembler = new Assembler(names.names, options);
  for await (const raw of readTrajectory(fileBytes(file), { file, names, warn: options.warn })) {
    yield assembler.assemble(raw);
  }
}
