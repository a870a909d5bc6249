import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredStructure } from '../../analysis/calibrate/calibrate.ts';
import { parseFacts } from '../output/columns.ts';
import { fileReason } from '../run/file-reason.ts';
import { analyzeTrajectories } from '../trajectory/analyze-trajectories.ts';
import { UsageError } from '../usage-error.ts';
import type { Found } from './found.ts';
import { measuredRun } from './measured-run.ts';
import { structureTable } from './structure-table.ts';

/** A structure factor with where it comes from. */
export interface Measurement extends MeasuredStructure {
  readonly source: string;
  /** Sides of the box, and its dimension, where they are known. */
  readonly lengths: readonly number[] | null;
  readonly dim: number | null;
  readonly kT: number | null;
}

export interface MeasuredOptions {
  /** In place of what the source says. */
  readonly density?: number;
  readonly kT?: number;
  readonly dim?: number;
  /** One of --against, which --density and its like do not apply to. */
  readonly held: boolean;
  /** Wavenumbers that are used. */
  readonly range: readonly [number, number];
  /** Of trajectories: |n_a| up to this, frames left out at the begin, sides where the file tells of no box. */
  readonly kmax?: number;
  readonly skip: number;
  readonly box?: readonly number[];
  progress?(bytes: number, frames: number): void;
  warn(message: string): void;
}

/** Largest |n_a| of a trajectory's modes unless given. */
const KMAX = 32;
/** Relative error that all rows begin with where none is known: calibrate.ts finds the size. */
const NOMINAL = 0.01;

/**
 * S(k) at one state point: of a run folder (dk run, particles, compare, analyze), of a CSV with columns k, S and stderr, or
 * of trajectories, which are analysed first. Without any standard error, all rows have one relative error, which is not
 * known (`relative`). @throws UsageError
 */
export async function readMeasured(paths: readonly string[], options: MeasuredOptions): Promise<Measurement> {
  const [first] = paths;
  const folder = statSync(first, { throwIfNoEntry: false })?.isDirectory() === true;
  if ((folder || first.endsWith('.csv')) && paths.length > 1) {
    throw new UsageError(`${paths[1]}: one run folder or one table at a time; only trajectories are read together`);
  }
  const found = folder
    ? measuredRun(first, options.warn)
    : first.endsWith('.csv')
      ? fromTable(first)
      : await fromFiles(paths, options);
  const density = options.density ?? found.density;
  if (density === null || !(density > 0)) {
    const remedy = options.held ? "write a line '# density: …' into it" : 'give --density';
    throw new UsageError(
      `${first} ${density === null ? 'does not say its density' : `says that its density is ${density}`}; ${remedy}`,
    );
  }
  const { dim = found.dim } = options;
  if (found.lengths !== null && found.lengths.length !== dim) {
    throw new UsageError(`--dim ${dim}: ${first} has a box of ${found.lengths.length} dimension(s); leave --dim out`);
  }
  return { ...selected(found, options.range, first), density, kT: options.kT ?? found.kT, dim };
}

function fromTable(path: string): Found {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${fileReason(error)}`);
  }
  const [k, s, error] = structureTable(text, path);
  const facts = parseFacts(text);
  const dim = facts.get('dim') ?? null;
  if (dim !== null && ![1, 2, 3].includes(dim)) throw new UsageError(`${path}: '# dim: ${dim}' must be 1, 2 or 3`);
  return {
    source: path,
    k,
    s,
    error,
    density: facts.get('density') ?? null,
    kT: facts.get('kT') ?? null,
    lengths: null,
    dim,
  };
}

async function fromFiles(paths: readonly string[], options: MeasuredOptions): Promise<Found> {
  const { kmax, skip, box, dim, progress, warn } = options;
  const result = await analyzeTrajectories(paths, {
    kmax: kmax ?? KMAX,
    k: [],
    lags: null,
    mean: 'kept',
    kind: 'density',
    skip,
    every: 1,
    types: null,
    byType: false,
    warn,
    ...(box === undefined ? {} : { box }),
    ...(dim === undefined ? {} : { dim }),
    ...(progress === undefined ? {} : { progress }),
  });
  const { lengths } = result.box;
  const curve = result.curves[0].find(({ name }) => name === 'structure-factor');
  if (curve === undefined) throw new UsageError(`${paths[0]} gives no structure factor`);
  const { all, ...types } = result.particles;
  const count = all ?? Object.values(types).reduce((sum, n) => sum + n, 0);
  return {
    source: paths.map((path) => join(path)).join(', '),
    k: [...curve.keys[0].values],
    s: [...curve.value.values],
    error: curve.error === undefined ? [] : [...curve.error.values],
    density: count / lengths.reduce((product, length) => product * length, 1),
    kT: null,
    lengths,
    dim: lengths.length,
  };
}

/** Rows in the range; those without an error are left out, unless none has one. */
function selected({ k, s, error, ...rest }: Found, [low, high]: readonly [number, number], path: string) {
  const known = error.some((value) => value > 0 && Number.isFinite(value));
  const rows = k
    .map((wave, i) => ({ wave, s: s[i], error: known ? error[i] : NOMINAL * Math.abs(s[i]) }))
    .filter(({ wave, ...row }) => wave > 0 && wave >= low && wave <= high && row.error > 0 && Number.isFinite(row.s))
    .sort((a, b) => a.wave - b.wave);
  const between = Number.isFinite(high) ? ` between ${low} and ${high}` : low > 0 ? ` above ${low}` : '';
  if (rows.length < 8) {
    throw new UsageError(`${path} has ${rows.length} usable wavenumbers${between}; at least 8 are needed`);
  }
  if (!rows.some((row) => row.s > 0)) {
    throw new UsageError(
      `${path}: no S(k)${between} is positive, from ${rows[0].s} at k = ${rows[0].wave} on; a structure factor <|ρ_k|²>/N is expected in the column S`,
    );
  }
  return {
    source: rest.source,
    lengths: rest.lengths,
    k: Float64Array.from(rows, (row) => row.wave),
    s: Float64Array.from(rows, (row) => row.s),
    error: Float64Array.from(rows, (row) => row.error),
    relative: !known,
  };
}
