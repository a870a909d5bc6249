import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RunFolder, versions } from '../run/store.ts';
import { analysisLines, analysisWarnings } from '../trajectory/analysis-lines.ts';
import { analyzeFields } from '../trajectory/analyze-fields.ts';
import { type AnalyzeFlags, addAnalyzeFlags } from '../trajectory/analyze-flags.ts';
import type { AnalysisResult, AnalyzeOptions } from '../trajectory/analyze-options.ts';
import { analyzeTrajectories } from '../trajectory/analyze-trajectories.ts';
import { ReadingLine } from '../trajectory/reading-line.ts';
import { writeAnalysis } from '../trajectory/write-analysis.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './commander.ts';

const HELP = `
Reads LAMMPS text dumps (x, xs, xu, xsu; any box origin; ids in any order), extended and plain XYZ, all of them also packed
with gzip, frame by frame, whatever their size; several files are read one after the other. Stored fields (.npy) need --box.
Writes curves/structure-factor.csv, structure-factor-modes.csv, with --k intermediate-scattering.csv, and their figures;
with --by-type also structure-factor-partial.csv, S_ab(k) = Re <rho_a,k rho_b,k*>/sqrt(N_a N_b) of all pairs of types.
S(k) = <|rho_k|^2>/N on k = 2 pi n/L; triclinic and open boxes are refused.

Examples:
  dk analyze dump.lammpstrj
  dk analyze dump.lammpstrj --k 1.2,3 --timestep 0.005 --skip 100
  dk analyze plain.xyz --box 7,7.5,7.25 --by-type
  dk analyze runs/gaussian-core-2d/fields/density-0*.npy --box 8,8`;

/** `dk analyze FILE…`: S(k) and F(k,t) of trajectories and stored fields. */
export function addAnalyze(program: Command, finish: (code: number) => void): void {
  addAnalyzeFlags(program.command('analyze').argument('<files...>', 'trajectories, or stored fields (.npy)'))
    .description('S(k) and F(k,t) of trajectories (LAMMPS dump, extended XYZ) and stored fields')
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], flags: AnalyzeFlags) => {
      const out = flags.out ?? join('runs', `${basename(files[0]).replace(/(\.[A-Za-z]\w*)+$/, '')}-analysis`);
      RunFolder.check(out, flags.overwrite === true);
      if (flags.box !== undefined && flags.dim !== undefined && flags.box.length !== flags.dim) {
        throw new UsageError(`--box has ${flags.box.length} side(s), but --dim says ${flags.dim}`);
      }
      const warnings: string[] = [];
      const warn = (message: string): void => {
        warnings.push(message);
      };
      const line = new ReadingLine(files.map(size), flags.quiet !== true);
      const options: AnalyzeOptions = {
        ...flags,
        kmax: flags.kmax ?? null,
        lags: flags.lags ?? null,
        types: flags.types ?? null,
        byType: flags.byType === true,
        warn,
        progress: (bytes, frames) => line.update(bytes, frames),
      };
      const fields = files.filter((file) => file.endsWith('.npy'));
      if (fields.length > 0 && fields.length < files.length) {
        throw new UsageError(
          `${fields[0]} is a stored field, but other files are not: analyze them one kind at a time`,
        );
      }
      let result: AnalysisResult;
      try {
        result = fields.length > 0 ? analyzeFields(files, options) : await analyzeTrajectories(files, options);
      } finally {
        line.clear();
      }
      warnings.push(...analysisWarnings(result));
      const folder = RunFolder.create(out, flags.overwrite === true);
      const { curves, ...found } = result;
      const command = ['dk', ...process.argv.slice(2)].join(' ');
      const manifest = { ...versions(), command, status: 'done', code: 0, files, analysis: found, warnings };
      await writeAnalysis(folder, result, files);
      folder.writeJson('manifest.json', manifest);
      if (flags.quiet !== true) for (const text of warnings) process.stderr.write(`  warning    ${text}\n`);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
      else if (flags.quiet !== true) {
        for (const text of analysisLines(result, files)) process.stdout.write(`${text}\n`);
        process.stdout.write(`  written    ${out}: curves, figures, manifest.json\n`);
      }
      finish(0);
    });
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
