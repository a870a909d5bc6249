import { join } from 'node:path';
import { compare, firstReplicas, type Source } from '../compare/compare.ts';
import type { Comparison } from '../compare/comparison.ts';
import { judgeExpectations } from '../compare/expectations.ts';
import { drawComparison } from '../compare/figures.ts';
import { comparisonLines, lookLine, presentInterval } from '../compare/lines.ts';
import { type PreparedComparison, prepareComparison } from '../compare/prepare-compare.ts';
import { type ReportSource, writeReport } from '../compare/report.ts';
import { type FieldSide, fieldSide, type ParticleSide, particleSide } from '../compare/simulated.ts';
import { isFolder, storedSide } from '../compare/stored.ts';
import { trajectorySide } from '../compare/trajectory-side.ts';
import { writeComparison } from '../compare/write-comparison.ts';
import { duration } from '../output/format.ts';
import { estimateCost } from '../run/cost.ts';
import { estimateParticleCost } from '../run/particle-cost.ts';
import { particleRegime, particleRegimeLines } from '../run/particle-regime.ts';
import { regimeLines, regimeOf } from '../run/regime.ts';
import { verdictCode } from '../run/run.ts';
import { RunFolder, versions } from '../run/store.ts';
import { buildPlan } from '../scenario/build.ts';
import { buildParticlePlan } from '../scenario/build-particles.ts';
import type { Command } from './commander.ts';
import {
  addRunFlags,
  positiveNumber,
  prepareOptions,
  quoted,
  type ScenarioFlags,
  spread,
  UNTHREADED,
} from './options.ts';
import { ProgressBar } from './progress-bar.ts';

const HELP = `
Runs the field and the particles of one scenario, measures both with the same estimators, and ends in a verdict on every
curve: agree (exit 0), differ (3) or inconclusive (4: run longer), at compare.tolerance and compare.confidence. It looks at
R, 2R, 4R, … replicas of either (R of the scenario, at least 8) until that is decided or compare.budget is used up.
Writes comparison.json, report.html, figures, and the curves of both under field/ and particles/.

Examples:
  dk compare scenarios/ideal-gas-compare.yaml
  dk compare scenarios/gaussian-core-weak.yaml --set compare.tolerance=0.02 --set compare.budget=30min
  dk compare scenario.yaml --field runs/field --particles runs/particles
  dk compare scenario.yaml --particles dump.lammpstrj --timestep 0.005`;

interface CompareFlags extends ScenarioFlags {
  readonly field?: string;
  readonly particles?: string;
  readonly timestep?: number;
}

/** `dk compare SCENARIO`: both engines, and whether they agree. */
export function addCompare(program: Command, finish: (code: number) => void): void {
  addRunFlags(program.command('compare').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .description('run field and particles of one scenario and say whether they agree')
    .option('--field <run>', 'take the field from this run folder instead')
    .option('--particles <run|file>', 'take the particles from this run folder or trajectory instead')
    .option('--timestep <time>', 'time of one step of that trajectory, where it counts steps', positiveNumber)
    .addHelpText('after', HELP)
    .action(async (file: string, flags: CompareFlags) => finish(await run(file, flags)));
}

async function run(file: string, flags: CompareFlags): Promise<number> {
  const prepared = await prepareComparison(file, prepareOptions(flags));
  const { scenario } = prepared.particles.loaded;
  const out = flags.out ?? join('runs', scenario.name);
  const say = (line: string): void => {
    if (flags.quiet !== true && flags.json !== true) process.stdout.write(`${line}\n`);
  };
  const warn = (line: string): void => {
    if (flags.quiet !== true) process.stderr.write(`${line}\n`);
  };
  if (flags.dryRun !== true) RunFolder.check(out, flags.overwrite === true);
  const plan = buildPlan(prepared.field.loaded.scenario, prepared.field.profile?.values ?? null);
  const particlePlan = buildParticlePlan(
    scenario,
    prepared.particles.start?.positions ?? null,
    prepared.particles.profile?.values ?? null,
  );
  const regime = regimeOf(plan);
  const particles = particleRegime(particlePlan);
  if (flags.field === undefined) for (const line of regimeLines(plan, regime)) say(line);
  if (flags.particles === undefined) for (const line of particleRegimeLines(particlePlan, particles)) say(line);
  for (const warning of [...regime.warnings, ...particles.warnings]) warn(`  warning    ${warning}`);
  const { tolerance, confidence, budget } = scenario.compare;
  const { workers } = spread({ ...flags, threads: 1 }, Number.POSITIVE_INFINITY);
  if (flags.threads !== undefined) warn(UNTHREADED);
  say(
    `  compare    within ${100 * tolerance} % at ${100 * confidence} % confidence, ${firstReplicas(scenario)} replicas at first, budget ${budget}`,
  );
  if (flags.dryRun === true || flags.quiet !== true) {
    const first = firstReplicas(scenario) / scenario.ensemble.replicas;
    const [a, b] = [estimateCost(plan, workers), estimateParticleCost(particlePlan, workers)];
    const sum =
      (flags.field === undefined ? a.seconds : 0) + (flags.particles === undefined ? (b?.seconds ?? Number.NaN) : 0);
    say(
      `  cost       about ${duration(first * sum)} to the first look, on ${workers} worker(s), measuring not counted`,
    );
  }
  if (flags.dryRun === true) return 0;

  const stored = flags.field === undefined ? null : storedSide(flags.field, 'field', scenario);
  const read = await particlesFrom(flags, particlePlan, scenario, warn);
  const folder = RunFolder.create(out, flags.overwrite === true);
  const head = {
    ...versions(),
    command: ['dk', ...process.argv.slice(2).map(quoted)].join(' '),
    seed: scenario.ensemble.seed,
  };
  folder.write('scenario.yaml', prepared.particles.loaded.text);
  folder.writeJson('resolved.json', scenario);
  folder.writeJson('manifest.json', { ...head, status: 'running' });

  const shown = flags.quiet !== true;
  let bar = new ProgressBar(1, shown);
  let current = '';
  let present = '';
  const simulate = {
    workers,
    progress: (engine: string, replicas: number, p: Parameters<ProgressBar['update']>[0]): void => {
      const label = `${engine}, ${replicas} replicas${present}`;
      if (label !== current) {
        bar.clear();
        bar = new ProgressBar(replicas, shown, label);
        current = label;
      }
      bar.update(p);
    },
  };
  const field =
    stored === null ? fieldSide(plan, prepared.field.profile?.values ?? null, flags.force === true, simulate) : null;
  const movers = read === null ? particleSide(particlePlan, folder.path, simulate) : null;
  const sources = { field: stored ?? field, particles: read ?? movers };
  if (sources.field === null || sources.particles === null) throw new Error('a side is missing');
  const comparison = await compare(scenario, sources.field, sources.particles, {
    now: () => performance.now() / 1000,
    told: (look, verdicts) => {
      bar.clear();
      say(lookLine(look, verdicts));
      present = ` (${presentInterval(look, verdicts)})`;
    },
    grade: () => field?.ensemble.measured().grade ?? null,
    failed: () => failure(field, movers),
  });
  bar.clear();
  return conclude(comparison, { prepared, folder, head, field, movers, sources, plan, say, flags, out });
}

async function particlesFrom(
  flags: CompareFlags,
  plan: ReturnType<typeof buildParticlePlan>,
  scenario: PreparedComparison['particles']['loaded']['scenario'],
  warn: (line: string) => void,
): Promise<Source | null> {
  if (flags.particles === undefined) return null;
  if (isFolder(flags.particles)) return storedSide(flags.particles, 'particles', scenario);
  return trajectorySide(flags.particles, plan, flags.timestep, (message) => warn(`  warning    ${message}`));
}

/** Why a side did not end as planned; null where both did. */
function failure(field: FieldSide | null, particles: ParticleSide | null): string | null {
  const [first] = [...(field?.messages ?? []), ...(particles?.messages ?? [])];
  return first ?? null;
}

interface Ending {
  readonly prepared: PreparedComparison;
  readonly folder: RunFolder;
  readonly head: ReportSource['head'];
  readonly field: FieldSide | null;
  readonly movers: ParticleSide | null;
  readonly sources: { readonly field: Source | null; readonly particles: Source | null };
  readonly plan: ReturnType<typeof buildPlan>;
  say(line: string): void;
  readonly flags: CompareFlags;
  readonly out: string;
}

/** Writes everything and gives the exit code. */
async function conclude(comparison: Comparison, ending: Ending): Promise<number> {
  const { folder, head, field, movers, plan, say, flags, out, prepared } = ending;
  const { scenario } = prepared.particles.loaded;
  const sides = [ending.sources.field, ending.sources.particles].flatMap((source) =>
    source === null ? [] : [source.side()],
  );
  const expected = comparison.code === 1 ? [] : judgeExpectations(scenario, sides[0], sides[1], comparison);
  const code = comparison.code !== 0 ? comparison.code : verdictCode(expected);
  writeComparison(folder, comparison, sides, field === null ? null : { side: field, cells: plan.fft.grid.cells });
  const manifest = {
    ...head,
    status: comparison.code === 1 ? 'failed' : 'done',
    code,
    messages: [...(field?.messages ?? []), ...(movers?.messages ?? [])],
    outcome: comparison.outcome,
    regime: { field: regimeOf(plan) },
    validity: field?.ensemble.measured() ?? null,
    timing: { field: field?.timing ?? null, particles: movers?.timing ?? null },
    expect: expected,
  };
  folder.writeJson('manifest.json', manifest);
  const simulated = { field, particles: movers };
  const figures =
    comparison.code === 1
      ? []
      : await drawComparison(folder, { scenario, comparison, field: sides[0], particles: sides[1], plan, simulated });
  const { loaded } = prepared.particles;
  const validity = field === null ? null : { regime: regimeOf(plan), measured: field.ensemble.measured() };
  writeReport(folder, { comparison, figures, loaded, field: validity, head });
  for (const line of comparisonLines(comparison)) say(line);
  for (const { text, state } of expected) say(`  expect     ${text}: ${state}`);
  say(`  written    ${out}: report.html, comparison.json, figures, field/curves, particles/curves`);
  for (const message of manifest.messages) process.stderr.write(`dk: ${message}\n`);
  if (flags.json === true) process.stdout.write(folder.readText('comparison.json'));
  return code;
}
