import { callable } from './functions.ts';
import { constant, type Node } from './node.ts';

/**
 * What the names of a formula stand for: pi, its variables and constants, and the parameters given with it.
 * @throws RangeError for a parameter whose name is taken or no name, or whose value is not finite
 */
export function scope(
  own: Readonly<Record<string, Node>>,
  parameters: Readonly<Record<string, number>>,
): ReadonlyMap<string, Node> {
  const names = new Map<string, Node>([...Object.entries(own), ['pi', constant(Math.PI)]]);
  const taken = new Set([...names.keys(), ...callable]);
  for (const [name, value] of Object.entries(parameters)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      const allowed = 'the letters a to z, digits and _, and begins with a letter';
      throw new RangeError(`parameters: '${name}' cannot be read in a formula; a name has ${allowed}`);
    }
    if (taken.has(name)) {
      throw new RangeError(
        `parameters: '${name}' has a meaning already (${[...taken].join(', ')}); choose another name`,
      );
    }
    if (!Number.isFinite(value)) throw new RangeError(`parameters: ${name} = ${value} must be a finite number`);
    names.set(name, constant(value));
  }
  return names;
}
