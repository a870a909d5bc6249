import { type Origin, titleOf } from './origin.ts';
import { PluginError } from './plugin-error.ts';

/** @throws PluginError unless the object has all members, of their types */
export function demand(origin: Origin, of: string, made: unknown, members: Readonly<Record<string, string>>): void {
  const list = Object.entries(members).map(([key, type]) => `${key}${type === 'function' ? '(…)' : ''}`);
  if (typeof made !== 'object' || made === null) {
    throw new PluginError(
      `${titleOf(origin)}: ${of} is ${made === null ? 'null' : typeof made}; expected { ${list.join(', ')} }`,
    );
  }
  for (const [key, type] of Object.entries(members)) {
    const value: unknown = Reflect.get(made, key);
    if (typeof value === type) continue;
    throw new PluginError(
      `${titleOf(origin)}: ${of} has ${value === undefined ? 'no' : `a ${typeof value} as`} ${key}; a ${type} is expected (all of ${list.join(', ')})`,
    );
  }
}
