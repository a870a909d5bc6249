/** Where a value stands in a scenario: keys, and indices of lists. */
export type Path = readonly (string | number)[];

/** `free-energy[1].potential.epsilon` */
export function formatPath(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

/** The inverse of `formatPath`; `free-energy.1.potential.epsilon` is understood as well. */
export function parsePath(text: string): Path {
  const parts = text.replace(/\[(\d+)\]/g, '.$1').split('.');
  return parts.filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The value at a path; undefined where there is none. Sees own keys only. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}
