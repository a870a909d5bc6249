import { baoab } from './baoab.ts';
import { eulerMaruyama } from './euler-maruyama.ts';
import { heun } from './heun.ts';
import type { ParticleIntegratorEntry } from './integrator.ts';
import { leimkuhlerMatthews } from './leimkuhler-matthews.ts';

/** All schemes of the particles by the name a scenario uses. */
export const particleIntegrators: Readonly<Record<string, ParticleIntegratorEntry>> = {
  'leimkuhler-matthews': leimkuhlerMatthews,
  'euler-maruyama': eulerMaruyama,
  heun,
  baoab,
};
