import { define, type Entry, type Parameters } from '../../core/define.ts';
import { attempt } from './attempt.ts';
import { demand } from './demand.ts';
import { guardFunctional } from './guard-functional.ts';
import { isRecord } from './is-record.ts';
import type { Extensible } from './loaded.ts';
import type { Origin } from './origin.ts';

/** What `create` of an entry must give, registry by registry. */
const MADE: Readonly<Record<Extensible, Readonly<Record<string, string>>>> = {
  functionals: { name: 'string', status: 'string', curvature: 'function', bulk: 'object', bind: 'function' },
  potentials: { sigma: 'number', range: 'number', energy: 'function', forceOverR: 'function', transform: 'function' },
  external: { energy: 'function', gradient: 'function' },
  mobilities: { coefficients: 'object', domain: 'object', value: 'function', fill: 'function', factor: 'function' },
  observables: { observe: 'function', merge: 'function', save: 'function', curves: 'function' },
};

/**
 * An entry of a plug-in as it is registered: whatever goes wrong while it is made, or is missing from what it made, is a
 * PluginError that names the file. What it computes later in every cell is not wrapped: that would cost time.
 */
export function guarded(
  origin: Origin,
  entry: { readonly summary: string; readonly parameters: Parameters; readonly create: object },
): Entry<unknown, unknown> {
  const { summary, parameters } = entry;
  const create = (values: unknown, context: unknown): unknown => {
    const made = attempt(origin, 'create', entry.create, undefined, [values, context]);
    demand(origin, 'what create returns', made, MADE[origin.registry]);
    if (origin.registry === 'functionals' && isRecord(made)) guardFunctional(origin, made, context);
    return made;
  };
  return define<Parameters, unknown, unknown>({ summary, parameters, create });
}
