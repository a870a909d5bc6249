import { nearest } from '../../core/nearest.ts';
import { choices, describe, discriminator } from './describe.ts';
import { reading } from './reading.ts';
import type { SchemaNode, SchemaView } from './schema-view.ts';

/** What to say of a value that the schema refuses: what it must be, what it is, and what to write instead. */
export function mismatch(view: SchemaView, node: SchemaNode, value: unknown): string {
  const leaves = view.leaves(node);
  const expected = describe(view, node);
  if (value === null) return `the key has no value; expected ${expected}`;
  if (typeof value === 'string') {
    const values = choices(leaves);
    const meant = nearest(value, values);
    const suggestion = meant === undefined ? '' : `; did you mean '${meant}'?`;
    if (leaves.every((leaf) => leaf.const !== undefined || leaf.enum !== undefined)) {
      return values.length === 1
        ? `'${shorten(value)}' must be '${values[0]}'`
        : `'${shorten(value)}' is not one of ${values.join(', ')}${suggestion}`;
    }
    return `expected ${expected}, received the text '${shorten(value)}'${suggestion || textHint(view, leaves, value)}`;
  }
  return `expected ${expected}, received ${show(value)}${otherHint(view, leaves, value)}`;
}

/** A value in words, short. */
function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return shorten(`{ ${Object.keys(value).join(', ')} }`);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return Number.isNaN(value) ? '.nan, which is no finite number' : `${value > 0 ? '' : '-'}.inf, which is not finite`;
  }
  return String(value);
}

/** One line of at most 40 characters. */
function shorten(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function textHint(view: SchemaView, leaves: readonly SchemaNode[], value: string): string {
  if (leaves.some(isNumber)) {
    const number = reading(value);
    if (number !== undefined) return number === value.trim() ? `; write ${number} without quotes` : `; write ${number}`;
  }
  for (const leaf of leaves) {
    const items = leaf.type === 'array' && typeof leaf.items === 'object' ? view.leaves(leaf.items) : [];
    const open = leaf.type === 'array' ? '[{ ' : '{ ';
    for (const block of [leaf, ...items]) {
      const own = discriminator(block);
      if (own !== undefined && nearest(value, [own.value]) !== undefined) {
        return `; write ${open}${own.key}: ${own.value} ${leaf.type === 'array' ? '}]' : '}'}`;
      }
    }
  }
  const needsBlock = leaves.some((leaf) => leaf.type === 'object' || leaf.type === 'array');
  return needsBlock && /^[\w-]+:\S/.test(value) ? "; put a space after the ':'" : '';
}

function otherHint(view: SchemaView, leaves: readonly SchemaNode[], value: unknown): string {
  const list = leaves.find((leaf) => leaf.type === 'array');
  const item = list?.prefixItems?.[0] ?? list?.items;
  if (typeof item === 'object' && !leaves.some(isNumber)) {
    const items = view.leaves(item);
    if (typeof value === 'number' && items.some(isNumber) && list?.prefixItems === undefined)
      return `; write [${value}]`;
    if (isBlock(value) && items.some((leaf) => leaf.type === 'object')) {
      return "; write a list: '- ' before every item, or [ ] around them";
    }
  }
  if (typeof value !== 'number' && typeof value !== 'boolean') return '';
  const text = leaves.some(
    ({ type, pattern = '', ...leaf }) =>
      type === 'string' &&
      leaf.const === undefined &&
      leaf.enum === undefined &&
      new RegExp(pattern).test(String(value)),
  );
  return text ? `; write "${value}", in quotes` : '';
}

function isNumber(leaf: SchemaNode): boolean {
  return leaf.type === 'number' || leaf.type === 'integer';
}

function isBlock(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
