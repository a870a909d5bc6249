import { describe, expect, test } from 'vitest';
import { builtIn } from '../../../src/app/scenario/built-in.ts';
import { jsonSchema } from '../../../src/app/scenario/schema.ts';
import { type SchemaNode, SchemaView } from '../../../src/app/scenario/schema-view.ts';

describe('JSON Schema', () => {
  const schema: SchemaNode & { readonly $schema?: string } = jsonSchema();
  const view = new SchemaView(schema);

  test('has the keys of the design, and says so to editors', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(Object.keys(schema.properties ?? {})).toStrictEqual([
      ...['name', 'summary', 'units', 'box', 'dynamics', 'density', 'species', 'free-energy', 'field', 'particles'],
      ...['time', 'ensemble', 'observe', 'compare', 'expect', 'output', 'plugins'],
    ]);
    expect(schema.required).toStrictEqual(['name', 'box', 'free-energy', 'time']);
    for (const [name, block] of Object.entries(schema.properties ?? {})) {
      expect(view.resolve(block).description, name).toBeTruthy();
    }
    expect(JSON.parse(JSON.stringify(schema))).toStrictEqual(schema);
  });

  test('every registered entry is there, with a description', () => {
    const names = (path: string[], key: string): unknown[] => {
      const node = view.at(path, undefined);
      const item = typeof node?.items === 'object' ? node.items : node;
      return item === undefined ? [] : view.leaves(item).map((leaf) => leaf.properties?.[key]?.const);
    };
    expect(names(['free-energy'], 'term')).toStrictEqual(Object.keys(builtIn.functionals));
    expect(names(['observe'], 'quantity')).toStrictEqual(Object.keys(builtIn.observables));
    expect(names(['dynamics', 'mobility'], 'type')).toStrictEqual(Object.keys(builtIn.mobilities));
    expect(names(['particles', 'potential'], 'type')).toStrictEqual(Object.keys(builtIn.potentials));
    expect(view.at(['field', 'integrator'], undefined)?.enum).toStrictEqual([
      'auto',
      ...Object.keys(builtIn.integrators),
    ]);
    expect(view.at(['field', 'noise', 'positivity'], undefined)?.enum).toStrictEqual(Object.keys(builtIn.positivity));
  });
});
