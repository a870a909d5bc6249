import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
  dk analyze trajectory.lammpstrj --k 1.2,3              S(k), g(r), F(k,t), MSD of LAMMPS dumps and extXYZ
  dk list functionals                                    what a free energy can be made of
  dk schema > scenario.schema.json                       JSON Schema for editors

Exit codes: 0 done; 1 run failed or refused by the validity gate, results so far kept; 2 bad input or usage;
3 an expectation of the scenario was not met; 4 inconclusive: run longer.`;

type Add = (program: Command, finish: (code: number) => void) => void;

/** Commands in the order of the help. Only what is called is loaded: reading all files takes longer than a short run. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  run: async () => (await import('./run.ts')).addRun,
  plan: async () => (await import('./plan.ts')).addPlan,
  particles: async () => (await import('./particles.ts')).addParticles,
  compare: async () => (await import('./compare.ts')).addCompare,
  theory: async () => (await import('./theory.ts')).addTheory,
  analyze: async () => (await import('./analyze.ts')).addAnalyze,
  plot: async () => (await import('./plot.ts')).addPlot,
  list: async () => (await import('./list.ts')).addList,
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
  try {
    if (args.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ScenarioError || error instanceof UsageError) {
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

/** Started as bin/dk.js or as this file itself, not imported by a test. */
function isEntry(script: string): boolean {
  const bin = fileURLToPath(new URL('../../../bin/dk.js', import.meta.url));
  const real = realpathSync(script);
  return real === realpathSync(bin) || real === fileURLToPath(import.meta.url);
}
