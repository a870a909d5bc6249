import { join } from 'node:path';
import { duration } from '../output/format.ts';
import { estimateParticleCost } from '../run/particle-cost.ts';
import { particleEndLines } from '../run/particle-end-lines.ts';
import { particleRegime, particleRegimeLines } from '../run/particle-regime.ts';
import { prepareParticles } from '../run/prepare.ts';
import { runParticles } from '../run/run-particles.ts';
import { RunFolder } from '../run/store.ts';
import { buildParticlePlan } from '../scenario/build-particles.ts';
import type { Command } from './commander.ts';
import { addRunFlags, prepareOptions, quoted, type ScenarioFlags, spread, UNTHREADED } from './options.ts';
import { ProgressBar } from './progress-bar.ts';

const HELP = `
Runs the particles that a scenario's free energy stands for: ideal gas, pair and external terms, or those of its block
particles. The folder of the run holds curves/*.csv, particles/trajectory.lammpstrj (which OVITO and dk analyze open),
figures, with output.movie or --movie an animation figures/particles.gif, and a manifest.json.

Examples:
  dk particles scenarios/lecture.yaml
  dk particles scenarios/wca-2d-dense.yaml --replicas 4 --seed 7
  dk particles scenarios/gaussian-core-2d.yaml --set time.duration=2 --movie --out runs/short
  dk analyze runs/lecture/particles/trajectory.lammpstrj`;

interface ParticleFlags extends ScenarioFlags {
  readonly movie?: boolean;
  readonly frames?: boolean;
}

/** `dk particles SCENARIO`: simulates the particles and measures them. */
export function addParticles(program: Command, finish: (code: number) => void): void {
  addRunFlags(program.command('particles').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .description('simulate the particles of a scenario by Brownian dynamics, measure them, draw them')
    .option('--movie', 'write an animation of particles and density (output.movie)')
    .option('--frames', 'write every frame of the animation as a PNG too (output.movie.frames)')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: ParticleFlags) => {
      const prepared = await prepareParticles(file, withMovie(flags));
      const { scenario } = prepared.loaded;
      const plan = buildParticlePlan(scenario, prepared.start?.positions ?? null, prepared.profile?.values ?? null);
      const { replicas } = scenario.ensemble;
      const { workers } = spread({ ...flags, threads: 1 }, replicas);
      const out = flags.out ?? join('runs', scenario.name);
      const say = (line: string): void => {
        if (flags.quiet !== true && flags.json !== true) process.stdout.write(`${line}\n`);
      };
      const warn = (line: string): void => {
        if (flags.quiet !== true) process.stderr.write(`${line}\n`);
      };
      if (flags.threads !== undefined) warn(UNTHREADED);
      if (flags.dryRun !== true) RunFolder.check(out, flags.overwrite === true);
      const regime = particleRegime(plan);
      for (const line of particleRegimeLines(plan, regime)) say(line);
      for (const warning of regime.warnings) warn(`  warning    ${warning}`);
      if (flags.dryRun === true || flags.quiet !== true) {
        const cost = estimateParticleCost(plan, workers, flags.dryRun === true ? 250 : 60);
        say(
          cost === null
            ? '  cost       unknown: the first steps fail'
            : `  cost       ${cost.steps} steps × ${replicas} replica(s) on ${workers} worker(s), ${cost.millisecondsPerStep.toPrecision(2)} ms each: about ${duration(cost.seconds)}`,
        );
        if (flags.dryRun === true) {
          if (flags.json === true) process.stdout.write(`${JSON.stringify({ regime, cost }, null, 2)}\n`);
          return;
        }
      }
      const bar = new ProgressBar(replicas, flags.quiet !== true);
      const outcome = await runParticles(prepared, plan, {
        out,
        overwrite: flags.overwrite === true,
        workers,
        command: ['dk', ...process.argv.slice(2).map(quoted)].join(' '),
        progress: (p) => bar.update(p),
      });
      bar.clear();
      for (const line of particleEndLines(outcome)) (line.startsWith('  warning') ? warn : say)(line);
      const more = outcome.files.length === 0 ? '' : `, ${outcome.files.join(', ')}`;
      say(`  written    ${outcome.folder}: curves, figures, manifest.json${more}`);
      const { messages } = outcome.manifest;
      for (const message of Array.isArray(messages) ? messages : []) process.stderr.write(`dk: ${message}\n`);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(outcome.manifest, null, 2)}\n`);
      finish(outcome.code);
    });
}

/** --movie and --frames are short for values of the scenario. */
function withMovie(flags: ParticleFlags) {
  const options = prepareOptions(flags);
  if (flags.movie !== true && flags.frames !== true) return options;
  const set = flags.frames === true ? 'output.movie.frames=true' : 'output.movie.frames=false';
  return { ...options, set: [...(options.set ?? []), set] };
}
