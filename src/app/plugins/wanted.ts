import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { read } from '../scenario/read.ts';
import { UsageError } from '../usage-error.ts';
import { isRecord } from './is-record.ts';
import { loadPlugin } from './load-plugin.ts';
import { loadedPlugin } from './loaded.ts';

/** What the command line says of plug-ins, and the scenarios that the command is going to read. */
export interface Wanted {
  /** Of --plugin. */
  readonly named: readonly string[];
  /** --allow-plugins. */
  readonly allowed: boolean;
  readonly scenarios: readonly string[];
}

/**
 * Loads the plug-ins of the command line, then those that scenarios ask for, before any schema is made. A scenario is a
 * file that others send: its plug-ins need --allow-plugins, and none of their code runs before that is known.
 * @throws UsageError, PluginError
 */
export async function loadWanted({ named, allowed, scenarios }: Wanted): Promise<void> {
  const asked = scenarios.map((scenario) => ({ scenario, files: pluginsOf(scenario) }));
  const given = new Set(named.map(real));
  for (const { scenario, files } of asked) {
    const strange = files.filter((file) => !given.has(real(file)) && loadedPlugin(real(file)) === undefined);
    if (allowed || strange.length === 0) continue;
    throw new UsageError(
      `${scenario} wants to load code, which can do all that you can do:\n${strange.map((file) => `  ${file}\n`).join('')}Look into it; then add --allow-plugins to let the scenario load it, or name it yourself with --plugin FILE. Nothing has been loaded.`,
    );
  }
  for (const file of [...named, ...asked.flatMap(({ files }) => files)]) await loadPlugin(file);
}

/** The files under `plugins` of a scenario, which count from its folder; none where it cannot be read: who reads it will say so. */
function pluginsOf(scenario: string): readonly string[] {
  if (!existsSync(scenario)) return [];
  let text: string;
  try {
    text = readFileSync(scenario, 'utf8');
  } catch {
    return [];
  }
  const { data } = read(text.replace(/^\uFEFF/, ''));
  const plugins = isRecord(data) ? data.plugins : undefined;
  if (!Array.isArray(plugins)) return [];
  return plugins.filter((name) => typeof name === 'string').map((name) => resolve(dirname(scenario), name));
}

/** The scenario that a run folder stores. */
export function scenarioOf(folder: string): string {
  return join(folder, 'resolved.json');
}

function real(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file);
}
