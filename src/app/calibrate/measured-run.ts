import { isRecord } from '../plugins/is-record.ts';
import { RunFolder } from '../run/store.ts';
import { UsageError } from '../usage-error.ts';
import type { Found } from './found.ts';
import { structureTable } from './structure-table.ts';

type Block = Readonly<Record<string, unknown>>;

/**
 * S(k) of a run folder (dk run, particles, compare, analyze) with the state point that it stores.
 * @throws UsageError for a folder without S(k), or whose files are not those of a run
 */
export function measuredRun(path: string, warn: (message: string) => void): Found {
  const folder = RunFolder.open(path);
  const name = ['', 'particles/', 'field/'].find((part) =>
    folder.list(`${part}curves`, '.csv').includes('structure-factor.csv'),
  );
  if (name === undefined)
    throw new UsageError(`${path} holds no curves/structure-factor.csv; run with observe: structure-factor`);
  const file = `${name}curves/structure-factor.csv`;
  const [k, s, error] = structureTable(folder.readText(file), `${path}/${file}`);
  const manifest = block(folder, path, 'manifest.json');
  if (manifest.status !== 'done') {
    warn(
      `${path} is not a run that has ended as planned (status: ${manifest.status ?? 'none'}); its S(k) so far is used`,
    );
  }
  const base = { source: path, k, s, error };
  if (isRecord(manifest.analysis)) {
    const { particles, box } = manifest.analysis;
    const lengths = sides(isRecord(box) ? box.lengths : undefined);
    const number = isRecord(particles) ? total(particles) : Number.NaN;
    if (lengths === null || !(number > 0)) throw damaged(path, 'manifest.json', 'analysis.particles and analysis.box');
    return { ...base, density: number / volume(lengths), kT: null, lengths, dim: lengths.length };
  }
  const { density, species, box, dynamics, field } = block(folder, path, 'resolved.json');
  if (isRecord(field) && field.kind === 'order-parameter')
    throw new UsageError(`${path} is of an order parameter: it has no c(k)`);
  const lengths = sides(isRecord(box) ? box.length : undefined);
  const kT = isRecord(dynamics) ? positive(dynamics.kT) : null;
  if (lengths === null || kT === null) throw damaged(path, 'resolved.json', 'box.length and dynamics.kT');
  // particles come in whole numbers
  const { engine, regime } = manifest;
  const count = engine === 'particles' && isRecord(regime) ? positive(regime.particles) : null;
  const first: unknown = Array.isArray(species) ? species[0] : undefined;
  const given = positive(density) ?? (isRecord(first) ? positive(first.density) : null);
  return {
    ...base,
    density: count === null ? given : count / volume(lengths),
    kT,
    lengths,
    dim: lengths.length,
  };
}

function block(folder: RunFolder, path: string, name: string): Block {
  let data: unknown;
  try {
    data = JSON.parse(folder.readText(name));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path}/${name} is no JSON: ${error.message}`);
    throw error;
  }
  if (!isRecord(data)) throw new UsageError(`${path}/${name} is damaged: an object is expected; run it again`);
  return data;
}

function damaged(path: string, name: string, what: string): UsageError {
  return new UsageError(`${path}/${name} is damaged: ${what}, which every run stores, are not there; run it again`);
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : null;
}

function sides(value: unknown): readonly number[] | null {
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return null;
  const lengths = value.map(positive).filter((length) => length !== null);
  return lengths.length === value.length ? lengths : null;
}

function total(particles: Block): number {
  const numbers = (particles.all === undefined ? Object.values(particles) : [particles.all]).map(positive);
  return numbers.reduce<number>((sum, n) => sum + (n ?? Number.NaN), 0);
}

function volume(lengths: readonly number[]): number {
  return lengths.reduce((product, length) => product * length, 1);
}
