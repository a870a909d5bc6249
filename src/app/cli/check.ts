import { type Audited, auditPlugin } from '../check/audit-plugin.ts';
import { auditScenario } from '../check/audit-scenario.ts';
import { checkLines, verdict } from '../check/lines.ts';
import { loadPlugin } from '../plugins/load-plugin.ts';
import { prepare, prepareParticles } from '../run/prepare.ts';
import { ScenarioError } from '../scenario/problem.ts';
import type { Command } from './commander.ts';
import { addPluginFlags, collect, count, prepareOptions, type ScenarioFlags } from './options.ts';

const HELP = `
Holds every term of the free energy to itself: F against δF/δρ in random directions and mode by mode, δF/δρ against F″(k), bulk,
flux and pressure; says where the uniform state is stable and what the grid resolves; runs a little without noise, where F
must not rise. Of a plug-in (.js, .mjs) every functional, at its examples. Bounds are those of rounding and of the difference
formula. Ends with 3 where a check fails.

Examples:
  dk check scenarios/spinodal-double-well.yaml
  dk check my-term.js
  dk check scenario.yaml --allow-plugins --json`;

/** `dk check SCENARIO|PLUGIN`: whether energies, chemical potentials and curvatures belong together. */
export function addCheck(program: Command, finish: (code: number) => void): void {
  addPluginFlags(program.command('check').argument('<scenario|plugin>', 'scenario file, or plug-in (.js)'))
    .description('audit a free energy, of a scenario or a plug-in: derivatives, stability, descent')
    .option('--set <path=value>', 'change a value of the scenario (repeatable)', collect)
    .option('--seed <n>', 'seed of the random fields (ensemble.seed)', count)
    .option('--quiet', 'print the verdict only')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: ScenarioFlags) => {
      const groups = /\.m?js$/.test(file) ? auditPlugin(await loadPlugin(file)) : [await ofScenario(file, flags)];
      const failed = groups.some(({ checks }) => checks.some(({ state }) => state === 'FAIL'));
      if (flags.json === true) {
        process.stdout.write(`${JSON.stringify({ file, verdict: failed ? 'FAIL' : 'ok', groups }, null, 2)}\n`);
      } else if (flags.quiet === true) process.stdout.write(`${verdict(groups)}\n`);
      else process.stdout.write(`${checkLines(groups).join('\n')}\n`);
      finish(failed ? 3 : 0);
    });
}

/** A scenario that is good for particles only is audited as far as its terms can be made. */
async function ofScenario(file: string, flags: ScenarioFlags): Promise<Audited> {
  const options = prepareOptions(flags);
  try {
    const { loaded, profile } = prepare(file, options);
    const { scenario } = loaded;
    return { title: scenario.name, checks: auditScenario(scenario, profile?.values ?? null) };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const particles = await prepareParticles(file, options).catch(() => null);
    if (particles === null) throw error;
    const { scenario } = particles.loaded;
    return { title: `${scenario.name} (particles)`, checks: auditScenario(scenario, null, 'particles') };
  }
}
