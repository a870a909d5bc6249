import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../output/table.ts';
import { type EachReplica, readReplicaTable } from '../run/replica-values.ts';
import { RunFolder } from '../run/store.ts';
import { particleCount } from '../scenario/build-particles.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from '../usage-error.ts';
import type { Source } from './compare.ts';
import type { Side } from './side.ts';

/** Fewest replicas of a stored run: errors across replicas need some. */
const FEWEST = 4;

/** Whether a path is a run folder, as opposed to a trajectory. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * A side that was run before, from its folder. @throws UsageError where it is a run of the other engine, did not end well, was in
 * another box, has too few replicas, or lacks every observable that is compared
 */
export function storedSide(path: string, engine: Side['engine'], scenario: Scenario): Source {
  const folder = RunFolder.open(path);
  const manifest = JSON.parse(folder.readText('manifest.json')) as {
    readonly engine?: string;
    readonly status?: string;
    readonly replicas?: readonly unknown[];
    readonly regime?: { readonly particles?: number };
  };
  const own = manifest.engine === 'particles' ? 'particles' : 'field';
  if (own !== engine) throw new UsageError(`${path} is a run of the ${own}; --${engine} wants one of the ${engine}`);
  if (manifest.status !== 'done')
    throw new UsageError(`${path} did not end well (status ${manifest.status}); run it again`);
  const { scenario: stored } = loadScenario(folder.readText('resolved.json'), { file: join(path, 'resolved.json') });
  sameBox(path, stored.box.length, scenario.box.length);
  const replicas = manifest.replicas?.length ?? 1;
  if (replicas < FEWEST) {
    throw new UsageError(
      `${path} has ${replicas} replica(s); errors across replicas need at least ${FEWEST}: run it with --replicas 8`,
    );
  }
  const curves = folder.list('curves', '.csv').map((file) => {
    const name = file.slice(0, -'.csv'.length);
    return readTable(folder.readText(`curves/${file}`), name);
  });
  const each = new Map<string, readonly Float64Array[]>();
  for (const curve of curves) {
    if (!existsSync(join(folder.path, `replicas/${curve.name}.csv`))) continue;
    const table: EachReplica = readReplicaTable(folder.readText(`replicas/${curve.name}.csv`), curve);
    for (const [key, values] of table) each.set(key, values);
  }
  if (each.size === 0) {
    throw new UsageError(
      `${path} has no values of single replicas of an observable that is compared (structure-factor, intermediate-scattering, number-fluctuations, density-profile)`,
    );
  }
  const volume = stored.box.length.reduce((product, length) => product * length, 1);
  const count = engine === 'particles' ? particleCount(stored) : (stored.density ?? Number.NaN) * volume;
  const side: Side = { engine, source: path, lengths: stored.box.length, count, replicas, curves, each };
  return { fixed: true, extend: async () => {}, side: () => side };
}

/** @throws UsageError where two boxes are not one. */
export function sameBox(path: string, own: readonly number[], wanted: readonly number[]): void {
  if (own.length === wanted.length && own.every((length, a) => Math.abs(length / wanted[a] - 1) <= 1e-9)) return;
  throw new UsageError(
    `${path} is in a box of ${own.join(' × ')}, the scenario in one of ${wanted.join(' × ')}: their wavevectors differ; compare runs of one box`,
  );
}
