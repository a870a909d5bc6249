import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadedPlugins } from '../plugins/loaded.ts';
import { UsageError } from '../usage-error.ts';

/** Everything that the program writes into a run folder: all that replacing a run may remove. */
const OURS: readonly string[] = [
  ...['scenario.yaml', 'resolved.json', 'manifest.json', 'comparison.json', 'minimise.json', 'report.html'],
  ...['curves', 'replicas', 'fields', 'figures', 'field', 'particles', 'checkpoint-a', 'checkpoint-b'],
];
const PROGRAM = 'dean-kawasaki';
/** Longest file name that common file systems take, in bytes. */
const LONGEST_NAME = 255;

/** A run folder: every file is written under a temporary name and renamed, so that none is ever half there. */
export class RunFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Makes the folder. An existing run is replaced only with `overwrite`; of it, only what the program itself writes is
   * removed. Anything else that is in the way is left alone. @throws UsageError, with nothing made
   */
  static create(path: string, overwrite: boolean): RunFolder {
    RunFolder.check(path, overwrite);
    const full = resolve(path);
    const made = firstMissing(full);
    try {
      for (const name of OURS) rmSync(join(full, name), { recursive: true, force: true });
      makeFolders(full);
    } catch (error) {
      if (made !== null) removeEmpty(full, made);
      throw new UsageError(`cannot write ${path}: ${reason(error)}; choose another folder with --out`);
    }
    return new RunFolder(full);
  }

  /** What `create` would refuse, without touching anything. @throws UsageError */
  static check(path: string, overwrite: boolean): void {
    if (path.trim() === '') throw new UsageError('--out needs the name of a folder, such as --out runs/mine');
    const full = resolve(path);
    const missing = firstMissing(full);
    try {
      const long = full.split(sep).find((name) => Buffer.byteLength(name) > LONGEST_NAME);
      if (long !== undefined) throw Object.assign(new Error(), { code: 'ENAMETOOLONG' });
      const holder = missing === null ? full : dirname(missing);
      if (!statSync(holder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      accessSync(holder, constants.W_OK);
    } catch (error) {
      throw new UsageError(`cannot write ${path}: ${reason(error)}; choose another folder with --out`);
    }
    if (missing !== null || readdirSync(full).length === 0) return;
    if (!isRun(full)) {
      throw new UsageError(
        `${path} exists and is no run folder (it has no manifest.json of dk), so it is left alone; choose another folder with --out`,
      );
    }
    if (!overwrite) {
      throw new UsageError(
        `${path} holds a run already; add --overwrite to replace it, or choose another folder with --out`,
      );
    }
  }

  /** An existing run. @throws UsageError when there is none. */
  static open(path: string): RunFolder {
    if (!isRun(path)) {
      throw new UsageError(
        `${path} is no run folder: it has no manifest.json of dk; name a folder that dk run or dk theory has written, such as runs/NAME`,
      );
    }
    return new RunFolder(resolve(path));
  }

  write(name: string, data: string | Uint8Array): void {
    const target = this.#inside(name);
    mkdirSync(join(target, '..'), { recursive: true });
    try {
      writeFileSync(`${target}.tmp`, data);
      renameSync(`${target}.tmp`, target);
    } catch (error) {
      rmSync(`${target}.tmp`, { force: true });
      throw error;
    }
  }

  writeJson(name: string, data: unknown): void {
    this.write(name, `${JSON.stringify(data, (_key, value) => (Number.isNaN(value) ? null : value), 2)}\n`);
  }

  /** @throws UsageError where the file is missing. */
  read(name: string): Uint8Array {
    const file = this.#inside(name);
    try {
      return readFileSync(file);
    } catch (error) {
      throw new UsageError(`the run folder is incomplete: cannot read ${file}: ${reason(error)}`);
    }
  }

  readText(name: string): string {
    return new TextDecoder().decode(this.read(name));
  }

  /** Names in a sub-folder with the given ending; empty when there is none. */
  list(folder: string, ending: string): readonly string[] {
    const path = this.#inside(folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort();
  }

  #inside(name: string): string {
    const target = resolve(this.path, name);
    if (!target.startsWith(this.path + sep)) throw new RangeError(`${name} lies outside of the run folder`);
    return target;
  }
}

/** Versions that a result depends on, those of plug-ins by their bytes. */
export function versions(): {
  readonly program: string;
  readonly version: string;
  readonly node: string;
  readonly lock: string;
  readonly plugins?: readonly { readonly file: string; readonly hash: string }[];
} {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const lock = join(root, 'package-lock.json');
  const plugins = loadedPlugins().map(({ file, hash, entries }) => ({ file, hash, entries }));
  return {
    program: PROGRAM,
    version,
    node: process.version,
    lock: existsSync(lock) ? `sha256:${createHash('sha256').update(readFileSync(lock)).digest('hex')}` : 'none',
    ...(plugins.length === 0 ? {} : { plugins }),
  };
}

/** Whether a folder holds a run of this program. */
function isRun(path: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && Reflect.get(manifest, 'program') === PROGRAM;
  } catch {
    return false;
  }
}

/** The outermost folder of a path that is not there yet; null when all of it is. */
function firstMissing(full: string): string | null {
  let missing: string | null = null;
  for (let at = full; !existsSync(at) && basename(at) !== ''; at = dirname(at)) missing = at;
  return missing;
}

/** One level after the other: the recursive mkdir of Node 20 never ends where a folder cannot be made (/proc). */
function makeFolders(full: string): void {
  if (existsSync(full)) return;
  makeFolders(dirname(full));
  mkdirSync(full);
}

/** Takes empty folders away again, from `inner` up to `outer`. */
function removeEmpty(inner: string, outer: string): void {
  for (let at = inner; at.length >= outer.length; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      // not there, or not empty: not ours
    }
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const texts: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'a file stands in the way of a folder',
    EACCES: 'writing there is not permitted',
    EPERM: 'writing there is not permitted',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ENAMETOOLONG: `a name is longer than ${LONGEST_NAME} bytes`,
  };
  return texts[code] ?? code;
}
