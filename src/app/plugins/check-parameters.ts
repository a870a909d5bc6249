import { isRecord } from './is-record.ts';
import { extensible } from './loaded.ts';

/** Keys of a spec, with the type of what they hold; `doc` and `type` are in all. */
const KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  number: {
    min: 'number',
    max: 'number',
    above: 'number',
    below: 'number',
    integer: 'boolean',
    default: 'number',
    unit: 'string',
  },
  numbers: { integer: 'boolean', default: 'object' },
  text: { default: 'string', choices: 'object', columns: 'object', optionalColumns: 'object', facts: 'object' },
  map: { default: 'object' },
  entry: { registry: 'string' },
};

/** Names that a scenario uses itself beside the parameters of an entry. */
const TAKEN = new Set(['term', 'type', 'quantity', 'sample', 'average', 'times', 'mean', '__proto__']);

/** What is wrong with the parameters of an entry; null where they can be made a schema of. */
export function checkParameters(parameters: unknown): string | null {
  if (!isRecord(parameters)) return 'parameters must be an object, { name: { type, doc, … } }; {} for none';
  for (const [name, spec] of Object.entries(parameters)) {
    const wrong = checkOne(name, spec);
    if (wrong !== null) return `parameters.${name}: ${wrong}`;
  }
  return null;
}

function checkOne(name: string, spec: unknown): string | null {
  if (TAKEN.has(name)) return `a scenario uses '${name}' itself; choose another name`;
  if (!/^[a-zA-Z][\w-]*$/.test(name)) return 'a name has letters, digits, _ and -, first a letter';
  if (!isRecord(spec)) return "expected { type: 'number', doc: '…', default: 1 }";
  const { type, doc } = spec;
  if (typeof type !== 'string' || !Object.hasOwn(KEYS, type)) {
    return `type is ${show(type)}; it must be one of ${Object.keys(KEYS).join(', ')}`;
  }
  if (typeof doc !== 'string' || doc === '') return 'doc is missing: one line for dk list and the error messages';
  for (const [key, value] of Object.entries(spec)) {
    if (key === 'type' || key === 'doc' || value === undefined) continue;
    const wanted = Object.hasOwn(KEYS[type], key) ? KEYS[type][key] : undefined;
    if (wanted === undefined)
      return `unknown key '${key}'; a ${type} may have ${['doc', ...Object.keys(KEYS[type])].join(', ')}`;
    if (typeof value !== wanted) return `${key} is ${show(value)}; a ${wanted} is expected`;
  }
  if (type === 'entry' && !extensible.some((registry) => registry === spec.registry)) {
    return `registry is ${show(spec.registry)}; it must be one of ${extensible.join(', ')}`;
  }
  return null;
}

/** A value in a message. */
function show(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value);
}
