import { nearest } from '../../core/nearest.ts';
import type { Path } from './path.ts';

/** As much of JSON Schema as the scenario schema uses. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode | boolean;
  readonly prefixItems?: readonly SchemaNode[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly pattern?: string;
  readonly description?: string;
}

/** Finds one's way in a JSON Schema: which part of it applies to a value. */
export class SchemaView {
  readonly root: SchemaNode;

  constructor(root: SchemaNode) {
    this.root = root;
  }

  /** What a reference stands for; a description beside it takes precedence. */
  resolve(node: SchemaNode): SchemaNode {
    if (node.$ref === undefined) return node;
    const { $ref, ...beside } = node;
    const name = $ref.replace('#/$defs/', '');
    const target = $ref === '#' ? this.root : this.root.$defs?.[name];
    if (target === undefined) throw new RangeError(`dangling reference ${$ref}`);
    return { ...this.resolve(target), ...beside };
  }

  /** The choices that a union offers, at first level; the node itself where it offers none. */
  options(node: SchemaNode): readonly SchemaNode[] {
    const resolved = this.resolve(node);
    return resolved.anyOf ?? resolved.oneOf ?? [resolved];
  }

  /** All choices, unions within unions opened. */
  leaves(node: SchemaNode): readonly SchemaNode[] {
    const resolved = this.resolve(node);
    const union = resolved.anyOf ?? resolved.oneOf;
    return union === undefined ? [resolved] : union.flatMap((option) => this.leaves(option));
  }

  /** Those of the options that a value was probably meant for: of its kind, and agreeing in the first key. */
  meant(options: readonly SchemaNode[], value: unknown): readonly SchemaNode[] {
    if (value === undefined) return options;
    const alike = options.filter((option) => this.leaves(option).some((leaf) => leaf.type === kind(value)));
    if (alike.length <= 1) return alike;
    const first = alike.filter((option) => this.leaves(option).some((leaf) => agrees(leaf, value)));
    return first.length > 0 ? first : alike;
  }

  /** The part of the schema at a path, given the data there; undefined where the schema knows no such path. */
  at(path: Path, data: unknown): SchemaNode | undefined {
    let node: SchemaNode | undefined = this.root;
    let value = data;
    for (const part of path) {
      if (node === undefined) return undefined;
      const found: SchemaNode[] = this.meant(this.leaves(node), value).flatMap((leaf) => child(leaf, part));
      node = found.length > 1 ? { anyOf: found } : found[0];
      value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
    }
    return node;
  }
}

/** The JSON Schema type of blocks and lists; other values are told apart by the validation itself. */
function kind(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'object' && value !== null ? 'object' : 'other';
}

/** Whether the first key of a block is there and, if it has to have one value, has that value. */
function agrees(leaf: SchemaNode, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || leaf.properties === undefined) return false;
  const first = Object.entries(leaf.properties)[0];
  if (first === undefined) return false;
  const [key, node] = first;
  if (Object.hasOwn(value, key)) return node.const === undefined || node.const === Reflect.get(value, key);
  return node.const === undefined && Object.keys(value).some((given) => nearest(given, [key]) !== undefined);
}

function child(leaf: SchemaNode, part: string | number): readonly SchemaNode[] {
  if (typeof part === 'string') {
    const { properties } = leaf;
    return properties !== undefined && Object.hasOwn(properties, part) ? [properties[part]] : [];
  }
  const item = leaf.prefixItems?.[part] ?? leaf.items;
  return typeof item === 'object' ? [item] : [];
}
