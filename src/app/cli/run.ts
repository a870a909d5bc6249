import { join } from 'node:path';
import { duration } from '../output/format.ts';
import { backendLine } from '../run/backend-line.ts';
import { checkSteps } from '../run/check-steps.ts';
import { estimateCost } from '../run/cost.ts';
import { endLines } from '../run/end-lines.ts';
import { prepare } from '../run/prepare.ts';
import { regimeLines, regimeOf } from '../run/regime.ts';
import { run } from '../run/run.ts';
import { RunFolder } from '../run/store.ts';
import { buildObservable, buildPlan } from '../scenario/build.ts';
import { checkObservables } from '../scenario/check-observables.ts';
import { ScenarioError } from '../scenario/problem.ts';
import type { Command } from './commander.ts';
import { addRunFlags, prepareOptions, quoted, type ScenarioFlags, spread } from './options.ts';
import { ProgressBar } from './progress-bar.ts';

const HELP = `
The folder of the run holds curves/*.csv, fields/*.npy, figures/*.svg and *.png, and a manifest.json that tells versions,
regime, validity and timing.

Examples:
  dk run scenarios/ideal-gas-1d.yaml
  dk run scenarios/gaussian-core-2d.yaml --replicas 8 --workers 2 --seed 7
  dk run scenarios/gaussian-core-2d.yaml --set time.duration=1000 --out runs/long`;

/** `dk run SCENARIO`: integrates the field and measures it. */
export function addRun(program: Command, finish: (code: number) => void): void {
  addRunFlags(program.command('run').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .description('integrate the field of a scenario, measure it, draw it beside the theory')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: ScenarioFlags) => {
      const prepared = prepare(file, prepareOptions(flags));
      const { scenario } = prepared.loaded;
      const plan = buildPlan(scenario, prepared.profile?.values ?? null);
      const mistakes = [
        ...checkSteps(plan),
        ...checkObservables(scenario.observe, (spec) => buildObservable(plan, spec)),
      ];
      if (mistakes.length > 0)
        throw new ScenarioError(mistakes.map((m) => prepared.loaded.problem(m.path, m.message, m.within)));
      const regime = regimeOf(plan);
      const { workers, threads } = spread(flags, scenario.ensemble.replicas);
      const out = flags.out ?? join('runs', scenario.name);
      const say = (line: string): void => {
        if (flags.quiet !== true && flags.json !== true) process.stdout.write(`${line}\n`);
      };
      const warn = (line: string): void => {
        if (flags.quiet !== true) process.stderr.write(`${line}\n`);
      };
      if (flags.dryRun !== true) RunFolder.check(out, flags.overwrite === true);
      for (const line of regimeLines(plan, regime)) say(line);
      for (const warning of regime.warnings) warn(`  warning    ${warning}`);
      if (flags.dryRun === true || flags.quiet !== true) {
        say(`  backend    ${backendLine(plan, workers, threads)}`);
        const cost = estimateCost(plan, workers, threads, flags.dryRun === true ? 250 : 60);
        const replicas = scenario.ensemble.replicas;
        say(
          `  cost       ${cost.steps} steps × ${replicas} replica(s) on ${workers} worker(s), ${cost.millisecondsPerStep.toPrecision(2)} ms each: about ${duration(cost.seconds)}`,
        );
        if (flags.dryRun === true) {
          say(`  plan       dk plan ${quoted(file)} chooses integrator, step and mask for a wanted error`);
          if (flags.json === true) process.stdout.write(`${JSON.stringify({ regime, cost }, null, 2)}\n`);
          return;
        }
      }
      const bar = new ProgressBar(scenario.ensemble.replicas, flags.quiet !== true);
      const outcome = await run(prepared, plan, {
        out,
        overwrite: flags.overwrite === true,
        force: flags.force === true,
        workers,
        threads,
        command: ['dk', ...process.argv.slice(2).map(quoted)].join(' '),
        progress: (p) => bar.update(p),
      });
      bar.clear();
      for (const line of endLines(plan, outcome)) (line.startsWith('  warning') ? warn : say)(line);
      say(`  written    ${outcome.folder}: curves, figures, fields, manifest.json`);
      const { messages } = outcome.manifest;
      for (const message of Array.isArray(messages) ? messages : []) process.stderr.write(`dk: ${message}\n`);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(outcome.manifest, null, 2)}\n`);
      finish(outcome.code);
    });
}
