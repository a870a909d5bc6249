import { backends } from '../../core/fft/backends.ts';
import type { Registries } from './registries.ts';
import { z } from './zod.ts';

/** The `field` block: all of it has defaults. */
export function fieldSchema(registries: Registries) {
  const integrators = ['auto', ...Object.keys(registries.integrators)];
  return z
    .strictObject({
      kind: z
        .enum(['density', 'order-parameter'])
        .default('density')
        .describe('a density is positive and noise has a positivity gate; an order parameter has any sign'),
      dynamics: z
        .enum(['auto', 'full', 'linear'])
        .default('auto')
        .describe(
          'linear: linearised drift and additive noise at the mean density; auto: linear with an expansion about a state point (measured c(k)), and with noise of equations of state at n̄_eff < 2.5 and of weighted densities at n̄_eff < 10, unless noise.at is given; else full',
        ),
      integrator: z.enum(integrators).default('auto').describe('time-stepping scheme'),
      step: stepSchema(),
      dealias: z.enum(['two-thirds', 'none']).default('two-thirds').describe('modes that are kept'),
      accuracy: z
        .enum(['two-point', 'three-point'])
        .default('two-point')
        .describe('correlations that the automatic integrator and step must get right'),
      backend: backendSchema(),
      noise: z
        .strictObject({
          positivity: z
            .enum(Object.keys(registries.positivity))
            .default('conservative')
            .describe('what the noise takes for a negative density'),
          scale: z.number().min(0).default(1).describe('multiplies the amplitude; 0: deterministic (DDFT)'),
          at: z
            .enum(['auto', 'full', 'linearised'])
            .default('auto')
            .describe(
              'linearised: additive noise, full drift; auto: linearised with a renormalised free energy at n̄_eff < 2.5, else full',
            ),
        })
        .prefault({}),
      initial: z
        .strictObject({
          profile: profileSchema().prefault({ type: 'uniform' }).describe('mean density at the start'),
          fluctuations: z
            .enum(['none', 'poisson'])
            .default('none')
            .describe('poisson: independent particles on the profile'),
        })
        .prefault({}),
      'accept-grade': z
        .enum(['green', 'yellow', 'red', 'any'])
        .default('red')
        .describe('worst validity grade that is not a failure'),
    })
    .prefault({})
    .describe('the field solver');
}

/** `backend`, of the field and of the particles. */
export function backendSchema() {
  return z
    .enum(['auto', ...Object.keys(backends)])
    .default('auto')
    .describe('what computes: compiled kernels (wasm), plain TypeScript (reference); auto: wasm where it runs');
}

/** `step`, of the field and of the particles. */
export function stepSchema() {
  return z
    .union([z.literal('auto'), z.number().gt(0)])
    .default('auto')
    .describe('time step; it must fit a whole number of times into every sample interval');
}

function profileSchema() {
  const file = z.string().regex(/\.npy$/);
  const amplitude = z.number();
  const named = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('uniform') }),
    z
      .strictObject({
        type: z.literal('cosine'),
        amplitude,
        waves: z.array(z.int()).describe('periods along every side of the box'),
      })
      .describe('ρ0(1 + amplitude·cos 2π n·x/L)'),
    z
      .strictObject({
        type: z.literal('step'),
        amplitude,
        axis: z.int().min(0).max(2).default(0).describe('0, 1 or 2 for x, y or z'),
      })
      .describe('ρ0(1 + amplitude) in the first half of the box, ρ0(1 − amplitude) in the second'),
    z
      .strictObject({
        type: z.literal('droplet'),
        inside: z.number().describe('density in the droplet'),
        radius: z.number().gt(0),
        width: z.number().min(0).describe('width of its surface'),
      })
      .describe('a droplet in the middle of the box; the outside follows from the mean'),
    z.strictObject({ type: z.literal('file'), file: file.describe('a .npy file with the density of every cell') }),
  ]);
  const shorthand = file.describe('a file name that ends in .npy').transform((path) => ({
    type: 'file' as const,
    file: path,
  }));
  return z.union([shorthand, named]);
}
