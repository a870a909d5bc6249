import { join } from 'node:path';
import { MultiTau } from '../../analysis/observables/multi-tau.ts';
import { stationary, theoryCurves } from '../../analysis/theory/linear.ts';
import { linearRate, type Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { writeTable } from '../output/table.ts';
import { drawRun } from '../run/figures.ts';
import { prepare } from '../run/prepare.ts';
import { RunFolder, versions } from '../run/store.ts';
import { buildPlan, resolvedModes } from '../scenario/build.ts';
import type { Command } from './commander.ts';
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
      const out = flags.out ?? join('runs', `${scenario.name}-theory`);
      const folder = RunFolder.create(out, flags.overwrite === true);
      const summary = summarise(model, k);
      folder.write('scenario.yaml', text);
      folder.writeJson('resolved.json', scenario);
      folder.writeJson('manifest.json', { ...versions(), status: 'done', theory: summary });
      for (const curve of curves) folder.write(`curves/${curve.name}.csv`, writeTable(curve));
      await drawRun(folder, scenario, [], 'theory');
      const say = (lines: readonly string[]): void => {
        process.stdout.write(`${lines.join('\n')}\n`);
      };
      if (flags.json === true) say([JSON.stringify(summary, null, 2)]);
      else if (flags.quiet !== true) say(lines(scenario.name, summary, out));
      finish(0);
    });
}

/** What linear theory says in a few numbers; null where it says nothing. */
interface Summary {
  readonly smallestK: number;
  readonly structureFactor: number | null;
  /** An external potential: the uniform state is not the equilibrium one. */
  readonly inhomogeneous: boolean;
  readonly unstable: boolean;
  readonly fastestK: number;
  readonly fastestGrowth: number;
}

function summarise(model: Model, k: readonly number[]): Summary {
  const rates = k.map((value) => linearRate(model, value));
  const fastest = rates.reduce((best, rate, i) => (rate < rates[best] ? i : best), 0);
  const s = stationary(model, k[0]);
  return {
    smallestK: k[0],
    structureFactor: Number.isNaN(s) ? null : s,
    inhomogeneous: model.functionals.some((f) => f.inhomogeneous === true),
    unstable: rates[fastest] < 0,
    fastestK: k[fastest],
    fastestGrowth: -rates[fastest],
  };
}

function scattering(plan: ReturnType<typeof buildPlan>): { k: number[]; times: number[] } | null {
  const spec = plan.scenario.observe.find((item) => item.quantity === 'intermediate-scattering');
  if (spec === undefined || !Array.isArray(spec.k)) return null;
  const modes = resolvedModes(plan);
  const wanted = spec.k.map((value) => modes.shells[modes.nearestShell(Number(value))].k);
  const { lags } = new MultiTau(Number(spec.lags), spec.spacing === 'linear' ? 'linear' : 'logarithmic');
  return { k: [...new Set(wanted)], times: Array.from(lags, (lag) => lag * spec.sample) };
}

function lines(name: string, s: Summary, path: string): readonly string[] {
  const out = [`${name}: linear theory of the uniform state`];
  if (s.unstable) {
    const wavelength = short((2 * Math.PI) / s.fastestK, 4);
    out.push(
      `  unstable   fastest growth ω = ${short(s.fastestGrowth, 5)} at k = ${short(s.fastestK, 5)}, wavelength ${wavelength}`,
      '  S(k)       left empty where the state is unstable: there is no stationary one',
    );
  } else if (s.inhomogeneous) {
    out.push('  S(k)       left empty: with an external potential the uniform state is not the equilibrium one');
  } else
    out.push(
      `  stable     S = ${short(s.structureFactor ?? Number.NaN, 5)} at the smallest k = ${short(s.smallestK, 5)}`,
    );
  return [...out, `  written    ${path}: curves, figures`];
}
