import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ParticleSource } from '../../core/modes.ts';
import { writeExtXyz } from './write-ext-xyz.ts';
import { writeLammpsDump } from './write-lammps-dump.ts';

/** What a trajectory can be written as, with its ending and its writer. A format is one line. */
export const trajectoryFormats = {
  lammps: { ending: '.lammpstrj', write: writeLammpsDump },
  extxyz: { ending: '.extxyz', write: writeExtXyz },
} as const;

/**
 * A trajectory that grows frame by frame. Other than the files of a run it carries its own name from the start, so that a
 * run can be looked at while it goes on; what is cut off at the end of a killed one is reported by every reader of ours.
 */
export class TrajectoryFile {
  readonly #handle: number;
  readonly #write: (typeof trajectoryFormats)[keyof typeof trajectoryFormats]['write'];

  constructor(path: string, format: keyof typeof trajectoryFormats) {
    mkdirSync(dirname(path), { recursive: true });
    this.#handle = openSync(path, 'w');
    this.#write = trajectoryFormats[format].write;
  }

  add(source: ParticleSource, step: number): void {
    for (const piece of this.#write(source, { step })) {
      const bytes = Buffer.from(piece);
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done);
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
