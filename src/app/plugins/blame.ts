import { pathToFileURL } from 'node:url';
import { loadedPlugins } from './loaded.ts';

/** Where in a file an error was thrown, `my.js:12`; just the file where the stack does not say. */
export function lineIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of names(file)) {
    const at = stack.indexOf(`${name}:`);
    if (at < 0) continue;
    const [line] = /^\d+/.exec(stack.slice(at + name.length + 1)) ?? [];
    if (line !== undefined) return `${file}:${line}`;
  }
  return file;
}

/** What to say of an error that a plug-in's code has thrown while something was computed; null for all others. */
export function blame(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const stack = error.stack ?? '';
  const plugin = loadedPlugins().find(({ file }) => names(file).some((name) => stack.includes(`${name}:`)));
  if (plugin === undefined) return null;
  return `${lineIn(plugin.file, error)}: error in the plug-in's code: ${error.name}: ${error.message}`;
}

/** A file as it stands in a stack: by its URL or by its path. */
function names(file: string): readonly string[] {
  return [pathToFileURL(file).href, file];
}
