import { availableParallelism } from 'node:os';
import type { PrepareOptions } from '../run/prepare.ts';
import { type Command, InvalidArgumentError } from './commander.ts';

/** What every command takes that reads a scenario. */
export interface ScenarioFlags {
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replicas?: number;
  readonly out?: string;
  readonly workers: number;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly overwrite?: boolean;
}

export function addScenarioFlags(command: Command): Command {
  return command
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
    .option('--workers <n>', 'threads that replicas are spread over', positive, availableParallelism())
    .option('--dry-run', 'print the plan: regime, step, cost; run and write nothing')
    .option('--force', 'go on past the validity gate');
}

export function prepareOptions(flags: ScenarioFlags): PrepareOptions {
  return {
    ...(flags.set === undefined ? {} : { set: flags.set }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.replicas === undefined ? {} : { replicas: flags.replicas }),
  };
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function count(text: string): number {
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

function positive(text: string): number {
  const value = count(text);
  if (value < 1) throw new InvalidArgumentError('expected a whole number ≥ 1.');
  return value;
}

/** An argument as a shell takes it, so that the command in the manifest can be pasted. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
