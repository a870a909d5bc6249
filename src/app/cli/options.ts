import { availableParallelism } from 'node:os';
import { backends } from '../../core/fft/backends.ts';
import type { PrepareOptions } from '../run/prepare.ts';
import { type Command, InvalidArgumentError, Option } from './commander.ts';

/** What every command takes that reads a scenario. */
export interface ScenarioFlags {
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replicas?: number;
  readonly out?: string;
  readonly workers?: number;
  readonly threads?: number;
  readonly backend?: string;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly overwrite?: boolean;
  readonly plugin?: readonly string[];
  readonly allowPlugins?: boolean;
}

/** Acted on before the command itself, in main.ts. */
export function addPluginFlags(command: Command): Command {
  return command
    .option('--plugin <file>', 'load a plug-in, a JavaScript module with more entries (repeatable)', collect)
    .option('--allow-plugins', 'let the scenario load the plug-ins that it names');
}

export function addScenarioFlags(command: Command): Command {
  return addPluginFlags(command)
    .option('--set <path=value>', 'change a value of the scenario, e.g. --set field.step=0.01 (repeatable)', collect)
    .option('--seed <n>', 'seed of all random numbers (ensemble.seed)', count)
    .option('--out <dir>', 'folder of the run (default: runs/<name>)')
    .option('--overwrite', 'replace an existing run folder')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the result as JSON');
}

export function addRunFlags(command: Command): Command {
  return addScenarioFlags(command)
    .option('--replicas <n>', 'independent runs (ensemble.replicas)', positive)
    .addOption(
      new Option('--backend <name>', 'what computes (field.backend and particles.backend)').choices([
        'auto',
        ...Object.keys(backends),
      ]),
    )
    .option('--workers <n>', 'threads that replicas are spread over (default: the cores over --threads)', positive)
    .option(
      '--threads <n>',
      'threads that share one field (default: 1; replicas on workers use cores better)',
      positive,
    )
    .option('--dry-run', 'print the plan: regime, step, cost; run and write nothing')
    .option('--force', 'go on past the validity gate');
}

export function prepareOptions(flags: Pick<ScenarioFlags, 'set' | 'seed' | 'replicas' | 'backend'>): PrepareOptions {
  const { backend } = flags;
  const chosen = backend === undefined ? [] : [`field.backend=${backend}`, `particles.backend=${backend}`];
  const set = [...(flags.set ?? []), ...chosen];
  return {
    ...(set.length === 0 ? {} : { set }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.replicas === undefined ? {} : { replicas: flags.replicas }),
  };
}

/** How many worker threads take replicas, and how many threads share one field. */
export function spread(flags: Pick<ScenarioFlags, 'workers' | 'threads'>, replicas: number) {
  const threads = flags.threads ?? 1;
  const workers = flags.workers ?? Math.max(1, Math.floor(availableParallelism() / threads));
  return { workers: Math.min(workers, replicas), threads };
}

/** What is said where --threads does nothing. */
export const UNTHREADED = '  warning    --threads is for dk run: here replicas go to --workers, one thread each';

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** A whole number, 0 included. */
export function count(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('expected a whole number ≥ 0.');
  }
  return value;
}

/** A number above 0, such as a time. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('expected a number greater than 0.');
  return value;
}

/** A whole number above 0. */
export function positive(text: string): number {
  const value = count(text);
  if (value < 1) throw new InvalidArgumentError('expected a whole number ≥ 1.');
  return value;
}

/** An argument as a shell takes it, so that the command in the manifest can be pasted. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
