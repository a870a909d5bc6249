import { readFileSync } from 'node:fs';
import { createFft } from '../../core/fft/backends.ts';
import type { Fft } from '../../core/fft/fft.ts';
import { Grid } from '../../core/grid.ts';
import { decodeNpy } from '../output/npy.ts';
import { UsageError } from '../usage-error.ts';
import { Analysis } from './analysis.ts';
import type { AnalysisResult, AnalyzeOptions } from './analyze-options.ts';
import { Spacing } from './spacing.ts';
import { StoredField } from './stored-field.ts';

const KMAX = 16;

/** S(k) and F(k,t) of stored fields: one .npy per frame, in the order given, on the box of `--box`. */
export function analyzeFields(files: readonly string[], options: AnalyzeOptions): AnalysisResult {
  const { box, timestep = 1, skip, every, kind } = options;
  if (box === undefined) throw new UsageError('stored fields do not tell their box: give its sides with --box Lx,Ly');
  if (options.types !== null || options.byType) throw new UsageError('--types and --by-type are for particles');
  const taken = files.filter((_, i) => i >= skip && (i - skip) % every === 0);
  if (taken.length === 0) throw new UsageError(`--skip ${skip} leaves no field of ${files.length}`);
  const spacing = new Spacing();
  let begun: { readonly fft: Fft; readonly analysis: Analysis; readonly total: number; readonly kmax: number } | null =
    null;
  for (const [i, file] of taken.entries()) {
    const { values, shape } = read(file);
    const fft: Fft = begun?.fft ?? transforms(file, box, shape);
    if (shape.join() !== fft.grid.cells.join()) {
      throw new UsageError(`${file}: ${shape.join(' × ')} cells, the first has ${fft.grid.cells.join(' × ')}`);
    }
    const field = new StoredField(fft, values, i * every * timestep);
    if (kind === 'density' && !(field.counts[0] > 0)) {
      throw new UsageError(
        `${file}: ∫ρ = ${field.counts[0]} is not positive; is this an order parameter? (--kind order-parameter)`,
      );
    }
    if (begun === null) {
      const kmax = kmaxOf(fft.grid, options);
      const analysis = new Analysis(
        { ...options, kmax },
        { lengths: box, density: field.counts[0] / fft.grid.volume, particles: null, types: 0 },
      );
      analysis.begin();
      begun = { fft, analysis, total: field.counts[0], kmax };
    }
    spacing.take(field.time, file);
    begun.analysis.observe([field]);
  }
  if (begun === null) throw new UsageError('there is no field to analyze');
  const { analysis, total, kmax } = begun;
  const { shells, count } = analysis.modes;
  return {
    ...analysis.finish(false, options.warn),
    groups: [null],
    source: 'field',
    framesRead: files.length,
    runs: analysis.frames,
    particles: { all: total },
    box: { lengths: box, origin: box.map(() => 0) },
    flat: '',
    clock: options.timestep === undefined ? 'frames' : 'time',
    interval: spacing.every,
    kmax,
    modes: { count, shells: shells.length, smallest: shells[0].k, largest: shells[shells.length - 1].k },
    served: options.k.map((asked) => ({ asked, k: shells[analysis.modes.nearestShell(asked)].k })),
  };
}

function read(file: string): { values: Float64Array; shape: number[] } {
  try {
    const array = decodeNpy(readFileSync(file));
    const bad = array.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`the value of cell ${bad} is ${array.values[bad]}`);
    return array;
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function transforms(file: string, box: readonly number[], shape: readonly number[]): Fft {
  if (shape.length !== box.length) {
    throw new UsageError(
      `${file} has ${shape.length} axes (${shape.join(' × ')}), but --box has ${box.length} side(s)`,
    );
  }
  try {
    return createFft(new Grid(box, shape));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Beyond the two-thirds mask a field of ours holds nothing, unless it was run without; Nyquist modes are no density. */
function kmaxOf({ cells }: Grid, { kmax, warn }: AnalyzeOptions): number {
  const least = Math.min(...cells);
  const masked = Math.ceil(least / 3) - 1;
  if (kmax === null) return Math.max(1, Math.min(KMAX, masked));
  if (kmax > least / 2 - 1)
    throw new UsageError(`--kmax ${kmax}: fields of ${cells.join(' × ')} cells resolve |n| ≤ ${least / 2 - 1}`);
  if (kmax > masked) warn(`fields of the two-thirds mask hold nothing beyond |n| ≤ ${masked}: S(k) is 0 there`);
  return kmax;
}
