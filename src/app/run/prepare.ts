import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeNpy } from '../output/npy.ts';
import { loadedPlugins } from '../plugins/loaded.ts';
import type { ProfileFile } from '../scenario/check-initial.ts';
import { checkParticles } from '../scenario/check-particles.ts';
import { checkPhysics } from '../scenario/checks.ts';
import { decide } from '../scenario/decide.ts';
import { type LoadedScenario, loadScenario } from '../scenario/load.ts';
import { ScenarioError } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TrajectoryFrame } from '../trajectory/frame.ts';
import { lastFrame } from '../trajectory/last-frame.ts';
import { UsageError } from '../usage-error.ts';
import { fileReason } from './file-reason.ts';
import { readTables } from './read-tables.ts';

/** A scenario that is known to be good for the field. */
export interface Prepared {
  readonly loaded: LoadedScenario;
  readonly profile: ProfileFile | null;
}

/** A scenario that is known to be good for particles. */
export interface PreparedParticles {
  readonly loaded: LoadedScenario;
  /** Start positions that were read from a file. */
  readonly start: TrajectoryFrame | null;
  readonly profile: ProfileFile | null;
}

export interface PrepareOptions {
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replicas?: number;
  /** What of the observables is looked at; all unless given. */
  readonly observe?: (all: Scenario['observe']) => Scenario['observe'];
}

/** Reads and checks a scenario file for the field. @throws UsageError, ScenarioError with every mistake. */
export function prepare(file: string, options: PrepareOptions): Prepared {
  const loaded = load(file, options);
  const profile = readProfile(loaded, file);
  const mistakes = checkPhysics(loaded.scenario, profile);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message, m.within)));
  return { loaded: { ...loaded, scenario: decide(loaded.scenario) }, profile };
}

/** Reads and checks a scenario file for particles. @throws UsageError, ScenarioError with every mistake. */
export async function prepareParticles(file: string, options: PrepareOptions): Promise<PreparedParticles> {
  const loaded = load(file, options);
  const start = await readStart(loaded, file);
  // a start that particles.start names does not look at field.initial
  const profile = loaded.scenario.particles.start.type === 'auto' ? readProfile(loaded, file) : null;
  const mistakes = checkParticles(loaded.scenario, start, profile);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message, m.within)));
  return { loaded, start, profile };
}

/** Reads a scenario whose single values are all valid; whether an engine can run it is not asked. @throws UsageError, ScenarioError */
export function load(file: string, options: PrepareOptions): LoadedScenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${fileReason(error)}; name a scenario file (YAML or JSON)`);
  }
  const { set: sets, seed, replicas } = options;
  const loaded = withPlugins(readTables(loadScenario(text, { file, sets, seed, replicas })));
  if (options.observe === undefined) return loaded;
  const { scenario } = loaded;
  return { ...loaded, scenario: { ...scenario, observe: options.observe(scenario.observe) } };
}

/** What is stored of a scenario names all plug-ins that it was read with, so that it can be run again from anywhere. */
function withPlugins(loaded: LoadedScenario): LoadedScenario {
  const plugins = loadedPlugins().map((plugin) => plugin.file);
  return plugins.length === 0 ? loaded : { ...loaded, scenario: { ...loaded.scenario, plugins } };
}

/** The initial profile from a file; a relative name is relative to the scenario. */
function readProfile(loaded: LoadedScenario, file: string): ProfileFile | null {
  const { profile } = loaded.scenario.field.initial;
  if (profile.type !== 'file') return null;
  const path = resolve(dirname(file), profile.file);
  try {
    return decodeNpy(readFileSync(path));
  } catch (error) {
    const why =
      error instanceof RangeError
        ? error.message.replace(/^(not an .npy file.*)$/, '$1; write it with numpy.save')
        : `${fileReason(error)}; looked for ${path} (a relative name counts from the folder of the scenario)`;
    throw new ScenarioError([loaded.problem('field.initial.profile', `cannot read ${profile.file}: ${why}`)]);
  }
}

/** Start positions from the last frame of a trajectory; a relative name is relative to the scenario. */
async function readStart(loaded: LoadedScenario, file: string): Promise<TrajectoryFrame | null> {
  const { particles, box } = loaded.scenario;
  if (particles.start.type !== 'file') return null;
  try {
    return await lastFrame(resolve(dirname(file), particles.start.file), box.length, () => {});
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const hint = /no such file/.test(error.message) ? ' (a relative name counts from the folder of the scenario)' : '';
    throw new ScenarioError([loaded.problem('particles.start', `${error.message}${hint}`)]);
  }
}
