import type { Finding } from './findings.ts';
import { formatPath, type Path, parsePath } from './path.ts';
import type { Override } from './place.ts';
import { read } from './read.ts';

/** An assignment of the command line: `--set field.step=0.01`, `--seed 3`. */
export interface Assignment {
  /** As it stands in messages. */
  readonly label: string;
  readonly path: Path;
  readonly value: unknown;
}

/** Reads `path=value`; the value is YAML. Gives a message where it is neither. */
export function assignment(set: string): Assignment | { readonly label: string; readonly message: string } {
  const label = `--set ${set}`;
  const cut = set.indexOf('=');
  const path = parsePath(cut < 0 ? set : set.slice(0, cut).trim());
  if (cut < 0 || path.length === 0) {
    return {
      label,
      message: 'write path=value, such as --set field.step=0.01 or --set free-energy.1.potential.epsilon=2',
    };
  }
  if (path.includes('__proto__')) return { label, message: "unknown key '__proto__'" };
  const { data, mistakes } = read(set.slice(cut + 1));
  const [mistake] = mistakes;
  return mistake === undefined ? { label, path, value: data } : { label, message: mistake.message };
}

/**
 * Assigns, in order, in data as read from a file (which it changes). Blocks and lists that are absent are made; whether the
 * schema knows them is seen later. What cannot be assigned is told.
 */
export function override(data: Record<string, unknown>, assignments: readonly Assignment[]) {
  const done: Override[] = [];
  const failed: (Finding & { readonly label: string })[] = [];
  for (const { label, path, value } of assignments) {
    const finding = assign(data, path, value);
    if (finding === undefined) done.push({ path, label });
    else failed.push({ ...finding, label });
  }
  return { done, failed };
}

function assign(root: Record<string, unknown>, path: Path, value: unknown): Finding | undefined {
  let holder: object = root;
  for (let i = 0; i < path.length; i++) {
    const part = path[i];
    const here = path.slice(0, i);
    if (Array.isArray(holder)) {
      const size = holder.length;
      const indices = size <= 1 ? 'give index 0' : `give an index from 0 to ${size - 1}`;
      if (typeof part !== 'number') return { path: here, message: `a list has no '${part}'; ${indices}` };
      if (part >= Math.max(size, 1))
        return { path: here, message: `index ${part} is beyond this list of ${size}; ${indices}` };
    }
    if (i === path.length - 1) {
      Reflect.set(holder, part, value);
      return undefined;
    }
    const next: unknown = Object.hasOwn(holder, part) ? Reflect.get(holder, part) : null;
    if (next !== null && next !== undefined && typeof next !== 'object') {
      const message = `this is ${typeof next === 'string' ? `the text '${next}'` : String(next)}, which has no '${path[i + 1]}'; set ${formatPath([...here, part])} itself`;
      return { path: [...here, part], message };
    }
    const made: object = next ?? (typeof path[i + 1] === 'number' ? [] : {});
    Reflect.set(holder, part, made);
    holder = made;
  }
  return undefined;
}
