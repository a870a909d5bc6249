import { define, type Entry, type Parameters } from '../../core/define.ts';
import { lineIn } from './blame.ts';
import { isRecord } from './is-record.ts';
import type { Extensible } from './loaded.ts';
import { PluginError } from './plugin-error.ts';

/** What `create` of an entry must give, registry by registry. */
const MADE: Readonly<Record<Extensible, Readonly<Record<string, string>>>> = {
  functionals: { name: 'string', status: 'string', curvature: 'function', bulk: 'object', bind: 'function' },
  potentials: { sigma: 'number', range: 'number', energy: 'function', forceOverR: 'function', transform: 'function' },
  external: { energy: 'function', gradient: 'function' },
  mobilities: { coefficients: 'object', domain: 'object', value: 'function', fill: 'function', factor: 'function' },
  observables: { observe: 'function', merge: 'function', save: 'function', curves: 'function' },
};
const BULK = { f: 'function', slope: 'function' };
const BOUND = { energy: 'function', pressure: 'function', addPotential: 'function' };

/** Where an entry comes from. */
export interface Origin {
  readonly file: string;
  readonly registry: Extensible;
  readonly name: string;
}

/**
 * An entry of a plug-in as it is registered: whatever goes wrong while it is made, or is missing from what it made, is a
 * PluginError that names the file. What it computes later is not wrapped: that would cost time in every cell.
 */
export function guarded(
  origin: Origin,
  entry: { readonly summary: string; readonly parameters: Parameters; readonly create: object },
): Entry<unknown, unknown> {
  const { summary, parameters } = entry;
  const create = (values: unknown, context: unknown): unknown => {
    const made = attempt(origin, 'create', () => call(entry.create, undefined, [values, context]));
    demand(origin, 'what create returns', made, MADE[origin.registry]);
    if (origin.registry === 'functionals' && isRecord(made)) {
      demand(origin, 'the bulk that create returns', made.bulk, BULK);
      guardBind(origin, made);
    }
    return made;
  };
  return define<Parameters, unknown, unknown>({ summary, parameters, create });
}

function guardBind(origin: Origin, made: Readonly<Record<string, unknown>>): void {
  const { bind } = made;
  const checked = (fft: unknown): unknown => {
    const bound = attempt(origin, 'bind', () => call(bind, made, [fft]));
    demand(origin, 'what bind returns', bound, BOUND);
    return bound;
  };
  if (!Reflect.set(made, 'bind', checked)) throw new PluginError(`${what(origin)}: what create returns is frozen`);
}

function call(f: unknown, self: unknown, args: readonly unknown[]): unknown {
  if (typeof f !== 'function') throw new TypeError('not a function');
  return Reflect.apply(f, self, args);
}

function attempt(origin: Origin, where: string, act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof PluginError) throw error;
    // a RangeError is how an entry refuses its parameters
    if (error instanceof RangeError) throw new PluginError(`${error.message} (${what(origin)})`);
    const [kind, message] = error instanceof Error ? [error.name, error.message] : ['thrown', String(error)];
    throw new PluginError(`${lineIn(origin.file, error)}: ${where} of '${origin.name}' failed: ${kind}: ${message}`);
  }
}

/** @throws PluginError unless the object has all members, of their types */
function demand(origin: Origin, of: string, made: unknown, members: Readonly<Record<string, string>>): void {
  const list = Object.entries(members).map(([key, type]) => `${key}${type === 'function' ? '(…)' : ''}`);
  if (typeof made !== 'object' || made === null) {
    throw new PluginError(
      `${what(origin)}: ${of} is ${made === null ? 'null' : typeof made}; expected { ${list.join(', ')} }`,
    );
  }
  for (const [key, type] of Object.entries(members)) {
    const value: unknown = Reflect.get(made, key);
    if (typeof value === type) continue;
    throw new PluginError(
      `${what(origin)}: ${of} has ${value === undefined ? 'no' : `a ${typeof value} as`} ${key}; a ${type} is expected (all of ${list.join(', ')})`,
    );
  }
}

function what({ file, registry, name }: Origin): string {
  return `${registry}.${name} of the plug-in ${file}`;
}
