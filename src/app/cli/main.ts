import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blame } from '../plugins/blame.ts';
import { PluginError } from '../plugins/plugin-error.ts';
import { versions } from '../run/store.ts';
import { ScenarioError } from '../scenario/problem.ts';
import { UsageError } from '../usage-error.ts';
import { Command, CommanderError } from './commander.ts';

const EXAMPLES = `
Examples:
  dk run scenarios/gaussian-core-2d.yaml                 run, measure S(k), draw it beside the theory
  dk run scenarios/gaussian-core-2d.yaml --dry-run       what would run: regime, step, cost
  dk plan scenarios/gaussian-core-2d.yaml --error 1%     integrator, step and grid for a wanted error
  dk run scenario.yaml --set density=40 --out runs/thin  change a value, keep the file
  dk particles scenarios/lecture.yaml                    the particles themselves, with an animation
  dk theory scenarios/gaussian-core-2d.yaml              linear theory, no simulation
  dk minimise scenarios/harmonic-trap.yaml               equilibrium profile, tension, no simulation
  dk analyze trajectory.lammpstrj --k 1.2,3              S(k), g(r), F(k,t), MSD of LAMMPS dumps and extXYZ
  dk check my-term.js                                    do energy, chemical potential and curvature agree?
  dk new functional my-term                              a term of the free energy of one's own, to start from
  dk list functionals                                    what a free energy can be made of
  dk schema > scenario.schema.json                       JSON Schema for editors

Exit codes: 0 done; 1 run failed or refused by the validity gate, results so far kept; 2 bad input or usage;
3 an expectation of the scenario was not met, or a check failed; 4 inconclusive: run longer.`;

type Add = (program: Command, finish: (code: number) => void) => void;

/** Commands in the order of the help. Only what is called is loaded: reading all files takes longer than a short run. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  run: async () => (await import('./run.ts')).addRun,
  plan: async () => (await import('./plan.ts')).addPlan,
  particles: async () => (await import('./particles.ts')).addParticles,
  compare: async () => (await import('./compare.ts')).addCompare,
  theory: async () => (await import('./theory.ts')).addTheory,
  minimise: async () => (await import('./minimise.ts')).addMinimise,
  analyze: async () => (await import('./analyze.ts')).addAnalyze,
  plot: async () => (await import('./plot.ts')).addPlot,
  list: async () => (await import('./list.ts')).addList,
  calibrate: async () => (await import('./calibrate.ts')).addCalibrate,
  check: async () => (await import('./check.ts')).addCheck,
  new: async () => (await import('./new.ts')).addNew,
  schema: async () => (await import('./schema.ts')).addSchema,
};

/** The command line. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const finish = (value: number): void => {
    code = value;
  };
  const program = new Command('dk')
    .description(
      'Fluctuating density fields of Brownian particles: field, theory and structure factors from one free energy',
    )
    .version(versions().version)
    .showHelpAfterError('(dk --help shows the commands; dk COMMAND --help its options)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  const [wanted] = args;
  const names = wanted !== undefined && Object.hasOwn(COMMANDS, wanted) ? [wanted] : Object.keys(COMMANDS);
  for (const name of names) (await COMMANDS[name]())(program, finish);
  for (const command of program.commands) command.exitOverride();
  program.hook('preAction', (_program, command) => loadPluginsOf(command));
  try {
    if (args.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ScenarioError || error instanceof UsageError || error instanceof PluginError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOSPC' || error.code === 'EACCES' || error.code === 'EROFS')
    ) {
      process.stderr.write(`cannot write: ${error.message}\n`);
      return 1;
    }
    const blamed = blame(error);
    if (blamed !== null) {
      process.stderr.write(`dk: ${blamed}\n`);
      return 1;
    }
    process.stderr.write(
      `dk: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return 1;
  }
}

const started = process.argv[1];
if (started !== undefined && isEntry(started)) {
  // a reader that goes away (dk list | head) is no error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  process.exitCode = await main(process.argv.slice(2));
}

/** Loads the plug-ins that the command line or a scenario on it names, before the command makes a schema. */
async function loadPluginsOf(command: Command): Promise<void> {
  const { plugin, allowPlugins, field, particles } = command.opts<PluginFlags>();
  const [argument] = command.registeredArguments;
  const given = (what: RegExp): readonly string[] =>
    what.test(argument?.name() ?? '') ? command.args.slice(0, 1) : [];
  const folders = [...given(/^run$/), field, particles].filter((path) => path !== undefined);
  const scenarios = given(/^scenario/).filter((path) => !/\.m?js$/.test(path));
  if (plugin === undefined && folders.length + scenarios.length === 0) return;
  const { loadWanted, scenarioOf } = await import('../plugins/wanted.ts');
  const all = [...scenarios, ...folders.map(scenarioOf)];
  await loadWanted({ named: plugin ?? [], allowed: allowPlugins === true, scenarios: all });
}

interface PluginFlags {
  readonly plugin?: readonly string[];
  readonly allowPlugins?: boolean;
  /** Run folders of dk compare. */
  readonly field?: string;
  readonly particles?: string;
}

/** Started as bin/dk.js or as this file itself, not imported by a test. */
function isEntry(script: string): boolean {
  const bin = fileURLToPath(new URL('../../../bin/dk.js', import.meta.url));
  const real = realpathSync(script);
  return real === realpathSync(bin) || real === fileURLToPath(import.meta.url);
}
