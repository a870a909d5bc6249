import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { calibrate, type DirectCorrelation, structureOf } from '../../analysis/calibrate/calibrate.ts';
import { calibrationLines } from '../calibrate/calibration-lines.ts';
import { heldOut } from '../calibrate/held-out.ts';
import { type Measurement, readMeasured } from '../calibrate/read-measured.ts';
import { FUNCTIONAL, writeCalibration } from '../calibrate/write-calibration.ts';
import { short } from '../output/format.ts';
import { RunFolder, versions } from '../run/store.ts';
import { ReadingLine } from '../trajectory/reading-line.ts';
import { UsageError } from '../usage-error.ts';
import { type Command, InvalidArgumentError } from './commander.ts';
import { collect, count, positive, positiveNumber } from './options.ts';

const HELP = `
From a measured S(k) the direct correlation function c(k) = (1 - 1/S(k))/rho, smoothed, with standard errors; below the
first wavenumber the even fit goes on to k = 0, beyond the last c decays smoothly and its error is its own size.
Writes ${FUNCTIONAL} (k,c,stderr), which a scenario names as
  { term: ramakrishnan-yussouff, table: runs/NAME-calibrated/${FUNCTIONAL} }
scenario.yaml, the linear field at that state point (where the dimension is known), and figures. A table may say its state point in
comment lines: '# density: 0.7', '# kT: 1', '# dim: 3'. Without standard errors one relative error is estimated from the scatter. Theory curves of such a scenario carry the band of the
errors.
What it cannot give: c(k) belongs to one density and temperature. It contains the fluctuations, so that linear dynamics
returns S(k) as measured, while full dynamics counts them twice where few particles share a resolved cell.

Examples:
  dk calibrate runs/wca-2d-dense
  dk calibrate dump.lammpstrj --kmax 60 --skip 100 --k-range 0.3,9
  dk calibrate s.csv --density 0.7 --against runs/wca-2d-thinner --out runs/wca`;

interface CalibrateFlags {
  readonly density?: number;
  readonly kT?: number;
  readonly dim?: number;
  readonly box?: readonly number[];
  readonly kRange?: readonly [number, number];
  readonly kmax?: number;
  readonly skip: number;
  readonly against?: readonly string[];
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `dk calibrate RUN|FILE…`: c(k) from a measured S(k). */
export function addCalibrate(program: Command, finish: (code: number) => void): void {
  program
    .command('calibrate')
    .argument('<sources...>', 'a run folder, a CSV with columns k,S,stderr, or trajectories')
    .description('c(k) with errors from a measured S(k): a functional that a scenario can name')
    .option('--density <rho>', 'number density of the measurement, where the source does not say it', positiveNumber)
    .option('--kT <energy>', 'temperature of the measurement, where the source does not say it', positiveNumber)
    .option('--dim <d>', 'dimension of the measurement, where the source does not say it: 1, 2 or 3', dimension)
    .option('--box <sides>', 'of trajectories: sides of the box, for files without one: 7,7.5,7.25', sides)
    .option('--k-range <low,high>', 'wavenumbers that are used (default: all)', range)
    .option('--kmax <n>', 'of trajectories: modes with |n_i| <= n on every axis (default: 32)', positive)
    .option('--skip <n>', 'of trajectories: leave out the first n frames of every run', count, 0)
    .option('--against <source>', 'a held-out measurement, run folder or table, to be predicted (repeatable)', collect)
    .option('--out <dir>', 'folder for the result (default: runs/<source>-calibrated)')
    .option('--overwrite', 'replace an existing result')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (sources: readonly string[], flags: CalibrateFlags) => {
      const name = `${basename(sources[0]).replace(/(\.[A-Za-z]\w*)+$/, '')}-calibrated`;
      const out = flags.out ?? join('runs', name);
      RunFolder.check(out, flags.overwrite === true);
      const warnings: string[] = [];
      const warn = (message: string): void => {
        warnings.push(message);
      };
      const read = async (paths: readonly string[], own: boolean): Promise<Measurement> => {
        const line = new ReadingLine(paths.map(size), flags.quiet !== true);
        try {
          return await readMeasured(paths, {
            ...(own && flags.density !== undefined ? { density: flags.density } : {}),
            ...(own && flags.kT !== undefined ? { kT: flags.kT } : {}),
            ...(own && flags.dim !== undefined ? { dim: flags.dim } : {}),
            ...(flags.box === undefined ? {} : { box: flags.box }),
            held: !own,
            ...(flags.kmax === undefined ? {} : { kmax: flags.kmax }),
            skip: flags.skip,
            range: flags.kRange ?? [0, Number.POSITIVE_INFINITY],
            progress: (bytes, frames) => line.update(bytes, frames),
            warn,
          });
        } finally {
          line.clear();
        }
      };
      const { found, measured } = calibrated(await read(sources, true), warn);
      const others: Measurement[] = [];
      for (const path of flags.against ?? []) {
        const other = await read([path], false);
        others.push(other.relative === true ? calibrated(other, warn).measured : other);
      }
      const against = others.map((other) => heldOut(found, other));
      const folder = RunFolder.create(out, flags.overwrite === true);
      const written = await writeCalibration(folder, basename(out).replace(/[^\w.-]/g, '_'), found, measured);
      if (!written.includes('scenario.yaml')) {
        warnings.push(
          `there is no scenario.yaml: ${measured.source} does not say its dimension; give --dim, or write '# dim: 3' into it`,
        );
      }
      const zero = structureOf(measured.density, found.c[0], found.error[0]);
      const { range, chiSquare, parameters, dropped } = found;
      const manifest = {
        ...versions(),
        command: ['dk', ...process.argv.slice(2)].join(' '),
        status: 'done',
        code: 0,
        calibration: {
          sources,
          density: measured.density,
          kT: measured.kT,
          rows: measured.k.length - dropped,
          dropped,
          range,
          chiSquare,
          parameters,
          errors: measured.relative === true ? 'from the scatter about the fit' : 'measured',
          atZero: { c: found.c[0], S: zero.s, stderr: zero.error },
          against,
        },
        warnings,
      };
      folder.writeJson('manifest.json', manifest);
      if (flags.json === true) process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
      else if (flags.quiet !== true) {
        for (const text of warnings) process.stderr.write(`  warning    ${text}\n`);
        for (const text of calibrationLines(found, measured, against)) process.stdout.write(`${text}\n`);
        process.stdout.write(`  written    ${out}: ${written.join(', ')}\n`);
      }
      finish(0);
    });
}

/** c(k), and the measurement with errors of the size that was found where it was not known. */
function calibrated(
  measured: Measurement,
  warn: (message: string) => void,
): { readonly found: DirectCorrelation; readonly measured: Measurement } {
  try {
    const found = calibrate(measured);
    const error = measured.error.map((value) => found.scale * value);
    if (measured.relative === true) {
      const percent = short((100 * error[0]) / Math.abs(measured.s[0]), 2);
      warn(
        `${measured.source} has no standard errors: all S(k) count with one relative error, ${percent} % by their scatter about the fit`,
      );
    }
    return { found, measured: { ...measured, error } };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${measured.source}: ${error.message}`);
    throw error;
  }
}

function dimension(text: string): number {
  const value = Number(text);
  if (value !== 1 && value !== 2 && value !== 3) throw new InvalidArgumentError('expected 1, 2 or 3.');
  return value;
}

function sides(text: string): readonly number[] {
  const values = text.split(',').map(positiveNumber);
  if (values.length > 3) throw new InvalidArgumentError('expected one to three sides.');
  return values;
}

function range(text: string): readonly [number, number] {
  const parts = text.split(',').map(Number);
  const [low, high] = parts;
  if (parts.length !== 2 || !(low >= 0 && high > low)) {
    throw new UsageError(`--k-range '${text}': two numbers, low before high, such as 0.3,9`);
  }
  return [low, high];
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
