import { join } from 'node:path';
import { MultiTau } from '../../analysis/observables/multi-tau.ts';
import type { ModelFamily } from '../../analysis/theory/critical-point.ts';
import { stationary, theoryCurves } from '../../analysis/theory/linear.ts';
import { linearRate, type Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { writeTable } from '../output/table.ts';
import { drawRun } from '../run/figures.ts';
import { load, prepare } from '../run/prepare.ts';
import { RunFolder, versions } from '../run/store.ts';
import { buildPlan, type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { buildModel } from '../scenario/build-model.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { bulkLines } from '../theory/bulk-lines.ts';
import { bulkSummary } from '../theory/bulk-summary.ts';
import { bulkTheory } from '../theory/bulk-theory.ts';
import { expansionWarnings } from '../theory/expansion-warnings.ts';
import { parameterSweep } from '../theory/parameter-sweep.ts';
import { phaseCurves, phaseRow, temperatureRows } from '../theory/phase-curves.ts';
import { runSweep } from '../theory/run-sweep.ts';
import { stateCurves } from '../theory/state-curves.ts';
import { sweepLines } from '../theory/sweep-lines.ts';
import type { Command } from './commander.ts';
import { addScenarioFlags, prepareOptions, type ScenarioFlags } from './options.ts';

const HELP = `
Writes, with their figures,
  curves/structure-factor.csv   k,theory     S(k) of linear theory
  curves/dispersion.csv         k,omega      growth rates
  curves/intermediate-scattering.csv         k,t,theory, for the wavenumbers of that observable
  curves/equation-of-state.csv  rho,f,mu,P,… uniform states, with the pressure of coexisting phases
  curves/binodal.csv, spinodal.csv, phase-diagram.csv   phases at kT, and up to the critical temperature where there is one
  curves/interface.csv          x,rho        planar interface of local terms with square-gradient
and prints pressure, compressibility, S(0), phases, critical point, interfacial tension and width.

--sweep rebuilds the scenario at every value of one of its numbers and writes curves/sweep.csv and the phase diagram
against that number instead. Values at which a field could not be run have their thermodynamics all the same.

Examples:
  dk theory scenarios/gaussian-core-2d.yaml
  dk theory scenarios/spinodal-double-well.yaml --set free-energy.1.kappa=2
  dk theory scenarios/gaussian-core-2d.yaml --sweep density=1:40:40
  dk theory scenarios/spinodal-double-well.yaml --sweep free-energy.0.a=0.5:2:16`;

interface TheoryFlags extends ScenarioFlags {
  readonly sweep?: string;
}

/** `dk theory SCENARIO`: theory of the uniform state and its phases, no simulation. */
export function addTheory(program: Command, finish: (code: number) => void): void {
  addScenarioFlags(program.command('theory').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .option('--sweep <path=from:to:count>', 'thermodynamics and phases against one number of the scenario')
    .description('S(k), growth rates, equation of state, phases and interface, without a simulation')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: TheoryFlags) => {
      const made = flags.sweep === undefined ? single(file, flags) : swept(file, flags, flags.sweep);
      const out = flags.out ?? join('runs', `${made.scenario.name}-theory`);
      const folder = RunFolder.create(out, flags.overwrite === true);
      folder.write('scenario.yaml', made.text);
      folder.writeJson('resolved.json', made.scenario);
      folder.writeJson('manifest.json', { ...versions(), status: 'done', theory: made.summary });
      for (const curve of made.curves) folder.write(`curves/${curve.name}.csv`, writeTable(curve));
      await drawRun(folder, made.scenario, [], 'theory');
      const say = (lines: readonly string[]): void => {
        process.stdout.write(`${lines.join('\n')}\n`);
      };
      if (flags.json === true) say([JSON.stringify(made.summary, null, 2)]);
      else if (flags.quiet !== true) say([...made.lines, `  written    ${out}: curves, figures`]);
      for (const line of made.warnings) process.stderr.write(`dk: ${line}\n`);
      finish(0);
    });
}

/** Theory of the scenario as it stands. */
function single(file: string, flags: TheoryFlags) {
  const prepared = prepare(file, prepareOptions(flags));
  const { scenario, text } = prepared.loaded;
  const plan = buildPlan(scenario, prepared.profile?.values ?? null);
  const { model, fft } = plan;
  const k = resolvedModes(plan).shells.map((shell) => shell.k);
  const family = temperatures(scenario);
  const bulk = bulkTheory(model, family, Math.max(...fft.grid.cutoffs(scenario.field.dealias)));
  const { critical } = bulk;
  const density = model.species[0].density;
  const here = phaseRow(model, model.kT);
  const rows = critical === null ? [here] : temperatureRows(family, critical, model.kT);
  const state = { value: model.kT, density };
  const phases = phaseCurves({
    dim: model.dim,
    parameter: 'kT',
    rows,
    critical: critical === null ? [] : [critical],
    state,
  });
  const linear = summarise(model, k);
  return {
    scenario,
    text,
    curves: [...theoryCurves(model, k, scattering(plan)), ...stateCurves(model, bulk), ...phases],
    summary: { ...linear, bulk: bulkSummary(bulk) },
    lines: [...linearLines(scenario.name, linear), ...bulkLines(model, bulk)],
    warnings: expansionWarnings(model),
  };
}

/** Theory along one of its numbers. */
function swept(file: string, flags: TheoryFlags, sweep: string) {
  const { path, values } = parameterSweep(sweep);
  const options = prepareOptions(flags);
  // the checks of a field are not asked: what they refuse may have its bulk all the same
  const read = (value: number | null): LoadedScenario => {
    return load(file, value === null ? options : { ...options, set: [...(options.set ?? []), `${path}=${value}`] });
  };
  const base = read(null);
  const outcome = runSweep({ path, values, load: (value) => read(value).scenario });
  const { scenario, text } = base;
  const { critical, refused, away } = outcome;
  return {
    scenario,
    text,
    curves: outcome.curves,
    summary: { sweep: path, values: values.length, critical, refused, away },
    lines: sweepLines(scenario.name, path, values, outcome),
    warnings:
      outcome.away.length === 0
        ? []
        : [`at ${outcome.away.length} of ${values.length} values nothing is known: ${outcome.away[0].reason}`],
  };
}

/** The model of the scenario at another temperature; null where a term refuses it. */
function temperatures(scenario: Scenario): ModelFamily {
  return (kT) => {
    try {
      return buildModel({ ...scenario, dynamics: { ...scenario.dynamics, kT } });
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
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

function scattering(plan: FieldPlan): { k: number[]; times: number[] } | null {
  const spec = plan.scenario.observe.find((item) => item.quantity === 'intermediate-scattering');
  if (spec === undefined || !Array.isArray(spec.k)) return null;
  const modes = resolvedModes(plan);
  const wanted = spec.k.map((value) => modes.shells[modes.nearestShell(Number(value))].k);
  const { lags } = new MultiTau(Number(spec.lags), spec.spacing === 'linear' ? 'linear' : 'logarithmic');
  return { k: [...new Set(wanted)], times: Array.from(lags, (lag) => lag * spec.sample) };
}

function linearLines(name: string, s: Summary): readonly string[] {
  const out = [`${name}: theory of the uniform state`];
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
  return out;
}
