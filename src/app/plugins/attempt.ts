import { lineIn } from './blame.ts';
import { type Origin, titleOf } from './origin.ts';
import { PluginError } from './plugin-error.ts';

/** Calls a function of a plug-in. @throws PluginError for whatever it throws */
export function attempt(origin: Origin, where: string, f: unknown, self: unknown, args: readonly unknown[]): unknown {
  try {
    if (typeof f !== 'function') throw new TypeError('not a function');
    return Reflect.apply(f, self, args);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    // a RangeError is how an entry refuses its parameters
    if (error instanceof RangeError) throw new PluginError(`${error.message} (${titleOf(origin)})`);
    const [kind, message] = error instanceof Error ? [error.name, error.message] : ['thrown', String(error)];
    throw new PluginError(`${lineIn(origin.file, error)}: ${where} of '${origin.name}' failed: ${kind}: ${message}`);
  }
}
