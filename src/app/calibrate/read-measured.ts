import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredStructure } from '../../analysis/calibrate/calibrate.ts';
import { parseColumns, parseFacts } from '../output/columns.ts';
import { fileReason } from '../run/file-reason.ts';
import { RunFolder } from '../run/store.ts';
import { analyzeTrajectories } from '../trajectory/analyze-trajectories.ts';
import { UsageError } from '../usage-error.ts';

/** A structure factor with where it comes from. */
export interface Measurement extends MeasuredStructure {
  readonly source: string;
  /** Sides of the box, where they are known. */
  readonly lengths: readonly number[] | null;
  readonly kT: number | null;
}

export interface MeasuredOptions {
  /** In place of what the source says. */
  readonly density?: number;
  readonly kT?: number;
  /** Wavenumbers that are used. */
  readonly range: readonly [number, number];
  /** Of trajectories: |n_a| up to this, frames left out at the begin. */
  readonly kmax?: number;
  readonly skip: number;
  progress?(bytes: number, frames: number): void;
  warn(message: string): void;
}

/** Largest |n_a| of a trajectory's modes unless given. */
const KMAX = 32;

/**
 * S(k) at one state point: of a run folder (dk run, particles, compare, analyze), of a CSV with columns k, S and stderr, or
 * of trajectories, which are analysed first. @throws UsageError
 */
export async function readMeasured(paths: readonly string[], options: MeasuredOptions): Promise<Measurement> {
  const [first] = paths;
  const folder = statSync(first, { throwIfNoEntry: false })?.isDirectory() === true;
  if ((folder || first.endsWith('.csv')) && paths.length > 1) {
    throw new UsageError(`${paths[1]}: one run folder or one table at a time; only trajectories are read together`);
  }
  const found = folder
    ? fromFolder(first)
    : first.endsWith('.csv')
      ? fromTable(first)
      : await fromFiles(paths, options);
  const density = options.density ?? found.density;
  if (density === null) throw new UsageError(`${first} does not say its density; give --density`);
  return { ...selected(found, options.range, first), density, kT: options.kT ?? found.kT };
}

interface Found {
  readonly source: string;
  readonly k: readonly number[];
  readonly s: readonly number[];
  readonly error: readonly number[];
  readonly density: number | null;
  readonly kT: number | null;
  readonly lengths: readonly number[] | null;
}

function fromFolder(path: string): Found {
  const folder = RunFolder.open(path);
  const name = ['', 'particles/', 'field/'].find((part) =>
    folder.list(`${part}curves`, '.csv').includes('structure-factor.csv'),
  );
  if (name === undefined)
    throw new UsageError(`${path} holds no curves/structure-factor.csv; run with observe: structure-factor`);
  const file = `${name}curves/structure-factor.csv`;
  const [k, s, error] = table(folder.readText(file), `${path}/${file}`);
  const manifest: Manifest = JSON.parse(folder.readText('manifest.json'));
  const base = { source: path, k, s, error };
  if (manifest.analysis !== undefined) {
    const { particles, box } = manifest.analysis;
    return { ...base, density: total(particles) / volume(box.lengths), kT: null, lengths: box.lengths };
  }
  const scenario: Resolved = JSON.parse(folder.readText('resolved.json'));
  if (scenario.field.kind !== 'density') throw new UsageError(`${path} is of an order parameter: it has no c(k)`);
  const { density, species, box, dynamics } = scenario;
  // particles come in whole numbers
  const count = manifest.engine === 'particles' ? manifest.regime?.particles : undefined;
  const given = density ?? species?.[0]?.density ?? null;
  return {
    ...base,
    density: count === undefined ? given : count / volume(box.length),
    kT: dynamics.kT,
    lengths: box.length,
  };
}

function fromTable(path: string): Found {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${fileReason(error)}`);
  }
  const [k, s, error] = table(text, path);
  const facts = parseFacts(text);
  return {
    source: path,
    k,
    s,
    error,
    density: facts.get('density') ?? null,
    kT: facts.get('kT') ?? null,
    lengths: null,
  };
}

async function fromFiles(paths: readonly string[], { kmax, skip, progress, warn }: MeasuredOptions): Promise<Found> {
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
    ...(progress === undefined ? {} : { progress }),
  });
  const { lengths } = result.box;
  const curve = result.curves[0].find(({ name }) => name === 'structure-factor');
  if (curve === undefined) throw new UsageError(`${paths[0]} gives no structure factor`);
  return {
    source: paths.map((path) => join(path)).join(', '),
    k: [...curve.keys[0].values],
    s: [...curve.value.values],
    error: curve.error === undefined ? [] : [...curve.error.values],
    density: total(result.particles) / volume(lengths),
    kT: null,
    lengths,
  };
}

/** Columns k, S and stderr. */
function table(text: string, file: string): readonly [number[], number[], number[]] {
  try {
    const [k, s, error] = parseColumns(text, ['k', 'S'], file, ['stderr']);
    return [k, s, error];
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Rows in the range with an error; without any errors all shells count alike, 1 % of S. */
function selected({ k, s, error, ...rest }: Found, [low, high]: readonly [number, number], path: string) {
  const known = error.some((value) => value > 0);
  const rows = k
    .map((wave, i) => ({ wave, s: s[i], error: known ? error[i] : 0.01 * s[i] }))
    .filter((row) => row.wave > 0 && row.wave >= low && row.wave <= high && row.error > 0 && Number.isFinite(row.s))
    .sort((a, b) => a.wave - b.wave);
  if (rows.length < 8) {
    throw new UsageError(
      `${path} has ${rows.length} usable wavenumbers between ${low} and ${high}; at least 8 are needed`,
    );
  }
  return {
    source: rest.source,
    lengths: rest.lengths,
    k: Float64Array.from(rows, (row) => row.wave),
    s: Float64Array.from(rows, (row) => row.s),
    error: Float64Array.from(rows, (row) => row.error),
  };
}

interface Manifest {
  readonly engine?: string;
  readonly regime?: { readonly particles?: number };
  readonly analysis?: {
    readonly particles: Readonly<Record<string, number>>;
    readonly box: { readonly lengths: readonly number[] };
  };
}

interface Resolved {
  readonly density?: number;
  readonly species?: readonly { readonly density: number }[];
  readonly box: { readonly length: readonly number[] };
  readonly dynamics: { readonly kT: number };
  readonly field: { readonly kind: string };
}

function total(particles: Readonly<Record<string, number>>): number {
  return particles.all ?? Object.values(particles).reduce((sum, n) => sum + n, 0);
}

function volume(lengths: readonly number[]): number {
  return lengths.reduce((product, length) => product * length, 1);
}
