import type { Entry, Parameters, ParameterValue } from '../../core/define.ts';
import { nearest } from '../../core/nearest.ts';
import { builtIn } from '../scenario/built-in.ts';
import { forgetSchemas } from '../scenario/schema.ts';
import { checkParameters } from './check-parameters.ts';
import { guarded } from './guarded.ts';
import { isRecord } from './is-record.ts';
import { type Example, type Extensible, extensible, type Plugin } from './loaded.ts';
import { PluginError } from './plugin-error.ts';

/**
 * Adds the entries of a plug-in to the registries, for the life of the process; all of them, or none.
 * @throws PluginError for names that exist, for what is no entry, for blocks that nobody knows
 */
export function register(file: string, definition: unknown): Pick<Plugin, 'entries' | 'examples'> {
  const wrong = (where: string, message: string): never => {
    throw new PluginError(`${file}: ${where}: ${message}`);
  };
  const known = [...extensible, 'examples'];
  if (!isRecord(definition)) {
    return wrong(
      'default export',
      `expected an object with some of ${known.join(', ')}, or a function that returns one`,
    );
  }
  for (const key of Object.keys(definition)) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    wrong(key, `unknown key; there are ${known.join(', ')}${meant === undefined ? '' : `; did you mean '${meant}'?`}`);
  }
  const made: { readonly registry: Extensible; readonly name: string; readonly entry: Entry<unknown, unknown> }[] = [];
  for (const registry of extensible) {
    const block = definition[registry];
    if (block === undefined) continue;
    if (!isRecord(block)) return wrong(registry, "expected an object, { 'my-name': dk.define({ … }) }");
    for (const [name, entry] of Object.entries(block)) {
      const mistake = checkName(registry, name) ?? checkEntry(entry);
      if (mistake !== null) wrong(`${registry}.${name}`, mistake);
      else made.push({ registry, name, entry: guarded({ file, registry, name }, entry as Written) });
    }
  }
  if (made.length === 0) wrong('default export', `it defines no entry; expected some of ${extensible.join(', ')}`);
  const names = new Set(made.map(({ name }) => name));
  const examples = readExamples(definition.examples, names, wrong);
  const entries: Partial<Record<Extensible, readonly string[]>> = {};
  for (const { registry, name, entry } of made) {
    Reflect.set(builtIn[registry], name, entry);
    entries[registry] = [...(entries[registry] ?? []), name];
  }
  forgetSchemas(builtIn);
  return { entries, examples };
}

/** An entry as a plug-in writes it, after `checkEntry`. */
interface Written {
  readonly summary: string;
  readonly parameters: Parameters;
  readonly create: object;
}

function checkName(registry: Extensible, name: string): string | null {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return 'a name has small letters, digits and hyphens, first a letter';
  if (Object.hasOwn(builtIn[registry], name))
    return `there is a '${name}' already (dk list ${registry}); choose another name`;
  return null;
}

function checkEntry(entry: unknown): string | null {
  const expected = 'expected dk.define({ summary, parameters, create })';
  if (!isRecord(entry))
    return `${expected}, not ${Array.isArray(entry) ? 'a list' : entry === null ? 'null' : `a ${typeof entry}`}`;
  if (typeof entry.summary !== 'string' || entry.summary === '')
    return `summary is missing: one line with the formula; ${expected}`;
  if (typeof entry.create !== 'function') return `create(values, context) is missing; ${expected}`;
  return checkParameters(entry.parameters);
}

function readExamples(
  given: unknown,
  names: ReadonlySet<string>,
  wrong: (where: string, message: string) => never,
): Readonly<Record<string, readonly Example[]>> {
  if (given === undefined) return {};
  if (!isRecord(given)) return wrong('examples', "expected { 'my-name': [{ parameter: value }] }");
  const out: Record<string, readonly Example[]> = {};
  for (const [name, list] of Object.entries(given)) {
    if (!names.has(name)) wrong(`examples.${name}`, `the plug-in has no such entry; it has ${[...names].join(', ')}`);
    if (!isExamples(list)) return wrong(`examples.${name}`, 'expected a list of parameters, [{ parameter: value }]');
    out[name] = list;
  }
  return out;
}

function isExamples(list: unknown): list is readonly Readonly<Record<string, ParameterValue>>[] {
  return Array.isArray(list) && list.length > 0 && list.every(isRecord);
}
