import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileReason } from '../run/file-reason.ts';
import { lineIn } from './blame.ts';
import { loadedPlugin, type Plugin, remember } from './loaded.ts';
import { PluginError } from './plugin-error.ts';
import { register } from './register.ts';

/**
 * Loads a plug-in, an ES module whose default export is an object of entries or a function of the library that returns one,
 * and registers its entries; once per file. Its code runs with all rights of the user.
 * @throws PluginError that names the file and says what is wrong
 */
export async function loadPlugin(path: string): Promise<Plugin> {
  if (!/\.m?js$/.test(path)) {
    throw new PluginError(`${path} is no plug-in; one is a JavaScript module, .js or .mjs`);
  }
  let file: string;
  let bytes: Uint8Array;
  try {
    file = realpathSync(path);
    bytes = readFileSync(file);
  } catch (error) {
    throw new PluginError(`cannot read the plug-in ${path}: ${fileReason(error)}`);
  }
  const known = loadedPlugin(file);
  if (known !== undefined) return known;
  const definition = await definitionOf(file, bytes);
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const plugin = { file, hash, ...register(file, definition) };
  remember(plugin);
  return plugin;
}

async function definitionOf(file: string, bytes: Uint8Array): Promise<unknown> {
  const module: unknown = await attempt(
    file,
    bytes,
    'the plug-in cannot be loaded',
    () => import(pathToFileURL(file).href),
  );
  const exported: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  if (exported === undefined) {
    throw new PluginError(
      `${file}: no default export; a plug-in begins with export default (dk) => ({ functionals: { … } })`,
    );
  }
  if (typeof exported !== 'function') return exported;
  const library = await import('../../index.ts');
  return attempt(file, bytes, 'the default export failed', () => Reflect.apply(exported, undefined, [library]));
}

async function attempt(file: string, bytes: Uint8Array, what: string, act: () => unknown): Promise<unknown> {
  let abandoned = (): void => {};
  const forever = new Promise<never>((_resolve, reject) => {
    abandoned = () => {
      reject(
        new PluginError(
          `${file}: ${what}: it waits for something that never happens (an await whose promise is never settled)`,
        ),
      );
    };
  });
  // Node has nothing left to do: what is awaited cannot come any more
  process.once('beforeExit', abandoned);
  try {
    return await Promise.race([act(), forever]);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    const [kind, message] = error instanceof Error ? [error.name, error.message] : ['thrown', String(error)];
    const at = error instanceof SyntaxError ? syntaxLine(file, bytes) : lineIn(file, error);
    throw new PluginError(`${at}: ${what}: ${kind}: ${message}`);
  } finally {
    process.off('beforeExit', abandoned);
  }
}

/** The line of a syntax error, which import() does not tell; Node's own check does. */
function syntaxLine(file: string, bytes: Uint8Array): string {
  const { stderr } = spawnSync(process.execPath, ['--check', '--input-type=module'], {
    input: bytes,
    encoding: 'utf8',
  });
  const [, line] = /^\[stdin\]:(\d+)/.exec(stderr ?? '') ?? [];
  return line === undefined ? file : `${file}:${line}`;
}
