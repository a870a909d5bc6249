import type { Registries } from './registries.ts';
import type { StartSpec, TypedSpec } from './scenario.ts';
import { backendSchema, stepSchema } from './schema-field.ts';
import { z } from './zod.ts';

/** The `particles` block: all of it has defaults. */
export function particlesSchema(registries: Registries, potential: z.ZodType<TypedSpec>) {
  return z
    .strictObject({
      integrator: z
        .enum(Object.keys(registries.particleIntegrators))
        .default('leimkuhler-matthews')
        .describe('time-stepping scheme of the particles'),
      step: stepSchema(),
      backend: backendSchema(),
      potential: potential.exactOptional().describe('that of the pair terms unless given'),
      'noise-scale': z
        .number()
        .min(0)
        .default(1)
        .describe('multiplies the noise amplitude; other than 1 it breaks fluctuation and dissipation'),
      mass: z.number().gt(0).default(1).describe('of a particle, for baoab'),
      start: startSchema().prefault('auto').describe('positions at the start'),
    })
    .prefault({})
    .describe('the particle engine');
}

function startSchema() {
  const file = z.string().regex(/\.(lammpstrj|dump|lammps|xyz|extxyz)(\.gz)?$/);
  const about = 'a trajectory file, of which the last frame is taken: .lammpstrj, .dump, .xyz, .extxyz, also with .gz';
  const named = z.discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('auto') })
      .describe(
        'from field.initial where that has a profile or Poisson fluctuations; else a lattice for dense cores, else random',
      ),
    z.strictObject({ type: z.literal('lattice') }),
    z.strictObject({ type: z.literal('random') }).describe('independent positions; overlaps are then removed'),
    z.strictObject({ type: z.literal('file'), file: file.describe(about) }),
  ]);
  return z.union([
    z.enum(['auto', 'lattice', 'random']).transform((type): StartSpec => ({ type })),
    file.describe(about).transform((path): StartSpec => ({ type: 'file', file: path })),
    named,
  ]);
}

/** The `output` block. */
export function outputSchema() {
  const positive = z.number().gt(0);
  return z
    .strictObject({
      snapshots: z.array(z.number().min(0)).default([]).describe('times at which fields are stored'),
      trajectory: z
        .strictObject({
          format: z
            .enum(['lammps', 'extxyz', 'none'])
            .default('lammps')
            .describe('LAMMPS dump text, extended XYZ, or nothing'),
          every: positive
            .exactOptional()
            .describe('interval between frames; unless given time.sample, or a multiple of it where that is too much'),
          replicas: z.int().min(1).default(1).describe('of so many replicas, the first ones'),
        })
        .prefault({})
        .describe('positions of the particles'),
      movie: z
        .strictObject({
          cells: z
            .array(z.int().min(1))
            .min(1)
            .max(3)
            .exactOptional()
            .describe('cells of the density, any count; those of the box unless given'),
          width: z
            .number()
            .min(0)
            .exactOptional()
            .describe('standard deviation of the Gaussian kernel in lengths, 1.5 cells unless given; 0: histogram'),
          'frames-per-second': positive.default(20),
          frames: z.boolean().default(false).describe('also one PNG per frame'),
        })
        .exactOptional()
        .describe('an animation of the particles beside their density, two dimensions'),
    })
    .prefault({})
    .describe('what is stored beside the curves');
}
