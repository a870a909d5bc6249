import type { ParameterSpec, ParameterValue } from '../../core/define.ts';
import type { Catalogue } from './registries.ts';
import type { TypedSpec } from './scenario.ts';
import { z } from './zod.ts';

/** A block that names an entry under one key and holds its parameters beside it. */
type Chosen = Record<string, ParameterValue>;
type Choose = (registry: string) => z.ZodType<TypedSpec>;

/**
 * Schemas of registry entries, made from their parameters as data:
 *   choose(registry)             { type: <name in that registry>, ...parameters }
 *   union(key, catalogue, also)  { [key]: <name in the catalogue>, ...parameters, ...also }
 * Entries may contain entries, of the same registry too.
 */
export function entrySchemas(catalogues: Readonly<Record<string, Catalogue>>) {
  const made = new Map<string, z.ZodType<TypedSpec>>();
  const choose: Choose = (registry) => {
    const known = made.get(registry);
    if (known !== undefined) return known;
    if (!Object.hasOwn(catalogues, registry)) throw new RangeError(`no registry '${registry}'`);
    // built when first looked at, and once: entries may contain entries of the same registry
    let own: z.ZodType<TypedSpec> | undefined;
    const schema = z.lazy(() => {
      own ??= union('type', catalogues[registry], {}) as z.ZodType<TypedSpec>;
      return own;
    });
    made.set(registry, schema);
    return schema;
  };
  const union = (key: string, catalogue: Catalogue, also: Readonly<Record<string, z.ZodType<ParameterValue>>>) => {
    const options = Object.entries(catalogue).map(([name, entry]) => {
      const shape: Record<string, z.ZodType<ParameterValue>> = { [key]: z.literal(name) };
      for (const [parameter, spec] of Object.entries(entry.parameters)) shape[parameter] = valueSchema(spec, choose);
      return z.strictObject({ ...shape, ...also }).describe(entry.summary);
    });
    const [first, ...rest] = options;
    const schema = first === undefined ? z.never() : z.discriminatedUnion(key, [first, ...rest]);
    return schema as z.ZodType<Chosen>;
  };
  return { choose, union };
}

/** One parameter: its type, its bounds, its default. */
function valueSchema(spec: ParameterSpec, choose: Choose): z.ZodType<ParameterValue> {
  switch (spec.type) {
    case 'number': {
      let number = spec.integer ? z.int() : z.number();
      if (spec.min !== undefined) number = number.min(spec.min);
      if (spec.max !== undefined) number = number.max(spec.max);
      if (spec.above !== undefined) number = number.gt(spec.above);
      if (spec.below !== undefined) number = number.lt(spec.below);
      const schema = number.describe(spec.unit === undefined ? spec.doc : `${spec.doc} [${spec.unit}]`);
      return spec.default === undefined ? schema : schema.default(spec.default);
    }
    case 'numbers': {
      const schema = z.array(spec.integer ? z.int() : z.number()).describe(spec.doc);
      return spec.default === undefined ? schema : schema.default([...spec.default]);
    }
    case 'text': {
      const some = z.string().min(spec.default === '' ? 0 : 1);
      const text = spec.choices === undefined ? some : z.enum(spec.choices);
      const schema = text.describe(spec.doc);
      return spec.default === undefined ? schema : schema.default(spec.default);
    }
    case 'map': {
      const schema = z.record(z.string(), z.number()).describe(spec.doc);
      return spec.default === undefined ? schema : schema.default({ ...spec.default });
    }
    case 'entry':
      return choose(spec.registry).describe(spec.doc);
  }
}
