import { nearest } from '../../core/nearest.ts';
import { describe } from './describe.ts';
import { mismatch } from './mismatch.ts';
import { formatPath, type Path, valueAt } from './path.ts';
import type { SchemaNode, SchemaView } from './schema-view.ts';

/** A mistake before its place is looked up. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** Shown at the key, not at its value. */
  readonly atKey?: true;
  /** The path that is missing, or the one that a misspelt key was meant for: together they are one mistake. */
  readonly missing?: string;
  readonly meant?: string;
}

/** As much of a zod issue as is used here: its place and what cannot be seen from the schema. */
interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** Zod's issues in words: the schema (as JSON Schema) says what is allowed, the data what was given. */
export function findings(issues: readonly Issue[], data: unknown, view: SchemaView): readonly Finding[] {
  const out = new Map<string, Finding>();
  const add = (finding: Finding): void => {
    out.set(`${formatPath(finding.path)}: ${finding.message}`, finding);
  };

  const visit = (issue: Issue, base: Path): void => {
    const path: Path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
    const value = valueAt(data, path);
    const node: SchemaNode = view.at(path, data) ?? {};
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys ?? []) {
        add({ path: [...path, key], atKey: true, ...unknownKey(view, node, value, key, path) });
      }
    } else if (value === undefined && path.length > 0) {
      const key = String(path[path.length - 1]);
      const expected = describe(view, node);
      const { description = expected } = view.resolve(node);
      const about = expected.includes(description) ? '' : ` (${description})`;
      const message = `missing key '${key}': ${expected}${about}`;
      add({ path: path.slice(0, -1), message, atKey: true, missing: formatPath(path) });
    } else if (issue.code === 'invalid_union' && issue.errors !== undefined && issue.errors.length > 0) {
      const options = view.options(node);
      const meant = view.meant(options, value);
      const branch = meant.length === 1 ? issue.errors[options.indexOf(meant[0])] : undefined;
      if (branch === undefined) add({ path, message: mismatch(view, node, value) });
      else for (const inner of branch) visit(inner, path);
    } else {
      add({ path, message: mismatch(view, node, value) });
    }
  };
  for (const issue of issues) visit(issue, []);
  return [...out.values()];
}

/** `did you mean` looks among the keys allowed here, then one level below, then for the same key anywhere. */
function unknownKey(view: SchemaView, node: SchemaNode, value: unknown, key: string, path: Path) {
  const leaves = view.meant(view.leaves(node), value);
  const properties = leaves.flatMap((leaf) => Object.entries(leaf.properties ?? {}));
  const allowed = [...new Set(properties.map(([name]) => name))];
  const meant = nearest(key, allowed);
  const [, before = ''] = /^([\w-]+):\S/.exec(key) ?? [];
  let hint = '';
  if (meant !== undefined) hint = `; did you mean '${meant}'?`;
  else if (/^-\S/.test(key)) hint = "; put a space after the '-'";
  else if (allowed.includes(before)) hint = "; put a space after the ':'";
  else {
    const below = properties.find(([, inner]) =>
      view.leaves(inner).some((leaf) => Object.hasOwn(leaf.properties ?? {}, key)),
    );
    const elsewhere = below === undefined ? find(view, view.root, key, []) : formatPath([...path, below[0], key]);
    if (elsewhere !== undefined) hint = `; did you mean ${elsewhere}?`;
  }
  const message = `unknown key '${key}'; allowed: ${allowed.join(', ')}${hint}`;
  return meant === undefined ? { message } : { message, meant: formatPath([...path, meant]) };
}

/** The first path that ends in `key`, through blocks alone. */
function find(view: SchemaView, node: SchemaNode, key: string, path: Path): string | undefined {
  const { properties } = view.resolve(node);
  if (properties === undefined) return undefined;
  if (path.length > 0 && Object.hasOwn(properties, key)) return formatPath([...path, key]);
  for (const [name, inner] of Object.entries(properties)) {
    const found = find(view, inner, key, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}
