import { type Command, InvalidArgumentError } from '../cli/commander.ts';
import type { AnalyzeOptions } from './analyze-options.ts';

/** The options of `dk analyze` as they arrive. */
export interface AnalyzeFlags extends Omit<AnalyzeOptions, 'warn' | 'progress' | 'types' | 'byType'> {
  readonly types?: readonly string[];
  readonly byType?: boolean;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export function addAnalyzeFlags(command: Command): Command {
  return command
    .option('--out <dir>', 'folder for the result (default: runs/<name of the first file>-analysis)')
    .option('--kmax <n>', 'modes with |n_i| <= n on every axis (default: 16)', atLeast(1))
    .option('--k <list>', 'wavenumbers of F(k,t); each is served by the nearest shell', positives, [])
    .option('--lags <n>', 'longest lag of F(k,t) in frames (default: up to 64, at most half of the frames)', atLeast(1))
    .option('--every <n>', 'take one frame in n', atLeast(1), 1)
    .option('--skip <n>', 'leave out the first n frames of every run', atLeast(0), 0)
    .option('--mean <how>', 'mean density: kept or subtracted', oneOf('kept', 'subtracted'), 'kept')
    .option('--box <sides>', 'sides of the box, for files without one: 7,7.5,7.25', sides)
    .option('--dim <d>', 'axes to keep: 2 takes x and y alone', dimension)
    .option('--timestep <dt>', 'time of one step (of one frame, where the file tells no steps)', positive)
    .option('--types <list>', 'only the particles of these types', names)
    .option(
      '--by-type',
      'besides all particles together, each type by itself, and the partial S(k) of all pairs of types',
    )
    .option(
      '--kind <kind>',
      'stored fields: density or order-parameter',
      oneOf('density', 'order-parameter'),
      'density',
    )
    .option('--overwrite', 'replace an existing result')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the result as JSON');
}

function atLeast(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`expected a whole number ≥ ${least}.`);
    }
    return value;
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('expected a number > 0.');
  return value;
}

function positives(text: string): readonly number[] {
  return text.split(',').map(positive);
}

function sides(text: string): readonly number[] {
  const values = positives(text);
  if (values.length > 3) throw new InvalidArgumentError('expected one to three sides.');
  return values;
}

function dimension(text: string): number {
  const value = Number(text);
  if (value !== 1 && value !== 2 && value !== 3) throw new InvalidArgumentError('expected 1, 2 or 3.');
  return value;
}

function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

function oneOf<T extends string>(...allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`expected ${allowed.join(' or ')}.`);
    return found;
  };
}
