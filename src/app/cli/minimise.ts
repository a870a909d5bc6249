import { join } from 'node:path';
import { type Equilibrium, minimise } from '../../analysis/theory/minimise.ts';
import { hasSingleCell } from '../../analysis/theory/single-cell.ts';
import { recogniseSlab } from '../../analysis/theory/slab.ts';
import { createFft } from '../../core/fft/backends.ts';
import { Grid } from '../../core/grid.ts';
import { formulaEnd, type Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { encodeNpy } from '../output/npy.ts';
import { writeTable } from '../output/table.ts';
import { drawRun } from '../run/figures.ts';
import { prepare } from '../run/prepare.ts';
import { RunFolder, versions } from '../run/store.ts';
import { buildModel } from '../scenario/build-model.ts';
import { equilibriumCurve } from '../theory/equilibrium-curve.ts';
import { equilibriumLines } from '../theory/equilibrium-lines.ts';
import { startProfile } from '../theory/start-profile.ts';
import { type Command, InvalidArgumentError } from './commander.ts';
import { addScenarioFlags, positive, positiveNumber, prepareOptions, type ScenarioFlags } from './options.ts';

const HELP = `
Starts from field.initial.profile (step, droplet, cosine, file; noise where it is uniform and unstable) and lowers F at
fixed mean density, or F − μN with --mu, on all modes of the grid but Nyquist (a density with an ideal gas: in every cell).
Which minimum is found depends on the start: two phases need a step (a slab) or a droplet.

Writes curves/density-profile.csv along the axes that the profile varies along, minimise.json, a figure, and
fields/equilibrium.npy, from which a field starts with field: { initial: { profile: { type: file, file: … } } }.

Examples:
  dk minimise scenarios/harmonic-trap.yaml
  dk minimise scenarios/cosine-potential.yaml --mu 1.5
  dk minimise scenarios/spinodal-double-well.yaml --set field.initial.profile='{ type: droplet, inside: 1, radius: 40, width: 1 }'

Exit codes: 0 converged; 1 not converged, the last profile is kept; 2 bad input or usage.`;

interface MinimiseFlags extends ScenarioFlags {
  readonly mu?: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** `dk minimise SCENARIO`: the equilibrium profile of the free energy, no simulation. */
export function addMinimise(program: Command, finish: (code: number) => void): void {
  addScenarioFlags(program.command('minimise').argument('<scenario>', 'scenario file (YAML or JSON)'))
    .option('--mu <value>', 'chemical potential of a reservoir (default: the mean density is kept)', finite)
    .option(
      '--tolerance <value>',
      'largest |δF/δρ − μ| at the end, in kT; of an order parameter in max|f″| max|φ|',
      positiveNumber,
      1e-10,
    )
    .option('--max-iterations <n>', 'most iterations', positive, 500)
    .description('equilibrium profile, tension and grand potential of the free energy, without a simulation')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: MinimiseFlags) => {
      // what a run must show is no matter of the profile of least free energy
      const options = prepareOptions(flags);
      const prepared = prepare(file, { ...options, set: [...(options.set ?? []), 'expect=[]'] });
      const { scenario, text } = prepared.loaded;
      const out = flags.out ?? join('runs', `${scenario.name}-minimise`);
      RunFolder.check(out, flags.overwrite === true);
      const model = buildModel(scenario);
      const fft = createFft(new Grid(scenario.box.length, scenario.box.cells), scenario.field.backend);
      const { grid } = fft;
      const start = startProfile(scenario, model, fft, prepared.profile?.values ?? null);
      const shown = flags.quiet !== true && process.stderr.isTTY === true;
      const result = minimise(model, fft, start.values, {
        mu: flags.mu ?? null,
        tolerance: flags.tolerance,
        maxIterations: flags.maxIterations,
        progress: (iteration, residual) => {
          if (shown) process.stderr.write(`\r\x1b[K  iteration ${iteration}, residual ${short(residual)}`);
        },
      });
      if (shown) process.stderr.write('\r\x1b[K');
      const slab = recogniseSlab(model, grid, result);
      const singleCell = hasSingleCell(model, fft, result.profile, result.scale);
      const { profile, ...numbers } = result;
      const summary = {
        ...numbers,
        meanDensity: result.particles / grid.volume,
        pressure: -result.grandPotential / grid.volume,
        tolerance: flags.tolerance,
        fixed: flags.mu === undefined ? 'density' : 'mu',
        disturbed: start.disturbed,
        singleCell,
        slab,
      };
      const folder = RunFolder.create(out, flags.overwrite === true);
      folder.write('scenario.yaml', text);
      folder.writeJson('resolved.json', scenario);
      folder.writeJson('minimise.json', summary);
      const status = result.converged ? 'done' : 'not converged';
      folder.writeJson('manifest.json', { ...versions(), status, minimise: summary });
      const curve = equilibriumCurve(grid, model.kind, profile);
      folder.write(`curves/${curve.name}.csv`, writeTable(curve));
      folder.write('fields/equilibrium.npy', encodeNpy(profile, grid.cells));
      await drawRun(folder, scenario, []);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
      else if (flags.quiet !== true) {
        const note = start.disturbed ? ['  start      uniform and unstable here: noise of 1 % by ensemble.seed'] : [];
        const lines = [...equilibriumLines(scenario.name, model, grid.volume, result, slab), ...note];
        process.stdout.write(
          `${[...lines, `  written    ${out}: curves, figures, fields, minimise.json`].join('\n')}\n`,
        );
      }
      const more = start.note === null ? [] : [start.note];
      for (const line of [...more, ...warnings(model, result, singleCell)]) process.stderr.write(`dk: ${line}\n`);
      finish(result.converged ? 0 : 1);
    });
}

/** What a user must know of the result, and what can be tried where it is not good. */
function warnings(model: Model, result: Equilibrium, singleCell: boolean): readonly string[] {
  const out: string[] = [];
  const end = formulaEnd(model);
  const beyond = result.profile.filter((rho) => rho > end).length;
  if (beyond > 0) {
    out.push(
      `${beyond} cells lie beyond the density ${short(end, 5)} where a term ends and is continued; use more cells`,
    );
  }
  if (singleCell) {
    out.push(
      'the profile has a structure of one cell: F has no lower bound, or the grid is too coarse; try more cells, and if the structure shrinks with them, add repulsion or a square-gradient',
    );
  }
  if (result.converged) return out;
  if (result.unbounded) {
    out.push(
      `not converged: Ω has no lower bound at this μ; ∫ρ has grown to ${short(result.particles)}; take a smaller --mu, leave it out to keep the mean density, or add repulsion`,
    );
    return out;
  }
  if (Number.isNaN(result.residual)) {
    out.push(
      'not converged: the start has densities at which the free energy has no value; take a smaller amplitude or inside in field.initial.profile',
    );
    return out;
  }
  const residual = `residual ${short(result.residual)} after ${result.iterations} iterations`;
  const rounding = result.residual < 1e-6 ? 'a larger --tolerance (rounding may set the limit), ' : '';
  out.push(
    `not converged: ${residual}; try ${rounding}more --max-iterations, a start nearer to the answer (field.initial.profile: step, droplet, or file with fields/equilibrium.npy of an easier case), or more cells where an interface is thinner than three of them`,
  );
  return out;
}

function finite(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number.');
  return value;
}
