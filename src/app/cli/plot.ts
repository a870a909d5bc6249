import { drawRun, type StoredField } from '../run/figures.ts';
import { drawMovie } from '../run/movie.ts';
import { RunFolder } from '../run/store.ts';
import { loadScenario } from '../scenario/load.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './commander.ts';
import { addPluginFlags } from './options.ts';

const HELP = `
Examples:
  dk plot runs/gaussian-core-2d`;

/** `dk plot RUN`: draws the figures of a run again, from its files. */
export function addPlot(program: Command, finish: (code: number) => void): void {
  addPluginFlags(program.command('plot'))
    .argument('<run>', 'run folder')
    .description('draw the figures of a run again from its curves and fields')
    .addHelpText('after', HELP)
    .action(async (path: string) => {
      const folder = RunFolder.open(path);
      const { scenario } = loadScenario(folder.readText('resolved.json'), { file: `${path}/resolved.json` });
      const { fields, kind, timestep } = stored(folder);
      const names = await readable(path, () => drawRun(folder, scenario, fields, kind));
      const movie = timestep === null ? [] : await readable(path, () => drawMovie(folder, scenario, timestep));
      if (names.length === 0) throw new UsageError(`${path} has no curves and no fields to draw`);
      for (const name of names) process.stdout.write(`${path}/figures/${name}.png\n`);
      for (const file of movie) process.stdout.write(`${path}/${file}\n`);
      finish(0);
    });
}

interface Stored {
  readonly fields: readonly StoredField[];
  readonly kind: 'run' | 'theory';
  /** Time of a step of the trajectory; null for a run without particles. */
  readonly timestep: number | null;
}

function stored(folder: RunFolder): Stored {
  const manifest = JSON.parse(folder.readText('manifest.json')) as {
    readonly fields?: readonly StoredField[];
    readonly theory?: unknown;
    readonly timestep?: number;
  };
  const files = new Set(folder.list('fields', '.npy'));
  const fields = (manifest.fields ?? []).filter(({ file }) => files.has(file));
  return { fields, kind: manifest.theory === undefined ? 'run' : 'theory', timestep: manifest.timestep ?? null };
}

/** A curve or a field that was changed by hand and cannot be read any more is a mistake of the user's, not of ours. */
async function readable<T>(path: string, draw: () => Promise<T>): Promise<T> {
  try {
    return await draw();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`cannot draw ${path}: ${error.message}`);
    throw error;
  }
}
