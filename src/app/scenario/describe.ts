import type { SchemaNode, SchemaView } from './schema-view.ts';

/** What a value must be, in words: `a number greater than 0`, `one of full, linear`, `{ type: cosine | harmonic, … }`. */
export function describe(view: SchemaView, node: SchemaNode): string {
  const leaves = view.leaves(node);
  const values = choices(leaves);
  const blocks = leaves.filter((leaf) => leaf.type === 'object');
  const others = leaves.filter((leaf) => leaf.type !== 'object' && leaf.const === undefined && leaf.enum === undefined);
  const parts = others.map((leaf) => single(view, leaf));
  if (values.length > 0) parts.unshift(values.length === 1 ? `'${values[0]}'` : `one of ${values.join(', ')}`);
  const names = blocks.map(discriminator);
  const key = names[0]?.key;
  if (key !== undefined && names.every((name) => name !== undefined)) {
    const more = blocks.some((block) => Object.keys(block.properties ?? {}).length > 1) ? ', …' : '';
    parts.push(`{ ${key}: ${names.map((name) => name?.value).join(' | ')}${more} }`);
  } else {
    for (const block of blocks) parts.push(keys(block, blocks.length > 1));
  }
  return parts.join(' or ');
}

/** The texts that are allowed as such. */
export function choices(leaves: readonly SchemaNode[]): readonly string[] {
  return leaves.flatMap((leaf) => (leaf.const === undefined ? (leaf.enum ?? []) : [leaf.const])).map(String);
}

/** The key and value that tell this block from its siblings, where its first key has one value only. */
export function discriminator(block: SchemaNode): { readonly key: string; readonly value: string } | undefined {
  const first = Object.entries(block.properties ?? {})[0];
  if (first === undefined || first[1].const === undefined) return undefined;
  return { key: first[0], value: String(first[1].const) };
}

function keys(block: SchemaNode, requiredOnly: boolean): string {
  const names = requiredOnly ? (block.required ?? []) : Object.keys(block.properties ?? {});
  return `{ ${names.join(', ')} }`;
}

function single(view: SchemaView, leaf: SchemaNode): string {
  if (leaf.type === 'array') return list(view, leaf);
  if (leaf.type === 'number' || leaf.type === 'integer') {
    const [article, noun] = number(leaf);
    return `${article} ${noun}${bounds(leaf)}`;
  }
  if (leaf.type === 'string') {
    return leaf.pattern === undefined || leaf.description === undefined ? 'text' : `text (${leaf.description})`;
  }
  return leaf.not === undefined ? 'a value' : 'nothing (there is no such entry)';
}

function list(view: SchemaView, leaf: SchemaNode): string {
  const { minItems: min = 0, maxItems: max, items, prefixItems } = leaf;
  const item = prefixItems?.[0] ?? items;
  const size = max === undefined ? '' : min === max ? `${min} ` : `${min} to ${max} `;
  const what = max === undefined && min > 0 ? 'a non-empty list of' : 'a list of';
  if (typeof item !== 'object') return what;
  const resolved = view.resolve(item);
  const plural =
    resolved.type === 'number' || resolved.type === 'integer'
      ? `${number(resolved)[1]}s${bounds(resolved)}`
      : describe(view, item);
  return `${what} ${size}${plural}`;
}

function number(leaf: SchemaNode): readonly [article: string, noun: string] {
  if (leaf.type === 'number') return ['a', 'number'];
  return ['an', leaf.multipleOf === 2 ? 'even integer' : 'integer'];
}

function bounds({ minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below }: SchemaNode): string {
  const all: string[] = [];
  if (above !== undefined) all.push(`greater than ${above}`);
  // the bounds of exact integers go without saying
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) all.push(`of at least ${minimum}`);
  if (below !== undefined) all.push(`less than ${below}`);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) all.push(`of at most ${maximum}`);
  return all.length === 0 ? '' : ` ${all.join(' and ')}`;
}
