import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../usage-error.ts';

/** A run folder: every file is written under a temporary name and renamed, so that none is ever half there. */
export class RunFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Makes the folder. An existing run is replaced only with `overwrite`, and only if it is a run: anything else that is
   * in the way is left alone. @throws UsageError
   */
  static create(path: string, overwrite: boolean): RunFolder {
    RunFolder.check(path, overwrite);
    const full = resolve(path);
    try {
      if (existsSync(full)) rmSync(full, { recursive: true });
      mkdirSync(full, { recursive: true });
    } catch (error) {
      throw new UsageError(`cannot write ${path}: ${reason(error)}; choose another folder with --out`);
    }
    return new RunFolder(full);
  }

  /** What `create` would refuse, without touching anything. @throws UsageError */
  static check(path: string, overwrite: boolean): void {
    if (!existsSync(path)) return;
    let entries: string[];
    try {
      entries = readdirSync(path);
    } catch (error) {
      throw new UsageError(`${path} is in the way (${reason(error)}); choose another folder with --out`);
    }
    if (entries.length === 0) return;
    if (!entries.includes('manifest.json')) {
      throw new UsageError(`${path} exists and is no run folder; choose another with --out`);
    }
    if (!overwrite) {
      throw new UsageError(
        `${path} holds a run already; add --overwrite to replace it, or choose another folder with --out`,
      );
    }
  }

  /** An existing run. @throws UsageError when there is none. */
  static open(path: string): RunFolder {
    if (!existsSync(join(path, 'manifest.json'))) {
      throw new UsageError(`${path} is no run folder: it has no manifest.json`);
    }
    return new RunFolder(resolve(path));
  }

  write(name: string, data: string | Uint8Array): void {
    const target = this.#inside(name);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(`${target}.tmp`, data);
    renameSync(`${target}.tmp`, target);
  }

  writeJson(name: string, data: unknown): void {
    this.write(name, `${JSON.stringify(data, (_key, value) => (Number.isNaN(value) ? null : value), 2)}\n`);
  }

  read(name: string): Uint8Array {
    return readFileSync(this.#inside(name));
  }

  readText(name: string): string {
    return readFileSync(this.#inside(name), 'utf8');
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
    if (!target.startsWith(`${this.path}/`)) throw new RangeError(`${name} lies outside of the run folder`);
    return target;
  }
}

/** Versions that a result depends on. */
export function versions(): {
  readonly program: string;
  readonly version: string;
  readonly node: string;
  readonly lock: string;
} {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const lock = join(root, 'package-lock.json');
  return {
    program: name,
    version,
    node: process.version,
    lock: existsSync(lock) ? `sha256:${createHash('sha256').update(readFileSync(lock)).digest('hex')}` : 'none',
  };
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
