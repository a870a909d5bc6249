import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { expectedOf } from '../plan/expectations.ts';
import { planLines } from '../plan/lines.ts';
import { planRun } from '../plan/plan.ts';
import { planReport } from '../plan/report.ts';
import { type Setting, settingsOf } from '../plan/settings.ts';
import type { Split } from '../plan/split.ts';
import { fileReason } from '../run/file-reason.ts';
import { prepare } from '../run/prepare.ts';
import { buildObservable, buildPlan } from '../scenario/build.ts';
import { checkObservables } from '../scenario/check-observables.ts';
import { type Assignment, assignment } from '../scenario/overrides.ts';
import { parsePath } from '../scenario/path.ts';
import { ScenarioError } from '../scenario/problem.ts';
import { rewrite } from '../scenario/rewrite.ts';
import { UsageError } from '../usage-error.ts';
import { type Command, InvalidArgumentError, Option } from './commander.ts';
import { addPluginFlags, collect, count, positive, prepareOptions, quoted } from './options.ts';

const HELP = `
Integrator, step and mask are chosen so that the error of the time step of every observable stays within --error, at the least
cost; what duration and replicas will leave as statistical error is said beside it. Nothing is run but a few steps, to time them.
docs/plan.md says what the choice rests on.

Examples:
  dk plan scenarios/gaussian-core-2d.yaml
  dk plan scenarios/gaussian-core-2d.yaml --error 0.3% --grid auto
  dk plan scenarios/gaussian-core-2d.yaml --set density=40 --out planned.yaml
  dk plan scenarios/cosine-potential.yaml --json`;

interface PlanFlags {
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replicas?: number;
  readonly workers: number;
  readonly error: number;
  readonly grid: 'keep' | 'auto';
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly plugin?: readonly string[];
  readonly allowPlugins?: boolean;
}

/** `dk plan SCENARIO`: integrator, step, mask and grid for a wanted error, with the cost. */
export function addPlan(program: Command, finish: (code: number) => void): void {
  addPluginFlags(program.command('plan'))
    .argument('<scenario>', 'scenario file (YAML or JSON)')
    .description('choose integrator, step, mask and grid for a wanted error; say what it will cost')
    .option('--error <error>', 'wanted relative error, 1% or 0.01', fraction, 0.01)
    .addOption(new Option('--grid <how>', 'may box.cells change?').choices(['keep', 'auto']).default('keep'))
    .option('--set <path=value>', 'change a value of the scenario, e.g. --set density=40 (repeatable)', collect)
    .option('--seed <n>', 'seed of all random numbers (ensemble.seed)', count)
    .option('--replicas <n>', 'independent runs (ensemble.replicas)', positive)
    .option('--workers <n>', 'cores that the plan may count on', positive, availableParallelism())
    .option('--out <file>', 'write the scenario with the settings of the plan put in, comments kept')
    .option('--overwrite', 'replace an existing file')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', HELP)
    .action((file: string, flags: PlanFlags) => {
      const prepared = prepare(file, prepareOptions(flags));
      const { scenario, text } = prepared.loaded;
      const plan = buildPlan(scenario, prepared.profile?.values ?? null);
      const mistakes = checkObservables(scenario.observe, (spec) => buildObservable(plan, spec));
      if (mistakes.length > 0)
        throw new ScenarioError(mistakes.map((m) => prepared.loaded.problem(m.path, m.message, m.within)));
      if (flags.out !== undefined) checkOut(flags.out, file, flags.overwrite === true);
      const run = planRun(scenario, prepared.profile, {
        error: flags.error,
        grid: flags.grid,
        cores: flags.workers,
        threads: knowsThreads(program),
      });
      const settings = settingsOf(run, scenario);
      const expected = expectedOf(run);
      const command = commandLine(file, flags, settings, run.split);
      const say = (lines: readonly string[]): void => {
        process.stdout.write(`${lines.join('\n')}\n`);
      };
      if (flags.quiet !== true) {
        for (const warning of run.warnings) process.stderr.write(`  warning    ${warning}\n`);
      }
      if (flags.json === true) say([JSON.stringify(planReport(run, settings, expected, command), null, 2)]);
      else if (flags.quiet !== true) say([...planLines(run, settings, expected), '', `  run        ${command}`]);
      if (flags.out !== undefined) {
        writeOut(flags.out, withSettings(text, flags, settings));
        if (flags.quiet !== true && flags.json !== true)
          say([`  written    ${flags.out}; dk run ${quoted(flags.out)}`]);
        if (dirname(resolve(flags.out)) !== dirname(resolve(file))) reread(flags.out);
      }
      finish(0);
    });
}

/** 1%, 0.3 % or 0.01, above 0 and below 100 %. */
function fraction(text: string): number {
  const found = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(%?)\s*$/i.exec(text);
  const value = found === null ? Number.NaN : Number(found[1]) / (found[2] === '%' ? 100 : 1);
  if (!(value > 0 && value < 1))
    throw new InvalidArgumentError('expected a relative error between 0 and 1, such as 1% or 0.01.');
  return value;
}

/** The command that puts the plan to work. */
function commandLine(file: string, flags: PlanFlags, settings: readonly Setting[], split: Split): string {
  const sets = [
    ...(flags.set ?? []),
    ...settings
      .filter(({ changed }) => changed)
      .map(({ path, value }) => `${path}=${JSON.stringify(value).replaceAll('"', '')}`),
  ];
  const numbers = (['seed', 'replicas'] as const).flatMap((key) =>
    flags[key] === undefined ? [] : [`--${key}`, String(flags[key])],
  );
  const workers = flags.workers === availableParallelism() ? [] : ['--workers', String(split.workers)];
  const plugins = [
    ...(flags.plugin ?? []).flatMap((name) => ['--plugin', name]),
    ...(flags.allowPlugins === true ? ['--allow-plugins'] : []),
  ];
  const more = split.threads > 1 ? ['--threads', String(split.threads)] : [];
  return ['dk', 'run', file, ...sets.flatMap((set) => ['--set', set]), ...numbers, ...plugins, ...workers, ...more]
    .map(quoted)
    .join(' ');
}

/** Whether `dk run` of this version takes `--threads`. */
function knowsThreads(program: Command): boolean {
  const run = program.commands.find((command) => command.name() === 'run');
  return run?.options.some(({ long }) => long === '--threads') ?? false;
}

function withSettings(text: string, flags: PlanFlags, settings: readonly Setting[]): string {
  const given = (flags.set ?? []).map(assignment).filter((one): one is Assignment => !('message' in one));
  const numbers = (['seed', 'replicas'] as const).flatMap((key) => {
    return flags[key] === undefined ? [] : [{ label: `--${key}`, path: ['ensemble', key], value: flags[key] }];
  });
  // what the scenario says already stays as it is written
  const chosen = settings
    .filter(({ changed }) => changed)
    .map(({ path, value }) => ({ label: path, path: parsePath(path), value }));
  try {
    return rewrite(text, [...given, ...numbers, ...chosen]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      `cannot write the scenario with the plan put in: ${error.message}; use the --set options instead`,
    );
  }
}

function checkOut(out: string, file: string, overwrite: boolean): void {
  if (resolve(out) === resolve(file)) throw new UsageError(`--out ${out} is the scenario itself; choose another file`);
  if (existsSync(out) && !overwrite)
    throw new UsageError(`${out} exists; add --overwrite to replace it, or choose another file with --out`);
}

function writeOut(out: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    writeFileSync(out, text);
  } catch (error) {
    throw new UsageError(`cannot write ${out}: ${fileReason(error)}; choose another file with --out`);
  }
}

/** In another folder the names of other files may lead nowhere. */
function reread(out: string): void {
  try {
    prepare(out, {});
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    process.stderr.write(`  warning    ${out} names files that are not in its folder:\n${error.message}\n`);
  }
}
