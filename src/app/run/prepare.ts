import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeNpy } from '../output/npy.ts';
import type { ProfileFile } from '../scenario/check-initial.ts';
import { checkPhysics } from '../scenario/checks.ts';
import { type LoadedScenario, loadScenario } from '../scenario/load.ts';
import { ScenarioError } from '../scenario/problem.ts';
import { UsageError } from '../usage-error.ts';

/** A scenario that is known to be good. */
export interface Prepared {
  readonly loaded: LoadedScenario;
  readonly profile: ProfileFile | null;
}

export interface PrepareOptions {
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replicas?: number;
}

/** Reads and checks a scenario file. @throws UsageError, ScenarioError with every mistake. */
export function prepare(file: string, options: PrepareOptions): Prepared {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${codeOf(error)}; name a scenario file (YAML or JSON)`);
  }
  const loaded = loadScenario(text, {
    file,
    ...(options.set === undefined ? {} : { sets: options.set }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.replicas === undefined ? {} : { replicas: options.replicas }),
  });
  const profile = readProfile(loaded, file);
  const mistakes = checkPhysics(loaded.scenario, profile);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message)));
  return { loaded, profile };
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
        : `${codeOf(error)}; looked for ${path} (a relative name counts from the folder of the scenario)`;
    throw new ScenarioError([loaded.problem('field.initial.profile', `cannot read ${profile.file}: ${why}`)]);
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return String(error);
  const texts: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is no folder',
    EACCES: 'it may not be read',
  };
  return texts[String(error.code)] ?? String(error.code);
}
