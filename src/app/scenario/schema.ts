import { builtIn } from './built-in.ts';
import type { Registries } from './registries.ts';
import type { ObserveSpec, Scenario, TermSpec } from './scenario.ts';
import { entrySchemas } from './schema-entries.ts';
import { expectationSchema } from './schema-expect.ts';
import { fieldSchema } from './schema-field.ts';
import { outputSchema, particlesSchema } from './schema-particles.ts';
import { z } from './zod.ts';

const built = new WeakMap<Registries, z.ZodType<Scenario>>();
const translated = new WeakMap<Registries, Readonly<Record<string, unknown>>>();

/**
 * The schema of a scenario file, made from the registries: a new entry needs no change here. It checks values one by one
 * and fills in defaults; what several keys must satisfy together is in consistency.ts.
 */
export function scenarioSchema(registries: Registries = builtIn): z.ZodType<Scenario> {
  const known = built.get(registries);
  if (known !== undefined) return known;
  const schema = z
    .strictObject(blocks(registries))
    .transform((given): Scenario => {
      const sample = given.time.sample ?? given.time.duration / 200;
      const observe = given.observe.map((item) => ({ ...item, sample: item.sample ?? sample }) as ObserveSpec);
      return { ...given, time: { ...given.time, sample }, observe };
    })
    .meta({ title: 'dk scenario', description: 'a scenario of dean-kawasaki (dk)' });
  built.set(registries, schema);
  return schema;
}

/** The JSON Schema (draft 2020-12) of a scenario file, for editors and for the error messages. */
export function jsonSchema(registries: Registries = builtIn): Readonly<Record<string, unknown>> {
  const known = translated.get(registries);
  if (known !== undefined) return known;
  const schema = z.toJSONSchema(scenarioSchema(registries), { io: 'input' });
  translated.set(registries, schema);
  return schema;
}

/** Makes the schemas anew at the next call: the registries have new entries. */
export function forgetSchemas(registries: Registries): void {
  built.delete(registries);
  translated.delete(registries);
}

function blocks(registries: Registries) {
  const { functionals, mobilities, potentials, external, observables } = registries;
  const { choose, union } = entrySchemas({ functionals, mobilities, potentials, external, observables });
  const label = z.string().min(1).exactOptional();
  const density = z.number().describe('mean number density');
  const times = z.array(z.number().min(0)).default([]);
  const sample = z.number().gt(0).exactOptional();
  return {
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
      .describe('names the run folder: letters, digits, dots, underscores and hyphens, first a letter or digit'),
    summary: z.string().exactOptional().describe('one line for people'),
    units: z
      .strictObject({ length: label, time: label, energy: label })
      .prefault({})
      .describe('texts for axis labels; the units are the scenario’s own'),
    box: z
      .strictObject({
        length: sides(z.number().gt(0)).describe('sides of the periodic box'),
        cells: sides(z.int().min(2).multipleOf(2)).describe('cells per side'),
      })
      .describe('as many sides as dimensions'),
    dynamics: z
      .strictObject({
        kT: z.number().gt(0).default(1).describe('temperature in units of energy'),
        mu: z.number().gt(0).default(1).describe('mobility of one particle; D = mu·kT'),
        mobility: choose('mobilities').prefault({ type: 'brownian' }).describe('M(ρ)'),
      })
      .prefault({})
      .describe('temperature and mobility'),
    density: density.exactOptional(),
    species: z
      .array(z.strictObject({ name: z.string().min(1), density }))
      .min(1)
      .exactOptional()
      .describe('a mixture, instead of density'),
    'free-energy': z
      .array(union('term', functionals, {}) as z.ZodType<TermSpec>)
      .min(1)
      .describe('F[ρ], the sum of these terms'),
    field: fieldSchema(registries),
    particles: particlesSchema(registries, choose('potentials')),
    time: z
      .strictObject({
        warmup: z.number().min(0).default(0).describe('time before anything is measured'),
        duration: z.number().gt(0).describe('time that is measured'),
        sample: sample.describe('interval between measurements; duration/200 unless given'),
      })
      .describe('all in time units'),
    ensemble: z
      .strictObject({
        replicas: z.int().min(1).default(1).describe('independent runs'),
        seed: z.int().min(0).default(1),
      })
      .prefault({})
      .describe('replicas and the seed that all random numbers follow from'),
    observe: z
      .array(
        union('quantity', observables, {
          sample: sample.describe('interval between measurements; time.sample unless given'),
          average: z.enum(['time', 'replicas']).default('time').describe('replicas: at the given times'),
          times: times.describe('times to measure at'),
          mean: z.enum(['kept', 'subtracted']).exactOptional().describe('whether the mean profile is subtracted'),
        }),
      )
      .prefault([{ quantity: 'structure-factor' }])
      .describe('what is measured'),
    compare: z
      .strictObject({
        tolerance: z.number().gt(0).default(0.02).describe('relative difference that counts as none'),
        'rate-tolerance': z
          .number()
          .gt(0)
          .exactOptional()
          .describe('the same for decay rates of F(k,t); one and a half times the tolerance unless given'),
        confidence: z.number().gt(0).lt(1).default(0.95).describe('of the intervals, over all looks together'),
        budget: z
          .string()
          .regex(/^\d+(\.\d+)?(s|min|h)$/)
          .default('10min')
          .describe('computing time, such as 90s, 10min or 2h'),
      })
      .prefault({})
      .describe('dk compare'),
    expect: z.array(expectationSchema()).default([]).describe('what the run must show'),
    output: outputSchema(),
    plugins: z
      .array(z.string().min(1))
      .exactOptional()
      .describe('files (.js) whose entries the scenario uses, from its folder; loaded with --allow-plugins only'),
  };
}

/** One to three values; a single one, for 1D, without brackets too. */
function sides<T extends z.ZodType<number>>(side: T) {
  return z.union([side.transform((value): number[] => [value]), z.array(side).min(1).max(3)]);
}
