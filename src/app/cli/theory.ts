import { join } from 'node:path';
import type { Command } from 'commander';
import { theoryCurves } from '../../analysis/theory/linear.ts';
import { linearRate, linearStructureFactor } from '../../physics/model.ts';
import { drawCurve } from '../output/figures/index.ts';
import { short } from '../output/format.ts';
import { writeTable } from '../output/table.ts';
import { prepare } from '../run/prepare.ts';
import { RunFolder, versions } from '../run/store.ts';
import { buildPlan, resolvedModes } from '../scenario/build.ts';
import { addScenarioFlags, prepareOptions, type ScenarioFlags } from './options.ts';

const HELP = `
Writes curves/structure-factor.csv (k,theory), dispersion.csv (k,omega) and, for the wavenumbers of an
intermediate-scattering observable, intermediate-scattering.csv (k,t,theory), with their figures.

Examples:
  dk theory scenarios/gaussian-core-2d.yaml
  dk theory scenarios/spinodal-double-well.yaml --set free-energy.1.kappa=2`;

/** `dk theory SCENARIO`: linear theory of the uniform state, no simulation. */
export function addTheory(program: Command, finish: (code: number) => void): void {
  addScenarioFlags(program.command('theory').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .description('S(k), F(k,t) and growth rates of linear theory, without a simulation')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: ScenarioFlags) => {
      const prepared = prepare(file, prepareOptions(flags));
      const { scenario, text } = prepared.loaded;
      const plan = buildPlan(scenario, prepared.profile?.values ?? null);
      const { model } = plan;
      const k = resolvedModes(plan).shells.map((shell) => shell.k);
      const curves = theoryCurves(model, k, scattering(plan));
      const folder = RunFolder.create(flags.out ?? join('runs', `${scenario.name}-theory`), flags.overwrite === true);
      folder.write('scenario.yaml', text);
      folder.writeJson('resolved.json', scenario);
      for (const curve of curves) {
        folder.write(`curves/${curve.name}.csv`, writeTable(curve));
        const figure = await drawCurve(curve, { title: `${scenario.name}: linear theory`, units: scenario.units });
        if (figure === null) continue;
        folder.write(`figures/${curve.name}.svg`, figure.svg);
        folder.write(`figures/${curve.name}.png`, figure.png);
      }
      const rates = k.map((value) => linearRate(model, value));
      const fastest = rates.reduce((best, rate, i) => (rate < rates[best] ? i : best), 0);
      const summary = {
        smallestK: k[0],
        structureFactor: linearStructureFactor(model, k[0]),
        unstable: rates[fastest] < 0,
        fastestK: k[fastest],
        fastestGrowth: -rates[fastest],
      };
      folder.writeJson('manifest.json', { ...versions(), status: 'done', theory: summary });
      if (flags.json === true) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
      else if (flags.quiet !== true) process.stdout.write(`${lines(scenario.name, summary, folder.path).join('\n')}\n`);
      finish(0);
    });
}

function scattering(plan: ReturnType<typeof buildPlan>): { k: number[]; times: number[] } | null {
  const spec = plan.scenario.observe.find((item) => item.quantity === 'intermediate-scattering');
  if (spec === undefined || !Array.isArray(spec.k)) return null;
  const modes = resolvedModes(plan);
  const wanted = spec.k.map((value) => modes.shells[modes.nearestShell(Number(value))].k);
  const lags = Number(spec.lags);
  return { k: [...new Set(wanted)], times: Array.from({ length: lags + 1 }, (_, i) => i * spec.sample) };
}

function lines(
  name: string,
  s: { smallestK: number; structureFactor: number; unstable: boolean; fastestK: number; fastestGrowth: number },
  path: string,
): readonly string[] {
  const state = s.unstable
    ? `  unstable   fastest growth ω = ${short(s.fastestGrowth, 5)} at k = ${short(s.fastestK, 5)}, wavelength ${short((2 * Math.PI) / s.fastestK, 4)}`
    : `  stable     S = ${short(s.structureFactor, 5)} at the smallest k = ${short(s.smallestK, 5)}`;
  return [`${name}: linear theory of the uniform state`, state, `  written    ${path}: curves, figures`];
}
