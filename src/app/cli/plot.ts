import type { Command } from 'commander';
import { drawRun, type StoredField } from '../run/figures.ts';
import { RunFolder } from '../run/store.ts';
import { loadScenario } from '../scenario/load.ts';
import { UsageError } from '../usage-error.ts';

const HELP = `
Examples:
  dk plot runs/gaussian-core-2d`;

/** `dk plot RUN`: draws the figures of a run again, from its files. */
export function addPlot(program: Command, finish: (code: number) => void): void {
  program
    .command('plot')
    .argument('<run>', 'run folder')
    .description('draw the figures of a run again from its curves and fields')
    .addHelpText('after', HELP)
    .action(async (path: string) => {
      const folder = RunFolder.open(path);
      const { scenario } = loadScenario(folder.readText('resolved.json'), { file: 'resolved.json' });
      const names = await drawRun(folder, scenario, storedFields(folder));
      if (names.length === 0) throw new UsageError(`${path} has no curves and no fields to draw`);
      for (const name of names) process.stdout.write(`${path}/figures/${name}.png\n`);
      finish(0);
    });
}

function storedFields(folder: RunFolder): readonly StoredField[] {
  const manifest = JSON.parse(folder.readText('manifest.json')) as { readonly fields?: readonly StoredField[] };
  const files = new Set(folder.list('fields', '.npy'));
  return (manifest.fields ?? []).filter(({ file }) => files.has(file));
}
